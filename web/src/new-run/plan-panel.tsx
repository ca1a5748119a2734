import { Alert, Button, Card, Group, Text, Title } from '@mantine/core';
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import type { Run } from '../payroll/run-model.ts';
import { newRunRows } from '../words/new-run-rows.ts';
import { stopPlan } from './run-calls.ts';
import { isChecked } from './step.ts';
import type { Prepare } from './use-prepare.ts';

const words = newRunRows.plan;

interface PlanPanelProps {
  prepare: Prepare;
  /** what has to be filled in first was shown; false: it was, and the check may begin */
  onCheck: () => void;
}

/** Lets the server prepare every e-mail, shows how far it is, and what came of it. */
export function PlanPanel({ prepare, onCheck }: PlanPanelProps) {
  const { run, dirty, change } = prepare;
  const checked = isChecked(run) && !dirty;
  return (
    <Card withBorder component="section" aria-labelledby="run-plan">
      <Title order={3} id="run-plan" mb="xs">
        {words.title}
      </Title>
      {run.state === 'planning' ? (
        <PlanProgress prepare={prepare} />
      ) : (
        <>
          {checked ? <Result run={run} /> : <Unchecked run={run} dirty={dirty} />}
          <Group mt="sm">
            <Button variant={checked ? 'default' : 'filled'} loading={change.busy} onClick={onCheck}>
              {checked ? words.again : words.check}
            </Button>
          </Group>
        </>
      )}
    </Card>
  );
}

/** What is known between the press and the result; a stopped check keeps what it has. */
export function PlanProgress({ prepare: { run, change } }: { prepare: Prepare }) {
  const { step, done, total } = run.plan;
  const text = words.progress(words.steps[step ?? ''] ?? words.running, done, total);
  return (
    <>
      <Text size="sm" mb={4} role="status">
        {words.running}
      </Text>
      <progress
        max={total ?? undefined}
        value={total === null ? undefined : done}
        aria-label={words.running}
        aria-valuetext={text}
      />
      <Group justify="space-between" mt={4} gap="sm">
        <Text size="sm" c="dimmed">
          {text}
        </Text>
        <Button size="compact-sm" variant="default" onClick={() => void change.run(stopPlan(run.id))}>
          {words.stop}
        </Button>
      </Group>
    </>
  );
}

function Unchecked({ run, dirty }: { run: Run; dirty: boolean }) {
  if (run.state === 'draft' && run.stateReason !== '') {
    return (
      <Alert color="yellow" title={words.failed} icon={<IconAlertTriangle aria-hidden />}>
        <Text size="sm" className="any-break">
          {run.stateReason}
        </Text>
      </Alert>
    );
  }
  const isChange = dirty || run.plan.at !== null;
  return <Text size="sm">{isChange ? `${words.changed} ${words.text}` : words.text}</Text>;
}

function Result({ run: { counts } }: { run: Run }) {
  const { planned, problems, leftOut, rows } = counts;
  const lines = [
    ...(planned === rows ? [words.allReady(rows)] : [words.ready(planned, rows)]),
    ...(problems > 0 ? [words.problems(problems)] : []),
    ...(leftOut > 0 ? [words.leftOut(leftOut)] : []),
    ...(planned === 0 && problems === 0 ? [words.nothing] : []),
  ];
  const Glyph = problems > 0 ? IconAlertTriangle : IconCheck;
  return (
    <Alert color={problems > 0 ? 'yellow' : 'green'} icon={<Glyph aria-hidden />}>
      <Text size="sm" role="status">
        {lines.join(' ')}
      </Text>
    </Alert>
  );
}
