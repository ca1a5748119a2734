import { ActionIcon } from '@mantine/core';
import type { IconX } from '@tabler/icons-react';

interface RowButtonProps {
  id?: string;
  label: string;
  off?: boolean;
  /** why it is off */
  why?: string | undefined;
  icon: typeof IconX;
  onClick: () => void;
}

export function RowButton({ id, label, off, why, icon: Glyph, onClick }: RowButtonProps) {
  return (
    <ActionIcon
      id={id}
      size="md"
      variant="subtle"
      color="gray"
      aria-label={label}
      title={why ?? label}
      // Not disabled: at the end of the list it would lose the focus.
      aria-disabled={off || undefined}
      onClick={() => !off && onClick()}
    >
      <Glyph size={16} aria-hidden />
    </ActionIcon>
  );
}
