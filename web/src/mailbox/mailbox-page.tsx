import { Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { isProblem } from '../api/problem.ts';
import { connectorQuery, providersQuery } from '../connection/connection-queries.ts';
import { Page } from '../ui/page.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { mailbox } from '../words/mailbox.ts';
import { shell } from '../words/shell.ts';
import { AboutMailbox } from './about-mailbox.tsx';
import { CreateForm } from './create-form.tsx';
import { defaultMailboxQuery, type SavedMailbox } from './mailbox-queries.ts';

/** Two forms and a sign-in: they come beside what the page says of the mailbox. */
const WaysToSend = lazy(async () => ({ default: (await import('./ways-to-send.tsx')).WaysToSend }));

/** Screen 22: the organisation's mailbox, from Create Mailbox to Delete Mailbox. */
export function MailboxPage() {
  const { data, error, refetch } = useQuery(defaultMailboxQuery);
  return (
    <Page title={mailbox.title} crumbs={[{ label: shell.administration }]}>
      <Text mb="md" maw={720}>
        {mailbox.text}
      </Text>
      {data === undefined ? (
        error ? (
          <ProblemAlert error={error} retry={() => void refetch()} />
        ) : (
          <MailboxSkeleton />
        )
      ) : data.mailbox.replyTo === null ? (
        <CreateForm etag={data.etag} />
      ) : (
        <Mailbox saved={data} />
      )}
    </Page>
  );
}

function Mailbox({ saved }: { saved: SavedMailbox }) {
  const { connectorId, ownConnectorId } = saved.mailbox;
  const own = useQuery({ ...connectorQuery(ownConnectorId ?? ''), enabled: ownConnectorId !== null });
  const usesOther = connectorId !== null && connectorId !== ownConnectorId;
  const other = useQuery({ ...connectorQuery(connectorId ?? ''), enabled: usesOther });
  const providers = useQuery(providersQuery);
  // A connector that was deleted as a data source: the mailbox has none any more.
  const gone = isProblem(own.error, 'NOT_FOUND');
  const error = (gone ? null : own.error) ?? providers.error;
  if (error) return <ProblemAlert error={error} retry={() => void Promise.all([own.refetch(), providers.refetch()])} />;
  const waits = ownConnectorId !== null && own.data === undefined && !gone;
  if (waits || !providers.data) return <MailboxSkeleton />;
  const connector = gone ? undefined : own.data?.connector;
  return (
    <Stack gap="xl" className="form-column">
      <AboutMailbox saved={saved} own={connector} other={usesOther ? other.data?.connector : undefined} />
      <Suspense fallback={<Skeleton h={320} aria-hidden />}>
        <WaysToSend saved={saved} connector={connector} providers={providers.data} />
      </Suspense>
    </Stack>
  );
}

function MailboxSkeleton() {
  return (
    <Stack gap="xl" className="form-column" aria-hidden>
      <Skeleton h={140} />
      <Skeleton h={320} />
    </Stack>
  );
}
