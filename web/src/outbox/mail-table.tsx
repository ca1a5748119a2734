import { Card, Group, Stack, Table, Text } from '@mantine/core';
import { When } from '../ui/when.tsx';
import { outbox } from '../words/outbox.ts';
import type { ShownLine } from './hold-still.ts';
import { CopyCell, LineState, Recipients, ShortCause, SubjectLink } from './mail-line.tsx';

const COLUMNS = [
  ['time', 112],
  ['state', 168],
  ['subject', undefined],
  ['to', 184],
  ['from', 172],
  ['cause', 96],
  ['tries', 56],
  ['copy', 76],
] as const;

export function MailTable({ lines }: { lines: readonly ShownLine[] }) {
  return (
    <Table.ScrollContainer minWidth={1010}>
      <Table layout="fixed" verticalSpacing={6} horizontalSpacing="xs" highlightOnHover>
        <Table.Thead>
          <Table.Tr>
            {COLUMNS.map(([name, width]) => (
              <Table.Th key={name} w={width}>
                {outbox.columns[name]}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody className="top-cells">
          {lines.map((line) => (
            <Table.Tr key={line.id}>
              <Table.Td>
                <When at={line.createdAt} />
              </Table.Td>
              <Table.Td>
                <LineState line={line} />
              </Table.Td>
              <Table.Td>
                <SubjectLink line={line} />
              </Table.Td>
              <Table.Td>
                <Recipients to={line.to} />
              </Table.Td>
              <Table.Td className="any-break">{line.from || outbox.noSender}</Table.Td>
              <Table.Td className="any-break">
                <ShortCause of={line} />
              </Table.Td>
              <Table.Td>{line.attempts}</Table.Td>
              <Table.Td>
                <CopyCell line={line} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

/** The same for a phone. */
export function MailCards({ lines }: { lines: readonly ShownLine[] }) {
  return (
    <Stack component="ul" gap="xs" className="plain-list">
      {lines.map((line) => (
        <Card component="li" key={line.id} withBorder padding="sm">
          <Group justify="space-between" wrap="nowrap" align="start" gap="xs" mb={4}>
            <SubjectLink line={line} />
            <Text size="xs" c="dimmed" className="no-break">
              <When at={line.createdAt} />
            </Text>
          </Group>
          <LineState line={line} />
          <Fact label={outbox.columns.to}>
            <Recipients to={line.to} />
          </Fact>
          <Fact label={outbox.columns.from}>{line.from || outbox.noSender}</Fact>
          <Fact label={outbox.columns.cause}>
            <ShortCause of={line} />
          </Fact>
          <Fact label={outbox.columns.tries}>{line.attempts}</Fact>
          <Fact label={outbox.columns.copy}>
            <CopyCell line={line} />
          </Fact>
        </Card>
      ))}
    </Stack>
  );
}

function Fact({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <Group gap={6} wrap="nowrap" align="baseline" mt={2}>
      <Text size="xs" c="dimmed" w={72} flex="none">
        {label}
      </Text>
      <Text component="div" size="sm" className="any-break">
        {children}
      </Text>
    </Group>
  );
}
