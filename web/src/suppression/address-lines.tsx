import { Button, Card, Stack, Table, Text } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { ROLES } from '../app/navigation.ts';
import { mayUse, useMe } from '../session/me.ts';
import { AnchorLink } from '../ui/link.tsx';
import { When } from '../ui/when.tsx';
import { suppression as words } from '../words/suppression.ts';
import type { AddressLine, ListName } from './suppression-queries.ts';

const { columns } = words;

interface LinesProps {
  list: ListName;
  lines: readonly AddressLine[];
  /** absent: the reader may not, or they ended */
  onEnd: ((line: AddressLine) => void) | undefined;
}

/** A table; on a phone a card for each address. */
export function AddressLines(props: LinesProps) {
  const isPhone = useMediaQuery('(max-width: 47.99em)', undefined, { getInitialValueInEffect: false });
  return isPhone ? <Cards {...props} /> : <Rows {...props} />;
}

function Rows({ list, lines, onEnd }: LinesProps) {
  const last = lines.some(({ ended }) => ended !== null) ? columns.ended : columns.act;
  return (
    <Table verticalSpacing="xs" aria-label={words.table}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">{columns.address}</Table.Th>
          <Table.Th scope="col">{columns.why}</Table.Th>
          <Table.Th scope="col">{columns.since}</Table.Th>
          <Table.Th scope="col">{last}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {lines.map((line) => (
          <Table.Tr key={line.id}>
            <Table.Th scope="row" fw={600} className="any-break">
              {line.address}
            </Table.Th>
            <Table.Td className="any-break" maw={420}>
              <Why line={line} />
            </Table.Td>
            <Table.Td>
              <When at={line.at} />
            </Table.Td>
            <Table.Td className="any-break" maw={320}>
              <End list={list} line={line} onEnd={onEnd} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function Cards({ list, lines, onEnd }: LinesProps) {
  return (
    <Stack gap="sm" component="ul" p={0} m={0} aria-label={words.table}>
      {lines.map((line) => (
        <Card key={line.id} component="li" withBorder padding="sm" className="any-break">
          <Text fw={600} size="sm">
            {line.address}
          </Text>
          <Why line={line} />
          <Text size="sm" c="dimmed">
            <When at={line.at} />
          </Text>
          <End list={list} line={line} onEnd={onEnd} />
        </Card>
      ))}
    </Stack>
  );
}

function Why({ line: { kind, reason, by, messageId } }: { line: AddressLine }) {
  const mayOpen = mayUse(useMe(), ROLES.outbox);
  if (kind !== undefined) {
    return (
      <>
        <Text size="sm">{words.kinds[kind]}</Text>
        <Text size="sm" c="dimmed">
          {words.endedBy(by ?? '', reason ?? '')}
        </Text>
      </>
    );
  }
  if (messageId === undefined || !mayOpen) return <Text size="sm">{words.link}</Text>;
  return (
    <AnchorLink to="/outbox/$id" params={{ id: messageId }} size="sm">
      {words.openMail}
    </AnchorLink>
  );
}

function End({ list, line, onEnd }: { list: ListName; line: AddressLine; onEnd: LinesProps['onEnd'] }) {
  if (line.ended !== null) {
    return (
      <Text size="sm">
        {words.endedBy(line.ended.by, line.ended.reason)} (<When at={line.ended.at} />)
      </Text>
    );
  }
  if (onEnd === undefined) return null;
  return (
    <Button
      size="compact-sm"
      variant="default"
      aria-label={words[list].endOf(line.address)}
      onClick={() => onEnd(line)}
    >
      {words[list].end}
    </Button>
  );
}
