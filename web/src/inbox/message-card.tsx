import { Anchor, Card, Group, Skeleton, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { API_PATH } from '../api/client.ts';
import { sizeText } from '../attachments/attachment.ts';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { SandboxFrame } from '../ui/sandbox-frame.tsx';
import { When } from '../ui/when.tsx';
import { inbox as words } from '../words/inbox.ts';
import { type Message, type MessageView, messageQuery } from './inbox-queries.ts';

/** One message: who, when, what it says, its files. */
export function MessageCard({ mailbox, message }: { mailbox: string; message: Message }) {
  const { id, from, to, cc, receivedAt, purged } = message;
  const place = `mailboxes/${encodeURIComponent(mailbox)}/messages/${encodeURIComponent(id)}`;
  const { data, error, isPending, refetch } = useQuery({ ...messageQuery(mailbox, id), enabled: !purged });
  return (
    <Card withBorder padding="md" component="article" aria-label={`${words.from} ${listOf(from)}`}>
      <Group justify="space-between" gap="xs" wrap="nowrap" align="start">
        <Text size="sm" fw={600} className="any-break">
          {listOf(from) || words.unknownSender}
        </Text>
        <Text size="xs" c="dimmed" className="conversation-at">
          <When at={receivedAt} />
        </Text>
      </Group>
      <Text size="xs" c="dimmed" className="any-break">
        {words.to}: {listOf(to)}
      </Text>
      {cc.length > 0 && (
        <Text size="xs" c="dimmed" className="any-break">
          {words.cc}: {listOf(cc)}
        </Text>
      )}
      {purged && <Text size="sm">{words.purged}</Text>}
      <ProblemAlert error={error} retry={() => void refetch()} />
      {isPending && !purged && <Skeleton h={120} mt="sm" role="status" aria-label={words.loading} />}
      {data && <Body view={data} place={place} />}
      {!purged && (
        <Anchor size="xs" href={`${API_PATH}/${place}/source`} download>
          {words.source}
        </Anchor>
      )}
    </Card>
  );
}

function Body({
  view: { text, page, cut, leftOutPictures, attachments },
  place,
}: {
  view: MessageView;
  place: string;
}) {
  return (
    <>
      {page === null ? (
        <Text size="sm" className="message-text" mt="sm">
          {text === '' ? words.noText : text}
        </Text>
      ) : (
        <div className="message-frame">
          <SandboxFrame title={words.body} path={`${place}/page`} className="received-frame" />
        </div>
      )}
      {cut && <Text size="sm">{words.cut}</Text>}
      {leftOutPictures > 0 && (
        <Text size="xs" c="dimmed">
          {words.pictures(leftOutPictures)}
        </Text>
      )}
      {attachments.length > 0 && (
        <ul className="message-files" aria-label={words.attachments}>
          {attachments.map(({ filename, size }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: its place is what it is known by
            <li key={index}>
              <Anchor size="sm" href={`${API_PATH}/${place}/attachments/${index}`} download className="any-break">
                {filename || words.unnamed(index + 1)}
              </Anchor>{' '}
              <Text span size="xs" c="dimmed">
                {sizeText(size)}
              </Text>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function listOf(people: Message['from']): string {
  return people.map(({ name, address }) => (name === '' ? address : `${name} <${address}>`)).join(', ');
}
