import { Alert, Center, Paper, Stack, Text, Title } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect } from 'react';
import { session } from '../words/session.ts';
import { shell } from '../words/shell.ts';
import { useMe } from './me.ts';
import { SignInForm } from './sign-in-form.tsx';

/** Screen 1: leads back to the page that was asked for. */
export function SignInPage() {
  const { to } = useSearch({ from: '/login' });
  const navigate = useNavigate();
  const me = useMe();
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
        {me?.signIn === 'host' ? <Alert>{session.host}</Alert> : <SignInForm onDone={go} />}
      </Paper>
    </Center>
  );
}
