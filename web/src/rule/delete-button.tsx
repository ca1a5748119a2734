import { Button, Group } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useDeleteRule } from '../rules/rule-changes.ts';
import type { Rule } from '../rules/rule-model.ts';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { rule as words } from '../words/rule.ts';
import { rules } from '../words/rules.ts';

/** Not in the bar with Save: it is not pressed every day. */
export function DeleteButton({ rule }: { rule: Rule }) {
  const navigate = useNavigate();
  const [asking, setAsking] = useState(false);
  const remove = useDeleteRule(() => void navigate({ to: '/rules', ignoreBlocker: true }));
  return (
    <Group>
      <Button
        variant="subtle"
        color="red"
        leftSection={<IconTrash size={16} aria-hidden />}
        onClick={() => setAsking(true)}
      >
        {words.delete}
      </Button>
      <ConfirmDialog
        opened={asking}
        title={rules.deleteTitle(rule.name)}
        text={rules.deleteText}
        stay={rules.keep}
        go={rules.delete}
        danger
        busy={remove.isPending}
        onStay={() => setAsking(false)}
        onGo={() => remove.mutate(rule, { onSettled: () => setAsking(false) })}
      />
    </Group>
  );
}
