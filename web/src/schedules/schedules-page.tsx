import { Button, Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { rulesQuery } from '../rules/rule-api.ts';
import { Page } from '../ui/page.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { schedules as words } from '../words/schedules.ts';
import { schedulesQuery } from './schedule-api.ts';
import { ScheduleCard } from './schedule-card.tsx';

const NewScheduleDialog = lazy(async () => ({
  default: (await import('./new-schedule-dialog.tsx')).NewScheduleDialog,
}));

/** A1.61: every schedule with what it does, when it ran, and when it runs next. */
export function SchedulesPage() {
  const list = useQuery(schedulesQuery);
  const rules = useQuery(rulesQuery);
  const [adding, setAdding] = useState(false);
  const [wanted, setWanted] = useState(false);
  if (adding && !wanted) setWanted(true);
  const failed = [list, rules].filter(({ error }) => error);
  const nameOf = (id: string) => rules.data?.find((rule) => rule.id === id)?.name ?? words.ruleGone;
  return (
    <Page
      title={words.title}
      crumbs={[{ label: words.toRules, to: '/rules' }]}
      aside={<Button onClick={() => setAdding(true)}>{words.add}</Button>}
    >
      <Text mb="md" maw={720}>
        {words.text}
      </Text>
      <ProblemAlert error={failed[0]?.error} retry={() => void Promise.all(failed.map(({ refetch }) => refetch()))} />
      {(!list.data || !rules.data) && failed.length === 0 && (
        <Stack gap="sm" role="status" aria-label={words.loading}>
          <Skeleton h={120} />
          <Skeleton h={120} />
        </Stack>
      )}
      {list.data?.length === 0 && (
        <Stack gap={4}>
          <Text fw={600}>{words.empty}</Text>
          <Text size="sm">{words.emptyText}</Text>
        </Stack>
      )}
      {list.data && rules.data && list.data.length > 0 && (
        <Stack gap="sm" component="ul" p={0} m={0} aria-label={words.list}>
          {list.data.map((one) => (
            <ScheduleCard key={one.id} schedule={one} ruleName={nameOf(one.rule)} />
          ))}
        </Stack>
      )}
      <Suspense fallback={null}>
        {wanted && <NewScheduleDialog opened={adding} onClose={() => setAdding(false)} rules={rules.data ?? []} />}
      </Suspense>
    </Page>
  );
}
