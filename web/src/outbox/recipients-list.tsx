import { Group, Text } from '@mantine/core';
import { StateBadge, type Tone } from '../ui/state-badge.tsx';
import { outbox } from '../words/outbox.ts';
import { MailSection, ServerWords } from './mail-section.tsx';
import type { Mail } from './mail-types.ts';

type Recipient = Mail['recipients'][number];

const TONES: Record<Recipient['state'], Tone> = {
  pending: 'quiet',
  accepted: 'good',
  failed: 'bad',
  retry: 'quiet',
  bounced: 'bad',
  suppressed: 'quiet',
};

/** What the server said about each of them. */
export function RecipientsList({ recipients }: { recipients: readonly Recipient[] }) {
  if (recipients.length === 0) return null;
  return (
    <MailSection title={outbox.mail.recipients}>
      <ul className="plain-list mail-recipients">
        {recipients.map(({ position, kind, address, state, response }) => (
          <li key={position}>
            <Group gap="sm" justify="space-between">
              <Text size="sm" className="any-break">
                <Text span size="sm" c="dimmed">
                  {outbox.mail[kind]}
                </Text>{' '}
                {address}
              </Text>
              <StateBadge tone={TONES[state]} word={outbox.recipients[state]} />
            </Group>
            <ServerWords text={response} />
          </li>
        ))}
      </ul>
    </MailSection>
  );
}
