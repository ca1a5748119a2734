import { Alert, Center, Paper, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactNode, useEffect } from 'react';
import { setupQuery } from '../setup/setup-queries.ts';
import { SignOnWays } from '../sign-on/sign-on-ways.tsx';
import { session } from '../words/session.ts';
import { setup } from '../words/setup.ts';
import { shell } from '../words/shell.ts';
import { SignInForm } from './sign-in-form.tsx';

/** Screen 1: leads back to the page that was asked for. */
export function SignInPage() {
  const { to, problem, provider } = useSearch({ from: '/login' });
  const navigate = useNavigate();
  useEffect(() => {
    document.title = shell.title(session.title);
  }, []);
  const go = () => void navigate({ to: to ?? '/', replace: true });
  return (
    <Center component="main" mih="80dvh" p="md">
      <Paper withBorder p="xl" w="100%" maw={400}>
        <Stack gap="xs" mb="md">
          <Text fw={700} c="dimmed">
            {shell.product}
          </Text>
          <Title order={1}>{session.title}</Title>
        </Stack>
        <Ways onDone={go}>
          {(form) => (
            <SignOnWays to={to ?? '/'} problem={problem} provider={provider}>
              {form}
            </SignOnWays>
          )}
        </Ways>
      </Paper>
    </Center>
  );
}

/** What there is to do here: nothing, where a host signs people in or nobody has been made yet. */
function Ways({ onDone, children }: { onDone: () => void; children: (form: ReactNode) => ReactNode }) {
  const { data } = useQuery(setupQuery);
  if (data?.host) return <Alert>{session.host}</Alert>;
  if (data?.needed) return <Alert color="yellow">{setup.signInNeeded}</Alert>;
  return children(<SignInForm onDone={onDone} />);
}
