import { Alert, Button, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { type SignOnProblem, signOn } from '../words/sign-on.ts';
import { startSignOn, waysQuery } from './sign-on-queries.ts';

interface SignOnWaysProps {
  /** the page to go on to */
  to: string;
  /** why the last try did not work, and with which provider */
  problem: string | undefined;
  provider: string | undefined;
  /** name and password */
  children: ReactNode;
}

/** A button for each provider, below the form for a password; on top what went wrong. */
export function SignOnWays({ to, problem, provider, children }: SignOnWaysProps) {
  const { data } = useQuery(waysQuery);
  const start = useMutation({
    mutationFn: (id: string) => startSignOn(id, to),
    onSuccess: (url) => window.location.assign(url),
  });
  const { providers = [], passwords = 'everybody' } = data ?? {};
  const name = providers.find(({ id }) => id === provider)?.name ?? signOn.yourProvider;
  return (
    <Stack gap="md">
      {problem !== undefined && start.error === null && <Ended problem={problem} name={name} />}
      <ProblemAlert error={start.error} />
      {passwords === 'chosen' && <Text size="sm">{signOn.passwordsOff}</Text>}
      {children}
      {providers.length > 0 && (
        <>
          <Text size="sm" ta="center" c="dimmed">
            {signOn.or}
          </Text>
          {providers.map((one) => (
            <Button
              key={one.id}
              variant={passwords === 'chosen' ? 'filled' : 'default'}
              loading={start.variables === one.id && (start.isPending || start.isSuccess)}
              onClick={() => start.mutate(one.id)}
            >
              {signOn.button(one.name)}
            </Button>
          ))}
        </>
      )}
    </Stack>
  );
}

function Ended({ problem, name }: { problem: string; name: string }) {
  const known = Object.hasOwn(signOn.problems, problem) ? (problem as SignOnProblem) : 'unknown';
  const { title, text } = signOn.problems[known];
  return (
    <Alert color="red" title={title} icon={<IconAlertTriangle aria-hidden />} role="alert">
      {text(capital(name))}
    </Alert>
  );
}

/** The name may stand at the beginning of a sentence. */
function capital(name: string): string {
  return name === signOn.yourProvider ? name.charAt(0).toUpperCase() + name.slice(1) : name;
}
