import { Alert, Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Dialog } from '../ui/dialog.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { rule } from '../words/rule.ts';
import { MailOutcome, rememberAddress, rememberedAddress } from './mail-outcome.tsx';

const words = rule.test;

interface TestAddressProps {
  opened: boolean;
  onClose: () => void;
  title: string;
  /** what is sent */
  text: string;
  /** Sends it to this address and answers the ids of the e-mails. */
  send: (to: string) => Promise<string[]>;
}

/** Asks for one address, sends a test there, and follows it until it has arrived or not. */
export function TestAddressDialog({ opened, onClose, title, ...others }: TestAddressProps) {
  return (
    <Dialog opened={opened} title={title} onClose={onClose}>
      <TestAddress onClose={onClose} {...others} />
    </Dialog>
  );
}

function TestAddress({ onClose, text, send }: Pick<TestAddressProps, 'onClose' | 'text' | 'send'>) {
  const [address, setAddress] = useState(rememberedAddress);
  const sending = useMutation({
    mutationFn: async (to: string) => {
      const ids = await send(to);
      rememberAddress(to);
      return { to, ids };
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    event.stopPropagation();
    if (!sending.isPending && address.trim() !== '') sending.mutate(address.trim());
  };
  const sent = sending.data;
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm">
        <Text size="sm">{text}</Text>
        <TextInput
          label={words.address}
          type="email"
          autoComplete="email"
          required
          data-autofocus
          value={address}
          onChange={(event) => setAddress(event.currentTarget.value)}
        />
        <ProblemAlert error={sending.error} />
        <div role="status">
          {sending.isPending && <Text size="sm">{words.sending}</Text>}
          {sent?.ids.length === 0 && <Alert color="yellow">{words.nothing}</Alert>}
          <Stack gap="xs">
            {sent?.ids.map((id) => (
              <MailOutcome key={id} id={id} to={sent.to} />
            ))}
          </Stack>
        </div>
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {words.close}
          </Button>
          <Button type="submit" loading={sending.isPending} disabled={address.trim() === ''}>
            {sent ? words.again : words.send}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
