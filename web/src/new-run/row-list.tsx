import { Button, Card, Group, Stack, Table, Text } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { LastEmailed } from '../payroll/last-emailed.tsx';
import type { RunItem } from '../payroll/run-model.ts';
import { StateBadge } from '../ui/state-badge.tsx';
import { newRunRows } from '../words/new-run-rows.ts';

const PHONE = '(max-width: 48em)';
const words = newRunRows.list;

interface RowListProps {
  items: readonly RunItem[];
  onFix: (item: RunItem) => void;
  onLeaveOut: (item: RunItem) => void;
  onTakeBack: (item: RunItem) => void;
  onConfirm: (item: RunItem) => void;
}

export function RowList({ items, ...actions }: RowListProps) {
  const phone = useMediaQuery(PHONE, undefined, { getInitialValueInEffect: false });
  if (phone) return <RowCards items={items} {...actions} />;
  return (
    <Table.ScrollContainer minWidth={820}>
      <Table layout="fixed" verticalSpacing={8} horizontalSpacing="xs" highlightOnHover>
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={56}>{words.columns.line}</Table.Th>
            <Table.Th w={112}>{words.columns.owner}</Table.Th>
            <Table.Th w={208}>{words.columns.address}</Table.Th>
            <Table.Th w={140}>{words.columns.document}</Table.Th>
            <Table.Th>{words.columns.state}</Table.Th>
            <Table.Th w={196}>{words.columns.action}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {items.map((item) => (
            <Table.Tr key={item.id}>
              <Table.Td>{item.line}</Table.Td>
              <Table.Td className="any-break">{item.owner}</Table.Td>
              <Table.Td className="any-break">
                {item.address}
                <LastEmailed row={item} />
              </Table.Td>
              <Table.Td className="any-break">{item.document?.name ?? words.noDocument}</Table.Td>
              <Table.Td>
                <RowState item={item} />
              </Table.Td>
              <Table.Td>
                <Actions item={item} {...actions} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

/** The same for a phone. */
function RowCards({ items, ...actions }: RowListProps) {
  return (
    <Stack component="ul" gap="xs" className="row-cards">
      {items.map((item) => (
        <Card component="li" key={item.id} withBorder padding="sm">
          <Text fw={600} size="sm" className="any-break">
            {item.owner || words.nobody(item.line)}
          </Text>
          <Text size="sm" className="any-break">
            {item.address}
          </Text>
          <LastEmailed row={item} />
          {item.document && (
            <Text size="sm" c="dimmed" className="any-break">
              {item.document.name}
            </Text>
          )}
          <RowState item={item} />
          <Group mt="xs">
            <Actions item={item} {...actions} />
          </Group>
        </Card>
      ))}
    </Stack>
  );
}

function RowState({ item }: { item: RunItem }) {
  if (item.state === 'left_out') {
    const { reason = '', by } = item.leftOut ?? {};
    return (
      <Text size="sm" className="any-break">
        {by ? words.leftOutBy(reason, by) : reason}
      </Text>
    );
  }
  if (item.state === 'planned') {
    return (
      <>
        <StateBadge tone="good" word={words.isReady} />
        {item.replaces !== null && <Text size="xs">{words.replacement}</Text>}
      </>
    );
  }
  if (item.state === 'waiting') return <StateBadge tone="quiet" word={words.waiting} />;
  return (
    <Stack gap={4}>
      {item.problems.map(({ kind, message }) => (
        <Text key={kind} size="sm" className="any-break">
          {message}
        </Text>
      ))}
    </Stack>
  );
}

function Actions({ item, onFix, onLeaveOut, onTakeBack, onConfirm }: Omit<RowListProps, 'items'> & { item: RunItem }) {
  const owner = item.owner || words.nobody(item.line);
  if (item.state === 'left_out') {
    // What was sent before is not sent again.
    if (item.leftOut?.kind !== 'person') return null;
    return (
      <Button size="compact-sm" variant="default" aria-label={words.takeBackOf(owner)} onClick={() => onTakeBack(item)}>
        {words.takeBack}
      </Button>
    );
  }
  const isChanged = item.problems.some(({ kind }) => kind === 'changed_address');
  return (
    <Group gap={6}>
      {isChanged && (
        <Button
          size="compact-sm"
          variant="default"
          aria-label={newRunRows.confirm.oneOf(owner)}
          onClick={() => onConfirm(item)}
        >
          {newRunRows.confirm.one}
        </Button>
      )}
      <Button size="compact-sm" variant="default" aria-label={words.fixOf(owner)} onClick={() => onFix(item)}>
        {words.fix}
      </Button>
      <Button size="compact-sm" variant="default" aria-label={words.leaveOutOf(owner)} onClick={() => onLeaveOut(item)}>
        {words.leaveOut}
      </Button>
    </Group>
  );
}
