import { Alert, Center, Paper, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useRouterState } from '@tanstack/react-router';
import { useEffect } from 'react';
import { answer, api } from '../api/client.ts';
import { fieldMistakes } from '../ui/field-mistakes.ts';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { invite } from '../words/invite.ts';
import { shell } from '../words/shell.ts';
import { ChoosePassword } from './choose-password.tsx';
import { Gone } from './gone.tsx';

/** Whoever has the link that an administrator made chooses the password of that person. */
export function InvitePage() {
  const code = useRouterState({ select: ({ location }) => location.hash });
  useEffect(() => {
    document.title = shell.title(invite.title);
  }, []);
  return (
    <Center component="main" mih="80dvh" p="md">
      <Paper withBorder p="xl" w="100%" maw={460}>
        <Stack gap="xs" mb="md">
          <Text fw={700} c="dimmed">
            {shell.product}
          </Text>
          <Title order={1}>{invite.title}</Title>
        </Stack>
        {code === '' ? <NoCode /> : <Invited key={code} code={code} />}
      </Paper>
    </Center>
  );
}

function Invited({ code }: { code: string }) {
  const { data, error, refetch } = useQuery({
    queryKey: ['invitation', code],
    queryFn: () => answer(api.POST('/invitation', { body: { code } })),
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (data) return <ChoosePassword code={code} name={data.name} />;
  if (error === null) return <Skeleton h={220} aria-hidden />;
  const gone = fieldMistakes(error)['/code'];
  return gone === undefined ? <ProblemAlert error={error} retry={() => void refetch()} /> : <Gone message={gone} />;
}

function NoCode() {
  return (
    <Alert color="yellow" title={invite.noCode.title}>
      {invite.noCode.text}
    </Alert>
  );
}
