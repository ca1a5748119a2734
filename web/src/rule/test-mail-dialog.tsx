import { Alert, Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { answer, api } from '../api/client.ts';
import { toBody } from '../rules/rule-api.ts';
import type { RuleInput } from '../rules/rule-model.ts';
import { Dialog } from '../ui/dialog.tsx';
import { AnchorLink } from '../ui/link.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { rule } from '../words/rule.ts';

const words = rule.test;
const REMEMBERED = 'mailrule.test-address';
const FINAL = ['accepted', 'failed', 'cancelled', 'bounced', 'uncertain', 'held'];
const POLL_MS = 1000;

interface TestMailDialogProps {
  opened: boolean;
  onClose: () => void;
  draft: RuleInput;
  facts: object | undefined;
}

/** Sends what is on the screen to one address, and follows the mail until it has arrived or not. */
export function TestMailDialog({ opened, onClose, draft, facts }: TestMailDialogProps) {
  return (
    <Dialog opened={opened} title={words.title} onClose={onClose}>
      <TestMail onClose={onClose} draft={draft} facts={facts} />
    </Dialog>
  );
}

function TestMail({ onClose, draft, facts }: Omit<TestMailDialogProps, 'opened'>) {
  const [address, setAddress] = useState(() => localStorage.getItem(REMEMBERED) ?? '');
  const sending = useMutation({
    mutationFn: async (to: string) => {
      const body = {
        rule: toBody({ ...draft, name: draft.name.trim() || '-' }) as never,
        facts: (facts ?? {}) as never,
        to,
      };
      const { mails } = await answer(api.POST('/rules/test-to-me', { body }));
      localStorage.setItem(REMEMBERED, to);
      return { to, ids: mails.map(({ id }) => id) };
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    event.stopPropagation();
    if (!sending.isPending) sending.mutate(address.trim());
  };
  const sent = sending.data;
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm">
        <Text size="sm">{words.text}</Text>
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

/** What became of one test mail, by the outbox. */
function MailOutcome({ id, to }: { id: string; to: string }) {
  const mail = useQuery({
    queryKey: ['outbox', 'test-mail', id],
    queryFn: ({ signal }) => answer(api.GET('/outbox/{id}', { params: { path: { id } }, signal })),
    // The live stream tells it too; a test must also end when that is lost.
    refetchInterval: ({ state }) => (FINAL.includes(state.data?.delivery.state ?? '') ? false : POLL_MS),
  });
  if (mail.error) return <ProblemAlert error={mail.error} retry={() => void mail.refetch()} />;
  if (!mail.data) return <Text size="sm">{words.sending}</Text>;
  const { state, detail, response } = mail.data.delivery;
  if (state === 'accepted') return <Alert color="green">{words.done(to)}</Alert>;
  const waits = !FINAL.includes(state);
  return (
    <Alert color={waits ? 'gray' : 'red'} title={words.states[state] ?? state}>
      <Text size="sm" className="any-break">
        {detail}
      </Text>
      {response && (
        <Text size="sm" className="any-break">
          {words.server(response)}
        </Text>
      )}
      <AnchorLink to="/outbox/$id" params={{ id }} size="sm">
        {words.open}
      </AnchorLink>
    </Alert>
  );
}
