import { Anchor, NativeSelect, Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { Page } from '../ui/page.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { inbox as words } from '../words/inbox.ts';
import { NewEmailButton } from './answer-buttons.tsx';
import { ConversationList } from './conversation-list.tsx';
import { ConversationView } from './conversation-view.tsx';
import { DraftList } from './draft-list.tsx';
import { mailboxesQuery } from './inbox-queries.ts';
import { MailboxStatus } from './mailbox-status.tsx';
import './inbox.css';

/** Below what people come for: it is there a moment later. */
const ReadingChoice = lazy(async () => ({ default: (await import('./reading-choice.tsx')).ReadingChoice }));

const TaskList = lazy(async () => ({ default: (await import('./task-list.tsx')).TaskList }));

const ComposePanel = lazy(async () => ({ default: (await import('./compose-panel.tsx')).ComposePanel }));

/** Screen 18: the conversations of a mailbox, and one of them. */
export function InboxPage() {
  const { mailbox, conversation, draft } = useSearch({ from: '/signed-in/inbox' });
  const navigate = useNavigate();
  const list = useQuery(mailboxesQuery);
  const shown = list.data?.filter(({ id, read, counts }) => read !== 'off' || counts.read > 0 || id === mailbox) ?? [];
  const current = shown.find(({ id }) => id === mailbox) ?? shown[0];
  return (
    <Page title={words.title} aside={current && <NewEmailButton mailbox={current.id} />}>
      <ProblemAlert error={list.error} retry={() => void list.refetch()} />
      <Suspense fallback={null}>
        <TaskList mailbox={mailbox} />
      </Suspense>
      {list.data && current === undefined && draft !== undefined && <DraftAlone draft={draft} />}
      {list.isPending && <Skeleton h={320} role="status" aria-label={words.loading} />}
      {list.data && current === undefined && draft === undefined && <NoMailbox />}
      {current && (
        <div className="inbox" data-reading={conversation !== undefined || draft !== undefined || undefined}>
          <div className="inbox-list">
            <NativeSelect
              label={words.mailbox}
              value={current.id}
              data={shown.map(({ id, displayName }) => ({ value: id, label: displayName }))}
              onChange={(event) => void navigate({ to: '/inbox', search: { mailbox: event.currentTarget.value } })}
            />
            <MailboxStatus mailbox={current} />
            <DraftList mailbox={current.id} />
            <ConversationList mailbox={current} chosen={conversation} />
          </div>
          <div className="inbox-read">
            {draft !== undefined && (
              <Suspense fallback={<Skeleton h={320} role="status" aria-label={words.loading} />}>
                <ComposePanel
                  key={draft}
                  id={draft}
                  onClose={() =>
                    void navigate({
                      to: '/inbox',
                      search: { mailbox: current.id, ...(conversation === undefined ? {} : { conversation }) },
                    })
                  }
                />
              </Suspense>
            )}
            {conversation === undefined && draft === undefined && (
              <Text size="sm" c="dimmed">
                {words.choose}
              </Text>
            )}
            {conversation !== undefined && (
              <ConversationView key={conversation} mailbox={current.id} id={conversation} />
            )}
          </div>
        </div>
      )}
      <Suspense fallback={null}>
        {list.data && list.data.length > 0 && <ReadingChoice mailboxes={list.data} />}
      </Suspense>
    </Page>
  );
}

/** Of somebody who reads no mailbox here. */
function DraftAlone({ draft }: { draft: string }) {
  const navigate = useNavigate();
  return (
    <Suspense fallback={<Skeleton h={320} role="status" aria-label={words.loading} />}>
      <ComposePanel key={draft} id={draft} onClose={() => void navigate({ to: '/inbox', search: {} })} />
    </Suspense>
  );
}

function NoMailbox() {
  return (
    <Stack gap={4} mb="lg">
      <Text fw={600}>{words.none}</Text>
      <Text size="sm">{words.noneText}</Text>
      <Anchor size="sm" component={Link} to="/me/email-accounts">
        {words.connect}
      </Anchor>
    </Stack>
  );
}
