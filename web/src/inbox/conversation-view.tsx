import { Skeleton, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';

import { useEffect, useRef } from 'react';
import { ROLES } from '../app/navigation.ts';
import { mayUse, useMe } from '../session/me.ts';
import { AnchorLink } from '../ui/link.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { When } from '../ui/when.tsx';
import { inbox as words } from '../words/inbox.ts';
import { AlsoAnswering } from './also-answering.tsx';
import { AnswerButtons } from './answer-buttons.tsx';
import { type Conversation, conversationQuery } from './inbox-queries.ts';
import { MessageCard } from './message-card.tsx';

/** What was written and answered, the oldest first. */
export function ConversationView({ mailbox, id }: { mailbox: string; id: string }) {
  const { data, error, isPending, refetch } = useQuery(conversationQuery(mailbox, id));
  const heading = useRef<HTMLHeadingElement>(null);
  const last = data?.messages.at(-1);
  const subject = data?.messages.at(-1)?.subject;
  useEffect(() => {
    if (subject !== undefined) heading.current?.focus();
  }, [subject]);
  return (
    <>
      <AnchorLink size="sm" to="/inbox" search={{ mailbox }} className="inbox-back">
        {words.back}
      </AnchorLink>
      <ProblemAlert error={error} retry={() => void refetch()} />
      {isPending && <Skeleton h={240} role="status" aria-label={words.loading} />}
      {data && (
        <Stack gap="sm">
          <Title order={2} ref={heading} tabIndex={-1} className="any-break">
            {subject || words.noSubject}
          </Title>
          <AlsoAnswering others={data.answering} />
          {inOrder(data).map((one) =>
            'outboxId' in one && 'createdAt' in one ? (
              <Sent key={one.outboxId} {...one} />
            ) : (
              <MessageCard key={one.id} mailbox={mailbox} message={one} />
            ),
          )}
          {last && <AnswerButtons mailbox={mailbox} message={last.id} />}
        </Stack>
      )}
    </>
  );
}

/** What came in and what was sent from here, by time. */
function inOrder({ messages, sent }: Conversation) {
  const all = [
    ...messages.map((one) => ({ at: one.receivedAt, one })),
    ...sent.map((one) => ({ at: one.createdAt, one })),
  ];
  return all.sort((a, b) => a.at - b.at).map(({ one }) => one);
}

function Sent({ outboxId, subject, from, createdAt }: Conversation['sent'][number]) {
  const me = useMe();
  return (
    <div className="conversation-sent">
      <Text size="sm" className="any-break">
        {words.sent}: {subject || words.noSubject} ({from}), <When at={createdAt} />
      </Text>
      {mayUse(me, ROLES.outbox) && (
        <AnchorLink size="sm" to="/outbox/$id" params={{ id: outboxId }}>
          {words.showSent}
        </AnchorLink>
      )}
    </div>
  );
}
