import { Card, Stack, Table, Text } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { AnchorLink } from '../ui/link.tsx';
import { When } from '../ui/when.tsx';
import { sandbox as words } from '../words/setup.ts';
import type { SandboxMail } from './setup-queries.ts';

interface MailsProps {
  mails: readonly SandboxMail[];
  /** whose mailbox is chosen; undefined: all */
  mailbox: string | undefined;
  opened: string | undefined;
}

const OPENED = 'var(--mantine-color-ink-light)';

/** A table; where it would have to scroll sideways, a card for each e-mail. */
export function SandboxMails(props: MailsProps) {
  const isNarrow = useMediaQuery('(max-width: 47.99em)', undefined, { getInitialValueInEffect: false });
  return isNarrow ? <Cards {...props} /> : <Rows {...props} />;
}

function Rows({ mails, mailbox, opened }: MailsProps) {
  const { columns } = words;
  return (
    <Table withTableBorder aria-label={words.list}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{columns.subject}</Table.Th>
          <Table.Th>{columns.from}</Table.Th>
          <Table.Th>{columns.mailbox}</Table.Th>
          <Table.Th>{columns.folder}</Table.Th>
          <Table.Th>{columns.received}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {mails.map((mail) => (
          <Table.Tr key={mail.id} bg={mail.id === opened ? OPENED : undefined}>
            <Table.Td className="any-break">
              <Subject mail={mail} mailbox={mailbox} opened={opened} />
            </Table.Td>
            <Table.Td className="any-break">{mail.from}</Table.Td>
            <Table.Td className="any-break">{mail.address}</Table.Td>
            <Table.Td className="any-break">{mail.folder}</Table.Td>
            <Table.Td>
              <When at={mail.receivedAt} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function Cards({ mails, mailbox, opened }: MailsProps) {
  const { columns } = words;
  return (
    <Stack gap="sm" component="ul" p={0} m={0} aria-label={words.list}>
      {mails.map((mail) => (
        <Card key={mail.id} component="li" withBorder padding="sm" bg={mail.id === opened ? OPENED : undefined}>
          <Subject mail={mail} mailbox={mailbox} opened={opened} />
          <Text size="sm" className="any-break">
            {columns.from}: {mail.from}
          </Text>
          <Text size="sm" className="any-break">
            {mail.address} · {mail.folder} · <When at={mail.receivedAt} />
          </Text>
        </Card>
      ))}
    </Stack>
  );
}

interface SubjectProps extends Omit<MailsProps, 'mails'> {
  mail: SandboxMail;
}

function Subject({ mail: { id, subject }, mailbox, opened }: SubjectProps) {
  return (
    <AnchorLink
      to="/sandbox"
      search={{ ...(mailbox === undefined ? {} : { mailbox }), mail: id }}
      size="sm"
      className="any-break"
      aria-current={id === opened ? 'true' : undefined}
    >
      {subject || words.noSubject}
    </AnchorLink>
  );
}
