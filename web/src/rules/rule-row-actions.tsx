import { ActionIcon, Group, Skeleton } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { rules as words } from '../words/rules.ts';
import { moveButtonId } from './move-focus.ts';
import { useDeleteRule, useDuplicateRule } from './rule-changes.ts';
import type { Rule } from './rule-model.ts';

const RuleMenu = lazy(async () => ({ default: (await import('./rule-menu.tsx')).RuleMenu }));

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
      <Suspense fallback={<Skeleton h={28} w={28} aria-hidden />}>
        <RuleMenu name={rule.name} onDuplicate={() => duplicate.mutate(rule)} onDelete={() => setAsking(true)} />
      </Suspense>
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
