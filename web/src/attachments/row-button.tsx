import { ActionIcon } from '@mantine/core';
import type { IconX } from '@tabler/icons-react';

interface RowButtonProps {
  id?: string;
  label: string;
  off?: boolean;
  icon: typeof IconX;
  onClick: () => void;
}

export function RowButton({ id, label, off, icon: Glyph, onClick }: RowButtonProps) {
  return (
    <ActionIcon
      id={id}
      size="md"
      variant="subtle"
      color="gray"
      aria-label={label}
      title={label}
      // Not disabled: at the end of the list it would lose the focus.
      aria-disabled={off || undefined}
      onClick={() => !off && onClick()}
    >
      <Glyph size={16} aria-hidden />
    </ActionIcon>
  );
}
