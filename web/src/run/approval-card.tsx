import { Alert, Button, Card, Text, Title } from '@mantine/core';
import { useId, useState } from 'react';
import { type Me, mayUse, useMe } from '../session/me.ts';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { noticeDone } from '../ui/notices.ts';
import { run as words } from '../words/run.ts';
import { GuardNotice } from './guard-notice.tsx';
import { sendersOf } from './plan-facts.tsx';
import { ActionProblem } from './run-controls.tsx';
import type { ShownRun } from './run-parts.ts';
import { useRunAction } from './use-run-action.ts';

const text = words.approve;
const APPROVERS = ['administrator', 'approver'];

/** Says yes to the plan that is shown, or why this person cannot. */
export function ApprovalCard({ run, etag }: { run: ShownRun; etag: string }) {
  const heading = useId();
  const refusal = whyNot(run, useMe());
  if (run.counts.problems > 0 || !run.can.approve) return null;
  return (
    <Card component="section" aria-labelledby={heading} withBorder className="run-card">
      <Title order={2} id={heading} mb={4}>
        {text.title}
      </Title>
      <Text size="sm">{text.text}</Text>
      <GuardNotice guard={run.guard} />
      {refusal.length > 0 ? (
        <Alert color="gray" variant="light" mt="sm" p="sm">
          {refusal.map((line) => (
            <Text key={line} size="sm">
              {line}
            </Text>
          ))}
        </Alert>
      ) : (
        <ApproveButton run={run} etag={etag} />
      )}
    </Card>
  );
}

/** The server checks the same; here it is said before anybody presses. */
function whyNot({ rules, makers }: ShownRun, me: Me | null): string[] {
  if (!rules.fourEyes) return [];
  if (me !== null && makers.includes(me.id)) return [text.maker, text.makerTell];
  return mayUse(me, APPROVERS) ? [] : [text.role];
}

function comparedOf({ plan: { comparison } }: ShownRun): string | null {
  if (comparison === null) return null;
  return `${words.plan.comparedText(comparison.from, comparison.to)} ${comparison.by}.`;
}

function ApproveButton({ run, etag }: { run: ShownRun; etag: string }) {
  const [asking, setAsking] = useState(false);
  const action = useRunAction(run.id, etag);
  const { planned, leftOut } = run.counts;
  const approve = () => {
    if (action.isPending || run.plan.hash === null) return;
    action.mutate(
      { name: 'approve', hash: run.plan.hash },
      { onSuccess: () => noticeDone(text.done), onSettled: () => setAsking(false) },
    );
  };
  return (
    <>
      <Button mt="md" className="run-main-button" onClick={() => setAsking(true)}>
        {text.go(planned)}
      </Button>
      <ActionProblem error={action.error} />
      <ConfirmDialog
        opened={asking}
        title={text.dialog}
        text={[run.guard.text, comparedOf(run), text.dialogText(planned, sendersOf(run).join(', '), leftOut)]
          .filter((line) => line !== null)
          .join('\n')}
        stay={text.stay}
        go={text.yes}
        busy={action.isPending}
        onStay={() => setAsking(false)}
        onGo={approve}
      />
    </>
  );
}
