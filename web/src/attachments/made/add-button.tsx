import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';

/** Adds one more of what stands above it. */
export function AddButton({ children, onClick }: { children: string; onClick: () => void }) {
  return (
    <Button size="compact-sm" variant="subtle" leftSection={<IconPlus size={14} aria-hidden />} onClick={onClick}>
      {children}
    </Button>
  );
}
