import { Group, Kbd, Stack, Text } from '@mantine/core';
import { useSyncExternalStore } from 'react';
import { Dialog } from '../ui/dialog.tsx';
import { shell } from '../words/shell.ts';
import { shortcutsList } from './shortcuts.ts';

const close = () => shortcutsList.set(false);

/** What the keyboard does, beside Tab, Enter and Escape. */
export function ShortcutsDialog() {
  const opened = useSyncExternalStore(shortcutsList.listen, shortcutsList.read);
  return (
    <Dialog opened={opened} title={shell.shortcuts} onClose={close}>
      <Stack gap="xs">
        {shell.shortcutKeys.map(({ keys, does }) => (
          <Group key={does} justify="space-between" wrap="nowrap">
            <Text size="sm">{does}</Text>
            <Group gap={4} wrap="nowrap">
              {keys.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </Group>
          </Group>
        ))}
      </Stack>
    </Dialog>
  );
}
