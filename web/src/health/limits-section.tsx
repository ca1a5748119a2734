import { Skeleton, Table, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { health } from '../words/health.ts';
import { type Limits, type LimitUse, limitsQuery, limitUseQuery } from './health-queries.ts';

const words = health.limits;
const FIELDS = { connector: 'perConnector', rule: 'perRule', recipient: 'perRecipient' } as const;

/** What the limits have counted in this hour of the clock, beside what they allow. */
export function LimitsSection() {
  const heading = useId();
  const limits = useQuery(limitsQuery);
  const use = useQuery(limitUseQuery);
  const error = limits.data && use.data ? null : (limits.error ?? use.error);
  const retry = () => void Promise.all([limits.refetch(), use.refetch()]);
  return (
    <section aria-labelledby={heading}>
      <Title order={2} id={heading} mb={4}>
        {words.title}
      </Title>
      <Text size="sm" mb="sm">
        {words.text}
      </Text>
      {limits.data && use.data ? (
        use.data.length === 0 ? (
          <Text size="sm">{words.none}</Text>
        ) : (
          <UseTable use={use.data} limits={limits.data} labelledBy={heading} />
        )
      ) : error ? (
        <ProblemAlert error={error} retry={retry} />
      ) : (
        <Skeleton h={90} aria-hidden />
      )}
    </section>
  );
}

interface UseTableProps {
  use: readonly LimitUse[];
  limits: Limits;
  labelledBy: string;
}

function UseTable({ use, limits, labelledBy }: UseTableProps) {
  return (
    <Table aria-labelledby={labelledBy} verticalSpacing={4}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">{words.columns.what}</Table.Th>
          <Table.Th scope="col" ta="right">
            {words.columns.count}
          </Table.Th>
          <Table.Th scope="col" ta="right">
            {words.columns.limit}
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {use.map((line) => (
          <Line key={line.key} line={line} limit={limits[FIELDS[line.kind]]} />
        ))}
      </Table.Tbody>
    </Table>
  );
}

function Line({ line: { kind, name, count }, limit }: { line: LimitUse; limit: number | null }) {
  const full = limit !== null && count >= limit;
  return (
    <Table.Tr>
      <Table.Th scope="row" fw={400} className="any-break">
        {words.kinds[kind](name)}
      </Table.Th>
      <Table.Td ta="right">{words.of(count)}</Table.Td>
      <Table.Td ta="right" fw={full ? 600 : undefined}>
        {limit === null ? words.any : words.of(limit)}
        {full && ` · ${words.full}`}
      </Table.Td>
    </Table.Tr>
  );
}
