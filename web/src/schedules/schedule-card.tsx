import { Badge, Button, Card, Group, SimpleGrid, Text, Title } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { answer, api } from '../api/client.ts';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { dateAndTime, When } from '../ui/when.tsx';
import { schedules as words } from '../words/schedules.ts';
import { HistoryDialog } from './history-dialog.tsx';
import { HookButtons } from './hook-buttons.tsx';
import type { Schedule } from './schedule-api.ts';
import { useStep } from './use-step.ts';

/** One schedule, and what can be done with it. */
export function ScheduleCard({ schedule, ruleName }: { schedule: Schedule; ruleName: string }) {
  const { name, text, state, lastRunAt, nextRuns, timeZone, timing, hookAt } = schedule;
  const isOnDemand = (timing as { kind?: unknown }).kind === 'onDemand';
  const [next] = nextRuns;
  return (
    <Card withBorder padding="md" component="li">
      <Group justify="space-between" gap="xs" mb="xs">
        <Title order={2} size="h4" className="any-break">
          {name}
        </Title>
        <Badge variant="default">{words.states[state]}</Badge>
      </Group>
      <SimpleGrid component="dl" cols={{ base: 1, sm: 2 }} spacing={4} m={0}>
        <Fact name={words.rule}>{ruleName}</Fact>
        <Fact name={words.timing}>{isOnDemand ? text : `${text} (${timeZone})`}</Fact>
        <Fact name={words.lastRun}>{lastRunAt === null ? words.never : <When at={lastRunAt} />}</Fact>
        {isOnDemand ? (
          <Fact name={words.hookSince}>{hookAt === null ? words.noHook : dateAndTime(hookAt)}</Fact>
        ) : (
          <Fact name={words.nextRun}>{next === undefined ? words.noNext : dateAndTime(next)}</Fact>
        )}
      </SimpleGrid>
      <Group gap="xs" mt="sm">
        <Actions schedule={schedule} />
        {isOnDemand && <HookButtons schedule={schedule} />}
      </Group>
    </Card>
  );
}

function Actions({ schedule }: { schedule: Schedule }) {
  const { id, name, state } = schedule;
  const [shown, setShown] = useState<'history' | 'remove'>();
  const path = { params: { path: { id } } };
  const run = useStep(async () => {
    const { rules } = await answer(api.POST('/schedules/{id}/run', path));
    return words.ran(
      name,
      rules.reduce((sum, { mails }) => sum + mails.length, 0),
    );
  });
  const pause = useStep(async () => {
    await answer(api.POST('/schedules/{id}/pause', path));
    return words.paused(name);
  });
  const resume = useStep(async () => {
    await answer(api.POST('/schedules/{id}/resume', path));
    return words.resumed(name);
  });
  const remove = useStep(async () => {
    await answer(api.DELETE('/schedules/{id}', path));
    return words.removed(name);
  });
  const button = (label: string, onClick: () => void, busy = false) => (
    <Button size="xs" variant="default" aria-label={words.of(label, name)} onClick={onClick} loading={busy}>
      {label}
    </Button>
  );
  return (
    <>
      {button(words.run, () => run.mutate(), run.isPending)}
      {state === 'active' && button(words.pause, () => pause.mutate(), pause.isPending)}
      {state === 'paused' && button(words.resume, () => resume.mutate(), resume.isPending)}
      {button(words.history, () => setShown('history'))}
      {button(words.remove, () => setShown('remove'))}
      <HistoryDialog schedule={schedule} opened={shown === 'history'} onClose={() => setShown(undefined)} />
      <ConfirmDialog
        opened={shown === 'remove'}
        title={words.removeTitle}
        text={words.removeText(name)}
        stay={words.keep}
        go={words.remove}
        danger
        busy={remove.isPending}
        onStay={() => setShown(undefined)}
        onGo={() => remove.mutate()}
      />
    </>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <Text component="dt" size="xs" c="dimmed">
        {name}
      </Text>
      <Text component="dd" size="sm" m={0} className="any-break">
        {children}
      </Text>
    </div>
  );
}
