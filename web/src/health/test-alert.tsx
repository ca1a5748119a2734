import { Button, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { health } from '../words/health.ts';
import { testAlerts } from './health-queries.ts';

const words = health.alerts;

/** An alert to everybody who is stored, and what became of it. */
export function TestAlert({ unsaved }: { unsaved: boolean }) {
  const testing = useMutation({ mutationFn: testAlerts });
  const { data } = testing;
  const told =
    data === undefined || unsaved
      ? []
      : [
          data.emails > 0 ? words.tried(data.emails) : '',
          data.emailProblem ?? '',
          data.webhook === 'delivered' ? words.delivered : '',
          data.webhookProblem === null ? '' : words.failed(data.webhookProblem),
        ].filter((text) => text !== '');
  return (
    <>
      <Button variant="default" disabled={unsaved} loading={testing.isPending} onClick={() => testing.mutate()}>
        {words.test}
      </Button>
      {unsaved && (
        <Text size="sm" c="dimmed">
          {words.saveFirst}
        </Text>
      )}
      <div role="status" aria-live="polite">
        {told.map((text) => (
          <Text key={text} size="sm" className="any-break">
            {text}
          </Text>
        ))}
      </div>
      <ProblemAlert error={unsaved ? null : testing.error} />
    </>
  );
}
