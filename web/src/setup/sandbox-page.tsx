import './setup.css';
import { Alert, NativeSelect, Skeleton, Stack, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { AnchorLink, ButtonLink } from '../ui/link.tsx';
import { Page } from '../ui/page.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { When } from '../ui/when.tsx';
import { firstSteps, sandbox as words } from '../words/setup.ts';
import { ReceivedMail } from './received-mail.tsx';
import { type SandboxMail, sandboxMailsQuery, sandboxQuery } from './setup-queries.ts';

/** What the built-in mail server received; only while it runs. */
export function SandboxPage() {
  const { data, error, refetch } = useQuery({ ...sandboxQuery, staleTime: 0 });
  return (
    <Page title={words.title}>
      {error ? <ProblemAlert error={error} retry={() => void refetch()} /> : null}
      {data === undefined && !error && <Skeleton h={240} aria-hidden />}
      {data && data.state !== 'running' && <NotRunning available={data.state === 'available'} reason={data.reason} />}
      {data?.state === 'running' && (
        <>
          <Text size="sm">{words.intro}</Text>
          <Text size="sm" c="dimmed" mb="md" className="any-break">
            {words.access(data.smtpPort ?? 0, data.imapPort ?? 0, data.password)}
          </Text>
          <Mailboxes addresses={data.addresses} />
        </>
      )}
    </Page>
  );
}

function NotRunning({ available, reason }: { available: boolean; reason: string | null }) {
  return (
    <Alert title={words.notRunning} color="yellow" maw={600}>
      <Text size="sm" mb="xs">
        {reason ?? (available ? words.notRunningText : words.unavailableText)}
      </Text>
      <ButtonLink to="/first-steps" size="compact-sm" variant="default">
        {firstSteps.title}
      </ButtonLink>
    </Alert>
  );
}

function Mailboxes({ addresses }: { addresses: readonly string[] }) {
  const { mailbox, mail } = useSearch({ from: '/signed-in/sandbox' });
  const navigate = useNavigate();
  const { data, error, refetch } = useQuery(sandboxMailsQuery(mailbox));
  const opened = data?.items.find(({ id }) => id === mail);
  return (
    <Stack gap="md">
      <NativeSelect
        label={words.mailbox}
        maw={320}
        value={mailbox ?? ''}
        data={[{ value: '', label: words.all }, ...addresses]}
        onChange={({ currentTarget: { value } }) =>
          void navigate({ to: '/sandbox', search: value === '' ? {} : { mailbox: value }, replace: true })
        }
      />
      {error ? <ProblemAlert error={error} retry={() => void refetch()} /> : null}
      {data === undefined && !error && <Skeleton h={180} aria-hidden />}
      {opened && <ReceivedMail mail={opened} />}
      {data?.items.length === 0 && (
        <Alert title={words.empty} maw={600}>
          {words.emptyText}
        </Alert>
      )}
      {data && data.items.length > 0 && <Mails mails={data.items} mailbox={mailbox} opened={opened?.id} />}
    </Stack>
  );
}

interface MailsProps {
  mails: readonly SandboxMail[];
  mailbox: string | undefined;
  opened: string | undefined;
}

function Mails({ mails, mailbox, opened }: MailsProps) {
  const { columns } = words;
  return (
    <Table.ScrollContainer minWidth={620}>
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
          {mails.map(({ id, subject, from, address, folder, receivedAt }) => (
            <Table.Tr key={id} bg={id === opened ? 'var(--mantine-color-ink-light)' : undefined}>
              <Table.Td className="any-break">
                <AnchorLink
                  to="/sandbox"
                  search={{ ...(mailbox === undefined ? {} : { mailbox }), mail: id }}
                  size="sm"
                  aria-current={id === opened ? 'true' : undefined}
                >
                  {subject || words.noSubject}
                </AnchorLink>
              </Table.Td>
              <Table.Td className="any-break">{from}</Table.Td>
              <Table.Td>{address}</Table.Td>
              <Table.Td>{folder}</Table.Td>
              <Table.Td>
                <When at={receivedAt} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
