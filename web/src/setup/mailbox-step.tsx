import { Alert, Button, Group, Paper, SimpleGrid, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { ButtonLink } from '../ui/link.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { firstSteps } from '../words/setup.ts';
import { type TestStep, testConnector } from './connection-test.ts';
import { type ProgressLine, ProgressList } from './progress-list.tsx';
import { addSandboxConnector } from './sandbox-connector.ts';
import { type Connector, sandboxQuery } from './setup-queries.ts';
import { underWay } from './under-way.ts';

const words = firstSteps.mailbox;

interface MailboxStepProps {
  connectors: readonly Connector[];
  /** else only what was seen of it stays */
  current: boolean;
}

/** Step 2: the mailboxes for trying out, or one of one's own; ends when one of them is Active. */
export function MailboxStep({ connectors, current }: MailboxStepProps) {
  const { start, lines } = useStart(connectors);
  const waiting = connectors.at(-1);
  if (!current && lines.length === 0) return null;
  return (
    <Stack gap="md" mt="sm">
      <ProblemAlert error={start.error} />
      {start.data && !start.data.ok && <Alert color="red">{start.data.summary}</Alert>}
      <ProgressList label={words.steps} lines={lines} />
      {current && waiting && !start.isPending && (
        <Waiting connector={waiting} onTest={() => start.mutate(waiting.id)} />
      )}
      {current && <Choices busy={start.isPending} onSandbox={() => start.mutate(undefined)} />}
    </Stack>
  );
}

/** Adds the sandbox's mailbox where it is missing, and tests it; what happens is told line by line. */
function useStart(connectors: readonly Connector[]) {
  const queries = useQueryClient();
  const [lines, setLines] = useState<ProgressLine[]>([]);
  const add = (line: ProgressLine) => setLines((before) => [...before.map(settled), line]);
  const start = useMutation({
    mutationFn: async (id: string | undefined) => {
      setLines([]);
      const running = (label: string) => add({ label, state: 'running' });
      const connector = id ?? (await addSandboxConnector(connectors, running));
      return testConnector(connector, (step) => add(lineOf(step)));
    },
    onError: () => setLines((before) => before.map(failed)),
    onSettled: () =>
      Promise.all(['connectors', 'sandbox'].map((key) => queries.invalidateQueries({ queryKey: [key] }))),
  });
  return { start, lines };
}

function Choices({ busy, onSandbox }: { busy: boolean; onSandbox: () => void }) {
  const { data: sandbox, error, refetch } = useQuery(sandboxQuery);
  if (error) return <ProblemAlert error={error} retry={() => void refetch()} />;
  if (sandbox === undefined) return <Skeleton h={190} aria-hidden />;
  const none = sandbox.state === 'unavailable';
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }}>
      <Choice title={words.sandbox} text={none ? words.sandboxUnavailable : words.sandboxText}>
        <Button disabled={none} loading={busy} onClick={onSandbox} fullWidth>
          {words.sandboxStart}
        </Button>
      </Choice>
      <Choice title={words.real} text={words.realText}>
        <ButtonLink
          to="/admin/data-sources/new/$type"
          params={{ type: 'email' }}
          variant={none ? 'filled' : 'default'}
          onClick={() => underWay.set(true)}
          fullWidth
        >
          {words.realOpen}
        </ButtonLink>
      </Choice>
    </SimpleGrid>
  );
}

function Choice({ title, text, children }: { title: string; text: string; children: ReactNode }) {
  return (
    <Paper withBorder p="md">
      <Stack gap="xs" h="100%" justify="space-between">
        <div>
          <Title order={3} mb={4}>
            {title}
          </Title>
          <Text size="sm" c="dimmed">
            {text}
          </Text>
        </div>
        {children}
      </Stack>
    </Paper>
  );
}

/** A mailbox that is there but not Active yet: the way on is its test, or its details. */
function Waiting({ connector, onTest }: { connector: Connector; onTest: () => void }) {
  return (
    <Alert color="yellow" title={words.notActive(connector.displayName)}>
      <Text size="sm" mb="xs" className="any-break">
        {connector.stateReason}
      </Text>
      <Group gap="sm">
        <Button size="compact-sm" variant="default" onClick={onTest}>
          {words.test}
        </Button>
        <ButtonLink
          to="/admin/data-sources/$id"
          params={{ id: connector.id }}
          size="compact-sm"
          variant="default"
          onClick={() => underWay.set(true)}
        >
          {words.details}
        </ButtonLink>
      </Group>
    </Alert>
  );
}

function lineOf({ label, ok, detail, fix }: TestStep): ProgressLine {
  return {
    label,
    state: ok === null ? 'skipped' : ok ? 'good' : 'bad',
    detail: ok === false ? (fix ?? detail) : detail,
  };
}

/** What ran has ended well when the next thing begins. */
const settled = (line: ProgressLine): ProgressLine => (line.state === 'running' ? { ...line, state: 'good' } : line);
const failed = (line: ProgressLine): ProgressLine => (line.state === 'running' ? { ...line, state: 'bad' } : line);
