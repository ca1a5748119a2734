import { Badge, Button, Group, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { ROLES } from '../app/navigation.ts';
import { mayUse, useMe } from '../session/me.ts';
import { AnchorLink } from '../ui/link.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { When } from '../ui/when.tsx';
import { contacts } from '../words/contacts.ts';
import { inbox } from '../words/inbox.ts';
import { outbox } from '../words/outbox.ts';
import { type Activity, activitiesQuery } from './contact-queries.ts';

const words = contacts.activities;

/** What was written to a contact and what came back, newest first. */
export function ActivityList({ id }: { id: string }) {
  const query = useInfiniteQuery(activitiesQuery(id));
  const lines = query.data?.pages.flatMap(({ items }) => items);
  return (
    <section aria-labelledby="activities-title">
      <Title order={2} id="activities-title">
        {words.title}
      </Title>
      <ProblemAlert error={query.error} retry={() => void query.refetch()} />
      {query.isPending && <Skeleton h={200} role="status" aria-label={words.loading} />}
      {lines?.length === 0 && <Text size="sm">{words.none}</Text>}
      {lines && lines.length > 0 && (
        <Stack gap="md" component="ul" p={0} m={0} aria-label={words.list}>
          {lines.map((one) => (
            <Line key={`${one.direction} ${one.id}`} activity={one} />
          ))}
        </Stack>
      )}
      {query.hasNextPage && (
        <Button mt="sm" variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {words.more}
        </Button>
      )}
    </section>
  );
}

function Line({ activity }: { activity: Activity }) {
  const { direction, at, from, to, cc, attachments, instance } = activity;
  const people = [
    direction === 'received' ? `${words.from} ${listOf(from)}` : `${words.to} ${listOf(to)}`,
    cc.length > 0 ? `${words.cc} ${listOf(cc)}` : '',
    instance === null ? '' : words.ofInstance(instance.formName, instance.number),
    attachments > 0 ? words.files(attachments) : '',
  ];
  return (
    <Stack component="li" gap={2}>
      <Group justify="space-between" gap="xs">
        <Group gap={6}>
          <Badge variant={direction === 'sent' ? 'default' : 'light'} size="sm">
            {words[direction]}
          </Badge>
          <StateOf activity={activity} />
        </Group>
        <Text span size="xs" c="dimmed">
          <When at={at} />
        </Text>
      </Group>
      <Text size="sm" fw={600} className="any-break">
        {subjectOf(activity)}
      </Text>
      <Text size="xs" c="dimmed" className="any-break">
        {people.filter((one) => one !== '').join(' · ')}
      </Text>
      <Way activity={activity} />
    </Stack>
  );
}

function StateOf({ activity: { state, kind } }: { activity: Activity }) {
  const states: Partial<Record<string, { word: string }>> = outbox.states;
  const word = state === null ? inbox.kinds[kind ?? 'mail'] : (states[state]?.word ?? state);
  if (word === '') return null;
  return (
    <Text span size="xs">
      {word}
    </Text>
  );
}

/** Where it can be read, for who may read there. */
function Way({ activity: { mailbox, conversationId, outboxId } }: { activity: Activity }) {
  const me = useMe();
  if (mailbox !== null && conversationId !== null) {
    return (
      <AnchorLink size="sm" to="/inbox" search={{ mailbox: mailbox.id, conversation: conversationId }}>
        {words.openInbox}
      </AnchorLink>
    );
  }
  if (outboxId === null || !mayUse(me, ROLES.outbox)) return null;
  return (
    <AnchorLink size="sm" to="/outbox/$id" params={{ id: outboxId }}>
      {words.openOutbox}
    </AnchorLink>
  );
}

function subjectOf({ subject, closed, purged }: Activity): string {
  if (closed) return words.closed;
  return purged ? words.purged : subject || words.noSubject;
}

function listOf(people: Activity['from']): string {
  return people.map(({ name, address }) => (name === '' ? address : `${name} <${address}>`)).join(', ');
}
