import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { Dialog } from '../ui/dialog.tsx';
import { dateAndTime } from '../ui/when.tsx';
import { users } from '../words/users.ts';
import { type Link, linkOf } from './user-queries.ts';

const words = users.link;

export interface NewLink {
  name: string;
  link: Link;
}

/** The one time that a link can be seen. */
export function LinkDialog({ made, opened, onClose }: { made: NewLink; opened: boolean; onClose: () => void }) {
  return (
    <Dialog opened={opened} title={words.title(made.name)} onClose={onClose} size="lg">
      <LinkToCopy {...made} onClose={onClose} />
    </Dialog>
  );
}

function LinkToCopy({ name, link, onClose }: NewLink & { onClose: () => void }) {
  const { copy, copied, error } = useClipboard({ timeout: 10_000 });
  const url = linkOf(link);
  return (
    <Stack gap="md">
      <Text size="sm">{words.text(name)}</Text>
      <TextInput
        label={words.label}
        readOnly
        value={url}
        onFocus={(event) => event.currentTarget.select()}
        error={error === null ? undefined : words.notCopied}
      />
      <Text size="sm" c="dimmed">
        {words.once(dateAndTime(link.expiresAt))}
      </Text>
      <Group justify="flex-end" gap="sm">
        <Button variant="default" onClick={onClose}>
          {words.done}
        </Button>
        <Button
          data-autofocus
          leftSection={copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />}
          onClick={() => copy(url)}
        >
          <span role="status">{copied ? words.copied : words.copy}</span>
        </Button>
      </Group>
    </Stack>
  );
}
