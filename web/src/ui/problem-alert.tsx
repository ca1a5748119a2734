import { Alert, Button, Code, Group, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { isProblem, problemOf } from '../api/problem.ts';
import { shell } from '../words/shell.ts';

interface ProblemAlertProps {
  error: unknown;
  retry?: () => void;
}

/** Nothing for a session that has ended: its dialog asks to sign in. Else a refusal as the server puts it, with the request id for the administrator, and a way to go on. */
export function ProblemAlert({ error, retry }: ProblemAlertProps) {
  if (!error || isProblem(error, 'UNAUTHENTICATED')) return null;
  const problem = problemOf(error);
  return (
    <Alert color="red" title={problem.title} icon={<IconAlertTriangle aria-hidden />} mb="md" role="alert">
      <Text size="sm" className="any-break">
        {problem.detail}
      </Text>
      <Group mt="xs" gap="sm">
        {retry && (
          <Button size="compact-sm" variant="default" onClick={retry}>
            {shell.problem.tryAgain}
          </Button>
        )}
        {problem.requestId !== '' && <Code fz="xs">{shell.problem.requestId(problem.requestId)}</Code>}
      </Group>
    </Alert>
  );
}
