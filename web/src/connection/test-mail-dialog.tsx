import { Button, Group, Text, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { Dialog } from '../ui/dialog.tsx';
import { connection } from '../words/connection.ts';

const words = connection.testMail;

/** Like the addresses of the form: one, without a name, and without what is no part of one. */
const ADDRESS = /^(?!\.)[^\s@<>,;:"()[\]\\]+(?<!\.)@[^\s@<>,;:"()[\]\\.]+(?:\.[^\s@<>,;:"()[\]\\.]+)*$/;

interface TestMailDialogProps {
  opened: boolean;
  onClose(): void;
  onSend(recipient: string): void;
}

/** Send Test Mail goes to an address that the person gives: an invented one would fail on a good account. */
export function TestMailDialog({ opened, onClose, onSend }: TestMailDialogProps) {
  const [address, setAddress] = useState('');
  const [tried, setTried] = useState(false);
  const right = ADDRESS.test(address.trim());
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (right) onSend(address.trim());
  };
  return (
    <Dialog opened={opened} title={words.title} onClose={onClose}>
      <form onSubmit={submit} noValidate>
        <Text size="sm" mb="md">
          {words.text}
        </Text>
        <TextInput
          label={words.address}
          type="email"
          autoComplete="email"
          data-autofocus
          withAsterisk
          aria-required
          value={address}
          error={tried && !right ? words.addressWrong : undefined}
          onChange={(event) => setAddress(event.currentTarget.value)}
        />
        <Group justify="flex-end" gap="sm" mt="lg">
          <Button variant="default" onClick={onClose}>
            {words.cancel}
          </Button>
          <Button type="submit">{words.send}</Button>
        </Group>
      </form>
    </Dialog>
  );
}
