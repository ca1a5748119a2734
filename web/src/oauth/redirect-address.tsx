import { Button, Group, Text, TextInput } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { oauth } from '../words/oauth.ts';

const words = oauth.app;

/** What must be registered at a provider, to be copied; null: the server does not know its own address. */
export function RedirectAddress({ address }: { address: string | null }) {
  const { copy, copied } = useClipboard({ timeout: 10_000 });
  if (address === null) {
    return (
      <Text size="sm" c="var(--ui-danger-text)">
        {words.redirectMissing}
      </Text>
    );
  }
  return (
    <Group align="flex-end" gap="xs" wrap="nowrap">
      <TextInput
        label={words.redirect}
        description={words.redirectHelp}
        readOnly
        flex={1}
        value={address}
        onFocus={(event) => event.currentTarget.select()}
      />
      <Button
        variant="default"
        leftSection={copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />}
        onClick={() => copy(address)}
      >
        <span role="status">{copied ? words.copied : words.copy}</span>
      </Button>
    </Group>
  );
}
