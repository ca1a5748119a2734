import { Button, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api } from '../api/client.ts';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { newRunParts } from '../words/new-run-parts.ts';

const words = newRunParts.unused;
const ON_A_PAGE = 50;

interface UnusedProps {
  runId: string;
  count: number;
}

/** Documents that no row has, by name and with what is wrong with them; a page at a time. */
export function UnusedDocuments({ runId, count }: UnusedProps) {
  const [shown, setShown] = useState(false);
  if (count === 0) return null;
  return (
    <div>
      <Text size="sm">{words.count(count)}</Text>
      <Button size="compact-sm" variant="default" mt={4} aria-expanded={shown} onClick={() => setShown(!shown)}>
        {shown ? words.hide : words.show(count)}
      </Button>
      {shown && <UnusedList runId={runId} count={count} />}
    </div>
  );
}

function UnusedList({ runId, count }: UnusedProps) {
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetching } = useInfiniteQuery({
    queryKey: ['runs', 'items', runId, 'unused', count],
    initialPageParam: '',
    queryFn: ({ signal, pageParam: after }) => {
      const query = { unused: true, limit: ON_A_PAGE, ...(after !== '' && { after }) };
      return answer(api.GET('/runs/{id}/documents', { params: { path: { id: runId }, query }, signal }));
    },
    getNextPageParam: ({ next }) => next ?? undefined,
  });
  const items = data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <ProblemAlert error={error} retry={() => void refetch()} />
      <ul className="file-list" aria-label={words.list}>
        {items.map(({ id, name, owner, problem }) => (
          <li key={id}>
            <Text size="sm" className="any-break">
              {name}
            </Text>
            <Text size="xs" c="dimmed" className="any-break">
              {problem ?? (owner === null ? words.noRow : words.noRowOf(owner))}
            </Text>
          </li>
        ))}
      </ul>
      {hasNextPage && (
        <Button size="compact-sm" variant="default" loading={isFetching} onClick={() => void fetchNextPage()}>
          {words.more(count - items.length)}
        </Button>
      )}
    </>
  );
}
