import { ActionIcon } from '@mantine/core';
import type { Icon } from '@tabler/icons-react';

interface ToolButtonProps {
  label: string;
  icon: Icon;
  on?: boolean | undefined;
  off?: boolean;
  first?: boolean;
  onClick: () => void;
}

/** A button of the toolbar; the arrow keys reach it. */
export function ToolButton({ label, icon: Glyph, on, off, first, onClick }: ToolButtonProps) {
  return (
    <ActionIcon
      size="md"
      variant={on ? 'filled' : 'subtle'}
      color={on ? undefined : 'gray'}
      aria-label={label}
      title={label}
      aria-pressed={on}
      // A disabled button would lose the focus of the keyboard, for example after the last Undo.
      aria-disabled={off || undefined}
      tabIndex={first ? 0 : -1}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onClick}
    >
      <Glyph size={16} aria-hidden />
    </ActionIcon>
  );
}
