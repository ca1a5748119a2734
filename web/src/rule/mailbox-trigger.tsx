import { NumberInput, Select, Stack, Switch, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { sendersQuery } from '../rules/rule-api.ts';
import type { Trigger } from '../rules/rule-model.ts';
import { receivedTrigger as words } from '../words/received-trigger.ts';

export type OfMailbox = Extract<Trigger, { kind: 'email-received' }>;

const DEFAULT_MOST = 3;
const HIGHEST_MOST = 50;

interface MailboxTriggerProps {
  trigger: OfMailbox;
  error: string | undefined;
  set: (trigger: OfMailbox) => void;
}

/** An e-mail that comes into the mailbox of a data source. */
export function MailboxTrigger({ trigger, error, set }: MailboxTriggerProps) {
  const senders = useQuery(sendersQuery).data ?? [];
  const options = senders.map(({ id, displayName }) => ({ value: id, label: displayName }));
  const isGone = trigger.mailbox !== '' && !senders.some(({ id }) => id === trigger.mailbox);
  const gone = isGone ? [{ value: trigger.mailbox, label: words.mailboxGone }] : [];
  return (
    <Stack gap="sm">
      <Select
        id="rule-trigger"
        label={words.mailbox}
        description={words.mailboxText}
        required
        data={[...gone, ...options]}
        value={trigger.mailbox || null}
        onChange={(mailbox) => mailbox !== null && set({ ...trigger, mailbox })}
        error={error}
        allowDeselect={false}
        searchable={senders.length > 8}
      />
      <Switch
        label={words.automatic}
        description={words.automaticText}
        checked={trigger.automatic ?? false}
        onChange={(event) => set({ ...trigger, automatic: event.currentTarget.checked })}
      />
      <NumberInput
        label={words.most}
        description={words.mostText}
        min={1}
        max={HIGHEST_MOST}
        clampBehavior="strict"
        allowDecimal={false}
        w={{ base: '100%', sm: 280 }}
        value={trigger.most ?? DEFAULT_MOST}
        onChange={(most) => typeof most === 'number' && most >= 1 && set({ ...trigger, most })}
      />
      <Text size="sm" c="dimmed">
        {words.receivedText}
      </Text>
    </Stack>
  );
}
