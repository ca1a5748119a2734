import { Badge } from '@mantine/core';
import { type Icon, IconAlertTriangle, IconCheck, IconClock, IconX } from '@tabler/icons-react';

export type Tone = 'good' | 'bad' | 'warning' | 'quiet';

const LOOKS: Record<Tone, { color: string; icon: Icon }> = {
  good: { color: 'green', icon: IconCheck },
  bad: { color: 'red', icon: IconX },
  warning: { color: 'yellow', icon: IconAlertTriangle },
  quiet: { color: 'gray', icon: IconClock },
};

/** A state by icon and word, never by colour alone. */
export function StateBadge({ tone, word, size, icon }: { tone: Tone; word: string; size?: string; icon?: Icon }) {
  const { color, icon: usual } = LOOKS[tone];
  const Icon = icon ?? usual;
  return (
    <Badge color={color} variant="light" size={size ?? 'md'} leftSection={<Icon size={13} aria-hidden />}>
      {word}
    </Badge>
  );
}
