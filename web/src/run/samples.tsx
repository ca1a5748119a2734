import { Group, Skeleton, Text, Title } from '@mantine/core';
import { useQueries } from '@tanstack/react-query';
import { useId } from 'react';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { run as runWords } from '../words/run.ts';
import { RowLink } from './row-line.tsx';
import { sampleQuery } from './row-queries.ts';
import type { ShownRun } from './run-parts.ts';

const words = runWords.samples;

/** Some e-mails to look at before anybody says yes to all of them. */
export function Samples({ run }: { run: ShownRun }) {
  const heading = useId();
  const { rows } = run.counts;
  const places = [...new Set([0, Math.floor(rows / 2), Math.max(0, rows - 1)])];
  const answers = useQueries({ queries: places.map((after) => sampleQuery(run.id, after)) });
  const failed = answers.find(({ error }) => error);
  const found = new Map(answers.flatMap(({ data }) => (data ? [[data.id, data] as const] : [])));
  return (
    <section aria-labelledby={heading}>
      <Title order={2} id={heading} mb={4}>
        {words.title}
      </Title>
      <Text size="sm" mb="xs">
        {words.text}
      </Text>
      {failed && <ProblemAlert error={failed.error} retry={() => void failed.refetch()} />}
      {answers.some(({ isPending }) => isPending) ? (
        <Skeleton h={22} w={240} aria-hidden />
      ) : (
        <Group gap="md" component="ul" className="plain-list">
          {[...found.values()].map((row) => (
            <li key={row.id}>
              <RowLink row={row} label={words.open(row.owner)} />
            </li>
          ))}
        </Group>
      )}
    </section>
  );
}
