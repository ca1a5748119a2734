import { Card, Group, Stack, Table, Text } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { LastEmailed } from '../payroll/last-emailed.tsx';
import type { RunItem } from '../payroll/run-model.ts';
import { runRows as words } from '../words/run-rows.ts';
import { RowBadge, RowLink, RowReason } from './row-line.tsx';

const PHONE = '(max-width: 48em)';

const COLUMNS = [
  ['line', 64],
  ['person', 120],
  ['address', 220],
  ['state', undefined],
  ['document', 190],
] as const;

/** As a table, or as cards on a phone. */
export function RowTable({ rows }: { rows: readonly RunItem[] }) {
  const phone = useMediaQuery(PHONE, undefined, { getInitialValueInEffect: false });
  return phone ? <Cards rows={rows} /> : <Wide rows={rows} />;
}

function Wide({ rows }: { rows: readonly RunItem[] }) {
  return (
    <Table.ScrollContainer minWidth={760}>
      <Table layout="fixed" verticalSpacing={6} horizontalSpacing="xs" highlightOnHover>
        <Table.Thead>
          <Table.Tr>
            {COLUMNS.map(([name, width]) => (
              <Table.Th key={name} w={width}>
                {words.columns[name]}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody className="run-rows">
          {rows.map((row) => (
            <Table.Tr key={row.id}>
              <Table.Td>{row.line}</Table.Td>
              <Table.Td>
                <RowLink row={row} />
              </Table.Td>
              <Table.Td className="any-break">
                {row.address || words.noAddress}
                <LastEmailed row={row} />
              </Table.Td>
              <Table.Td>
                <RowBadge row={row} />
                <RowReason row={row} />
              </Table.Td>
              <Table.Td className="any-break">{row.document?.name}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function Cards({ rows }: { rows: readonly RunItem[] }) {
  return (
    <Stack component="ul" gap="xs" className="plain-list">
      {rows.map((row) => (
        <Card component="li" key={row.id} withBorder padding="sm" className="run-row-card">
          <Group justify="space-between" wrap="nowrap" align="start" gap="xs" mb={4}>
            <RowLink row={row} />
            <RowBadge row={row} />
          </Group>
          <Text size="sm" className="any-break">
            {row.address || words.noAddress}
          </Text>
          <LastEmailed row={row} />
          {row.document !== null && (
            <Text size="xs" c="dimmed" className="any-break">
              {row.document.name}
            </Text>
          )}
          <RowReason row={row} />
        </Card>
      ))}
    </Stack>
  );
}
