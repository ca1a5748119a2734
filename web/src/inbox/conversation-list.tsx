import { Badge, Button, Skeleton, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { SearchFilter } from '../outbox/search-filter.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { ago, When } from '../ui/when.tsx';
import { inbox as words } from '../words/inbox.ts';
import { type ConversationLine, conversationsQuery, type Mailbox } from './inbox-queries.ts';

/** Newest first; a new message brings its conversation to the top. */
export function ConversationList({ mailbox, chosen }: { mailbox: Mailbox; chosen: string | undefined }) {
  const { search = '' } = useSearch({ from: '/signed-in/inbox' });
  const navigate = useNavigate();
  const query = useInfiniteQuery({
    ...conversationsQuery(mailbox.id, search),
    // The mailbox is asked for again and again; what it counts says whether there is more to read.
    queryKey: [...conversationsQuery(mailbox.id, search).queryKey, String(mailbox.counts.read)],
    placeholderData: (before) => before,
  });
  const lines = query.data?.pages.flatMap(({ items }) => items);
  return (
    <>
      <SearchFilter
        value={search}
        label={words.search}
        help={words.searchHelp}
        onChange={(text) =>
          void navigate({
            to: '/inbox',
            search: { mailbox: mailbox.id, ...(text === '' ? {} : { search: text }) },
            replace: true,
          })
        }
      />
      <ProblemAlert error={query.error} retry={() => void query.refetch()} />
      {query.isPending && <Skeleton h={240} role="status" aria-label={words.loading} />}
      {lines?.length === 0 && <Text size="sm">{emptyText(search, mailbox)}</Text>}
      {lines && lines.length > 0 && (
        <ul className="conversation-list" aria-label={words.list}>
          {lines.map((line) => (
            <li key={line.id}>
              <Line line={line} mailbox={mailbox.id} search={search} isChosen={line.id === chosen} />
            </li>
          ))}
        </ul>
      )}
      {query.hasNextPage && (
        <Button
          variant="default"
          size="xs"
          loading={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {words.more}
        </Button>
      )}
    </>
  );
}

function emptyText(search: string, { syncedAt }: Mailbox): string {
  if (search !== '') return words.noHits(search);
  return syncedAt === null ? words.emptyNever : words.empty(ago(syncedAt));
}

interface LineProps {
  line: ConversationLine;
  mailbox: string;
  search: string;
  isChosen: boolean;
}

function Line({ line, mailbox, search, isChosen }: LineProps) {
  const kind = words.kinds[line.kind ?? 'mail'];
  const from = line.from.map(({ name, address }) => name || address).join(', ') || words.unknownSender;
  const more = [line.messages > 1 && words.count(line.messages), line.attachments > 0 && words.files(line.attachments)];
  return (
    <Link
      to="/inbox"
      search={{ mailbox, conversation: line.id, ...(search === '' ? {} : { search }) }}
      className="conversation-line"
      aria-current={isChosen ? 'true' : undefined}
    >
      <span className="conversation-top">
        <span className="conversation-from">{from}</span>
        <span className="conversation-at">
          <When at={line.lastAt} />
        </span>
      </span>
      <span className="conversation-subject">
        {line.purged ? words.purged : line.subject || words.noSubject}
        {kind !== '' && (
          <Badge variant="default" size="sm" ml={6}>
            {kind}
          </Badge>
        )}
      </span>
      {more.some(Boolean) && <span className="conversation-more">{more.filter(Boolean).join(' · ')}</span>}
    </Link>
  );
}
