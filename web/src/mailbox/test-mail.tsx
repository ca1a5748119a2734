import { Button, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouterState } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { TestMailDialog } from '../connection/test-mail-dialog.tsx';
import { TestSteps } from '../connection/test-steps.tsx';
import '../connection/connection.css';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { mailbox } from '../words/mailbox.ts';
import { type Connector, sendTestMail } from './mailbox-queries.ts';

const words = mailbox.test;

/** Send Test Mail with what is saved. The result stays beside the button, for as long as it is of these values. */
export function TestMail({ connector: { id, version } }: { connector: Connector }) {
  const queries = useQueryClient();
  const [asking, setAsking] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  // Who comes back from the consent of a provider has this to do next.
  const next = useRouterState({ select: ({ location }) => location.state.next === 'test-mail' });
  useEffect(() => {
    if (next) button.current?.focus();
  }, [next]);
  const sending = useMutation({
    mutationFn: async (recipient: string) => ({ recipient, version, report: await sendTestMail(id, recipient) }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['connectors'] }),
  });
  const done = sending.data?.version === version ? sending.data : undefined;
  return (
    <>
      <Button ref={button} mt="md" w="fit-content" loading={sending.isPending} onClick={() => setAsking(true)}>
        {words.open}
      </Button>
      <ProblemAlert error={sending.error} />
      <div role="status" aria-live="polite">
        {sending.isPending && <Text size="sm">{words.sending}</Text>}
        {done && (
          <Text
            size="sm"
            fw={600}
            mt="xs"
            c={done.report.ok ? undefined : 'var(--ui-danger-text)'}
            className="any-break"
          >
            {done.report.ok ? words.sent(done.recipient) : done.report.summary}
          </Text>
        )}
      </div>
      {done && !done.report.ok && <TestSteps steps={done.report.steps} faded onTake={() => undefined} />}
      <TestMailDialog
        opened={asking}
        onClose={() => setAsking(false)}
        onSend={(recipient) => {
          setAsking(false);
          sending.mutate(recipient);
        }}
      />
    </>
  );
}
