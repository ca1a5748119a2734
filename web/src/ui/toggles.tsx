import { Button, Group, Input, Text } from '@mantine/core';
import { type ReactNode, useId } from 'react';

/** Buttons that stay pressed, below their label. */
export function Toggles({ label, children }: { label: string; children: ReactNode }) {
  const id = useId();
  return (
    <>
      <Input.Label component="div" id={id} mb={4}>
        {label}
      </Input.Label>
      <Group gap={6} mb="sm" role="group" aria-labelledby={id}>
        {children}
      </Group>
    </>
  );
}

/** Long words break, also on a phone. */
const WRAPS = { label: { whiteSpace: 'normal', textAlign: 'start' } } as const;

interface ToggleProps {
  word: string;
  /** how many there are; 0 is not shown */
  count?: number;
  pressed: boolean;
  onClick: () => void;
}

export function Toggle({ word, count = 0, pressed, onClick }: ToggleProps) {
  return (
    <Button
      size="compact-sm"
      variant={pressed ? 'filled' : 'default'}
      aria-pressed={pressed}
      h="auto"
      mih={26}
      styles={WRAPS}
      onClick={onClick}
    >
      {word}
      {count > 0 && (
        <Text span inherit fw={400} ml={6}>
          {count}
        </Text>
      )}
    </Button>
  );
}
