import { Alert, Center, Paper, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Navigate, useRouterState } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useMe } from '../session/me.ts';
import { ButtonLink } from '../ui/link.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { setup } from '../words/setup.ts';
import { shell } from '../words/shell.ts';
import { AdministratorForm } from './administrator-form.tsx';
import { setupQuery } from './setup-queries.ts';

/** First start: whoever has the link of the terminal makes the first administrator. */
export function SetupPage() {
  useEffect(() => {
    document.title = shell.title(setup.title);
  }, []);
  return (
    <Center component="main" mih="80dvh" p="md">
      <Paper withBorder p="xl" w="100%" maw={460}>
        <Stack gap="xs" mb="md">
          <Text fw={700} c="dimmed">
            {shell.product}
          </Text>
          <Title order={1}>{setup.title}</Title>
        </Stack>
        <SetupState />
      </Paper>
    </Center>
  );
}

function SetupState() {
  const { data, error, refetch } = useQuery({ ...setupQuery, staleTime: 0 });
  const me = useMe();
  const code = useRouterState({ select: ({ location }) => location.hash });
  if (error) return <ProblemAlert error={error} retry={() => void refetch()} />;
  if (data === undefined) return <Skeleton h={250} aria-hidden />;
  if (me !== null) return <Navigate to="/first-steps" replace />;
  if (!data.needed) return <AlreadySetUp />;
  return code === '' ? <NoCode /> : <AdministratorForm code={code} />;
}

function AlreadySetUp() {
  return (
    <>
      <Alert title={setup.done.title} mb="md">
        {setup.done.text}
      </Alert>
      <ButtonLink to="/login">{setup.done.signIn}</ButtonLink>
    </>
  );
}

function NoCode() {
  return (
    <Alert title={setup.noCode.title} color="yellow">
      <Stack gap="xs">
        <Text size="sm">{setup.noCode.text}</Text>
        <Text size="sm">{setup.noCode.other}</Text>
      </Stack>
    </Alert>
  );
}
