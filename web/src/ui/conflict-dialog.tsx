import { Button, Group, Table, Text } from '@mantine/core';
import { shell } from '../words/shell.ts';
import { Dialog } from './dialog.tsx';

export interface Difference {
  field: string;
  yours: string;
  theirs: string;
}

interface ConflictDialogProps {
  opened: boolean;
  who: string;
  when: string;
  differences: readonly Difference[];
  onKeepYours: () => void;
  onTakeTheirs: () => void;
  onClose: () => void;
}

/** Two people saved the same thing: both versions, field by field, and a choice. */
export function ConflictDialog(props: ConflictDialogProps) {
  const words = shell.conflict;
  return (
    <Dialog opened={props.opened} title={words.title} onClose={props.onClose} size="lg">
      <Text size="sm" mb="md">
        {words.text(props.who, props.when)}
      </Text>
      {/* On a phone both versions stay in sight: what is to be compared is not scrolled. */}
      <Table withTableBorder layout="fixed" mb="md">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{words.field}</Table.Th>
            <Table.Th>{words.yours}</Table.Th>
            <Table.Th>{words.theirs}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {props.differences.map(({ field, yours, theirs }) => (
            <Table.Tr key={field}>
              <Table.Th scope="row">{field}</Table.Th>
              <Table.Td className="any-break">{yours || words.empty}</Table.Td>
              <Table.Td className="any-break">{theirs || words.empty}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Group justify="flex-end" gap="sm">
        <Button variant="default" onClick={props.onTakeTheirs}>
          {words.takeTheirs}
        </Button>
        <Button onClick={props.onKeepYours}>{words.keepYours}</Button>
      </Group>
    </Dialog>
  );
}
