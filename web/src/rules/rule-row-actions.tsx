import { ActionIcon, Group, Menu } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconCopy, IconDots, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { rules as words } from '../words/rules.ts';
import { moveButtonId } from './move-focus.ts';
import type { Rule } from './rule-api.ts';
import { useDeleteRule, useDuplicateRule } from './rule-changes.ts';

interface RuleRowActionsProps {
  rule: Rule;
  /** from 1 */
  place: number;
  last: boolean;
  filtered: boolean;
  onMove: (by: -1 | 1) => void;
}

/** Move up, Move down, and the rest in a menu. */
export function RuleRowActions({ rule, place, last, filtered, onMove }: RuleRowActionsProps) {
  const [asking, setAsking] = useState(false);
  const duplicate = useDuplicateRule();
  // The button that opened the dialog goes with the row.
  const remove = useDeleteRule(() => document.querySelector('h1')?.focus());
  return (
    <Group gap={4} wrap="nowrap">
      <ActionIcon
        id={moveButtonId(rule.id, -1)}
        variant="subtle"
        color="gray"
        aria-label={words.moveUpOf(rule.name)}
        title={filtered ? words.moveWhileFiltered : words.moveUp}
        disabled={filtered || place === 1}
        onClick={() => onMove(-1)}
      >
        <IconArrowUp size={16} aria-hidden />
      </ActionIcon>
      <ActionIcon
        id={moveButtonId(rule.id, 1)}
        variant="subtle"
        color="gray"
        aria-label={words.moveDownOf(rule.name)}
        title={filtered ? words.moveWhileFiltered : words.moveDown}
        disabled={filtered || last}
        onClick={() => onMove(1)}
      >
        <IconArrowDown size={16} aria-hidden />
      </ActionIcon>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" aria-label={words.menuOf(rule.name)}>
            <IconDots size={16} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconCopy size={16} aria-hidden />} onClick={() => duplicate.mutate(rule)}>
            {words.duplicate}
          </Menu.Item>
          <Menu.Item color="red" leftSection={<IconTrash size={16} aria-hidden />} onClick={() => setAsking(true)}>
            {words.delete}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <ConfirmDialog
        opened={asking}
        title={words.deleteTitle(rule.name)}
        text={words.deleteText}
        stay={words.keep}
        go={words.delete}
        danger
        busy={remove.isPending}
        onStay={() => setAsking(false)}
        onGo={() => remove.mutate(rule, { onSettled: () => setAsking(false) })}
      />
    </Group>
  );
}
