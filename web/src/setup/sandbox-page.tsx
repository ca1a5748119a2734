import './setup.css';
import { Alert, NativeSelect, Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { ButtonLink } from '../ui/link.tsx';
import { Page } from '../ui/page.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { firstSteps, sandbox as words } from '../words/setup.ts';
import { ReceivedMail } from './received-mail.tsx';
import { SandboxMails } from './sandbox-mails.tsx';
import { sandboxMailsQuery, sandboxQuery } from './setup-queries.ts';

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
      {data && data.items.length > 0 && <SandboxMails mails={data.items} mailbox={mailbox} opened={opened?.id} />}
    </Stack>
  );
}
