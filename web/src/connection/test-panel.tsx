import { Button, Card, Group, Loader, Skeleton, Text, Title } from '@mantine/core';
import { IconSend } from '@tabler/icons-react';
import { useRouterState } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { isProblem } from '../api/problem.ts';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { StateBadge } from '../ui/state-badge.tsx';
import { When } from '../ui/when.tsx';
import { connection } from '../words/connection.ts';
import type { Connector } from './connection-queries.ts';
import { TestMailDialog } from './test-mail-dialog.tsx';
import { TestSteps } from './test-steps.tsx';
import type { TestRun } from './use-connection-test.ts';
import { type Editor, testFailed } from './use-editor.ts';

const words = connection.testPanel;

/** What the test does and found, beside the form; tied to the values that were tested. `shown`: as the server has it now. */
export function TestPanel({ editor, shown }: { editor: Editor; shown: Connector | undefined }) {
  const { test, testKey, base, unsaved } = editor;
  // Somebody tested the saved values well since, elsewhere: the header says so already.
  const overtaken = !unsaved && (shown?.testedAt ?? 0) > (test.run?.report?.testedAt ?? Number.POSITIVE_INFINITY);
  const run = overtaken ? undefined : test.run;
  const [asking, setAsking] = useState(false);
  const running = run?.phase === 'running';
  const stale = run !== undefined && !running && run.key !== testKey;
  const canMail = base?.connector.canSend === true;
  return (
    <Card withBorder padding="md">
      <Group justify="space-between" mb="xs">
        <Title order={2} size="h3" id="connection-test">
          {words.title}
        </Title>
        {running && (
          <Button size="compact-sm" variant="default" onClick={test.cancel}>
            {words.cancel}
          </Button>
        )}
      </Group>
      <div role="status" aria-live="polite">
        {stale ? (
          <Stale />
        ) : run ? (
          <Outcome run={run} unsaved={unsaved} />
        ) : (
          <Untested connector={unsaved ? undefined : shown} />
        )}
      </div>
      {run && run.steps.length > 0 && (
        <TestSteps
          steps={run.steps}
          faded={stale}
          onTake={(suggestion) =>
            editor.change(suggestion.values.map(({ path, value }) => ({ path, value: value as unknown })))
          }
        />
      )}
      {running && run.steps.length === 0 && <Skeleton h={64} mt="sm" aria-hidden />}
      {canMail && <TestMailButton unsaved={unsaved} running={running} onClick={() => setAsking(true)} />}
      <TestMailDialog
        opened={asking}
        onClose={() => setAsking(false)}
        onSend={(recipient) => {
          setAsking(false);
          editor.sendTestMail(recipient);
        }}
      />
    </Card>
  );
}

/** Who comes back from the consent of a provider has this to do next. */
function TestMailButton(props: { unsaved: boolean; running: boolean; onClick: () => void }) {
  const button = useRef<HTMLButtonElement>(null);
  const next = useRouterState({ select: ({ location }) => location.state.next === 'test-mail' });
  useEffect(() => {
    if (next) button.current?.focus();
  }, [next]);
  return (
    <Group mt="md" gap="xs">
      <Button
        ref={button}
        size="xs"
        variant="default"
        leftSection={<IconSend size={14} aria-hidden />}
        disabled={props.unsaved || props.running}
        onClick={props.onClick}
      >
        {connection.testMail.open}
      </Button>
      {props.unsaved && (
        <Text size="sm" c="dimmed">
          {words.mailNeedsSave}
        </Text>
      )}
    </Group>
  );
}

function Stale() {
  return (
    <>
      <StateBadge tone="quiet" word={words.stale} />
      <Text size="sm" c="dimmed" mt={6}>
        {words.staleText}
      </Text>
    </>
  );
}

/** What is known of the saved values; of others nothing is. */
function Untested({ connector }: { connector: Connector | undefined }) {
  return (
    <Text size="sm" c="dimmed">
      {connector && testFailed(connector) ? (
        <>
          {words.tested} <When at={connector.stateAt} />
          {words.testedFailed}
        </>
      ) : connector?.testedAt ? (
        <>
          {words.lastGood} <When at={connector.testedAt} />.
        </>
      ) : (
        words.idle
      )}
    </Text>
  );
}

function Outcome({ run, unsaved }: { run: TestRun; unsaved: boolean }) {
  const { phase, kind, report, error, recipient = '' } = run;
  if (phase === 'running') {
    return (
      <Group gap="xs">
        <Loader size="xs" aria-hidden />
        <Text size="sm">{kind === 'mail' ? words.runningMail : words.running}</Text>
      </Group>
    );
  }
  if (phase === 'cancelled') {
    return (
      <>
        <Text size="sm" fw={600}>
          {words.cancelled}
        </Text>
        <Text size="sm" c="dimmed">
          {words.cancelledText}
        </Text>
      </>
    );
  }
  // Fields that the server named stand at the fields.
  if (phase === 'refused' || !report) {
    return isProblem(error, 'VALIDATION') ? (
      <Text size="sm" fw={600} c="var(--ui-danger-text)">
        {words.notRun}
      </Text>
    ) : (
      <ProblemAlert error={error} />
    );
  }
  return (
    <>
      <Text size="sm" fw={600} c={report.ok ? undefined : 'var(--ui-danger-text)'} className="any-break">
        {report.summary}
      </Text>
      {report.ok && kind === 'mail' && <Text size="sm">{connection.testMail.sent(recipient)}</Text>}
      <Text size="sm" c="dimmed">
        {words.tested} <When at={report.testedAt} />
        {report.ok ? '.' : words.testedFailed} {kind === 'values' && unsaved && words.nothingSaved}
      </Text>
    </>
  );
}
