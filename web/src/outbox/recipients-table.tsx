import { Table } from '@mantine/core';
import { StateBadge, type Tone } from '../ui/state-badge.tsx';
import { outbox } from '../words/outbox.ts';
import { MailSection, ServerWords } from './mail-section.tsx';
import type { Mail } from './outbox-queries.ts';

type Recipient = Mail['recipients'][number];

const TONES: Record<Recipient['state'], Tone> = {
  pending: 'quiet',
  accepted: 'good',
  failed: 'bad',
  retry: 'quiet',
  bounced: 'bad',
};

/** What the server said about each of them. */
export function RecipientsTable({ recipients }: { recipients: readonly Recipient[] }) {
  if (recipients.length === 0) return null;
  return (
    <MailSection title={outbox.mail.recipients}>
      <Table.ScrollContainer minWidth={440}>
        <Table verticalSpacing={6} horizontalSpacing="xs">
          <Table.Thead>
            <Table.Tr>
              <Table.Th w={64}>{outbox.mail.kind}</Table.Th>
              <Table.Th>{outbox.mail.address}</Table.Th>
              <Table.Th w={180}>{outbox.columns.state}</Table.Th>
              <Table.Th>{outbox.mail.reply}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody className="top-cells">
            {recipients.map((one) => (
              <Table.Tr key={one.position}>
                <Table.Td>{outbox.mail[one.kind]}</Table.Td>
                <Table.Td className="any-break">{one.address}</Table.Td>
                <Table.Td>
                  <StateBadge tone={TONES[one.state]} word={outbox.recipients[one.state]} />
                </Table.Td>
                <Table.Td>
                  <ServerWords text={one.response} />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </MailSection>
  );
}
