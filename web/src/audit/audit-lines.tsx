import { Card, Group, Stack, Table, Text } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { StateBadge } from '../ui/state-badge.tsx';
import { When } from '../ui/when.tsx';
import { audit as words } from '../words/audit.ts';
import type { AuditRecord } from './audit-queries.ts';

const { columns } = words;

/** A table; on a phone a card for each record. */
export function AuditLines({ records }: { records: readonly AuditRecord[] }) {
  const isPhone = useMediaQuery('(max-width: 47.99em)', undefined, { getInitialValueInEffect: false });
  return isPhone ? <Cards records={records} /> : <Rows records={records} />;
}

function Rows({ records }: { records: readonly AuditRecord[] }) {
  return (
    <Table verticalSpacing="xs" aria-label={words.list}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{columns.at}</Table.Th>
          <Table.Th>{columns.who}</Table.Th>
          <Table.Th>{columns.what}</Table.Th>
          <Table.Th>{columns.subject}</Table.Th>
          <Table.Th>{columns.outcome}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {records.map((record) => (
          <Table.Tr key={record.seq}>
            <Table.Td>
              <When at={Date.parse(record.at)} />
            </Table.Td>
            <Table.Td className="any-break" maw={200}>
              <Who record={record} />
            </Table.Td>
            <Table.Td className="any-break" maw={340}>
              <What record={record} />
            </Table.Td>
            <Table.Td className="any-break" maw={220}>
              <Subject record={record} />
            </Table.Td>
            <Table.Td>
              <Outcome outcome={record.outcome} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function Cards({ records }: { records: readonly AuditRecord[] }) {
  return (
    <Stack gap="sm" component="ul" p={0} m={0} aria-label={words.list}>
      {records.map((record) => (
        <Card key={record.seq} component="li" withBorder padding="sm" className="any-break">
          <Group justify="space-between" gap="xs" mb={4}>
            <Text size="sm" c="dimmed">
              <When at={Date.parse(record.at)} />
            </Text>
            <Outcome outcome={record.outcome} />
          </Group>
          <Who record={record} />
          <What record={record} />
          <Subject record={record} />
        </Card>
      ))}
    </Stack>
  );
}

function Who({ record: { actor, address } }: { record: AuditRecord }) {
  const how = [actor.token === null ? '' : words.byToken, address === '' ? '' : words.from(address)];
  return (
    <>
      <Text size="sm" fw={600}>
        {actor.id === 'nobody' ? words.nobody : actor.name}
      </Text>
      <Text size="xs" c="dimmed">
        {how.filter((part) => part !== '').join(', ')}
      </Text>
    </>
  );
}

function What({ record: { summary, fields } }: { record: AuditRecord }) {
  return (
    <>
      <Text size="sm">{summary}</Text>
      {fields.length > 0 && (
        <Text size="xs" c="dimmed">
          {words.fields(fields.join(', '))}
        </Text>
      )}
    </>
  );
}

function Subject({ record: { kind, subject } }: { record: AuditRecord }) {
  return (
    <>
      <Text size="sm">{subject.name || subject.id}</Text>
      <Text size="xs" c="dimmed">
        {words.kinds[kind] ?? kind}
      </Text>
    </>
  );
}

function Outcome({ outcome }: { outcome: string }) {
  if (outcome === 'done') return <StateBadge tone="good" word={words.outcomes.done} />;
  if (outcome === 'UNKNOWN') return <StateBadge tone="warning" word={words.outcomes.unknown} />;
  if (outcome === 'failed') return <StateBadge tone="bad" word={words.outcomes.failed} />;
  return (
    <>
      <StateBadge tone="warning" word={words.outcomes.refused} />
      <Text size="xs" c="dimmed">
        {outcome}
      </Text>
    </>
  );
}
