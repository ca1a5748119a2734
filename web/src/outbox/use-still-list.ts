import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useState } from 'react';
import { holdStill, type StillList } from './hold-still.ts';
import type { OutboxList } from './mail-types.ts';
import { outboxListQuery } from './outbox-queries.ts';
import type { OutboxSearch } from './outbox-search.ts';

/** Whether lines may move: only at the top of the first page, where nothing is filtered. */
function mayMove(search: OutboxSearch): boolean {
  return Object.values(search).every((value) => !value) && window.scrollY === 0;
}

/** The page of the list that the address asks for, kept still while somebody reads it. */
export function useStillList(search: OutboxSearch) {
  const { data, error, isPlaceholderData, refetch } = useQuery(outboxListQuery(search));
  const key = JSON.stringify(search);
  const [seen, setSeen] = useState<{ key: string; page: OutboxList }>();
  useEffect(() => {
    if (data === undefined || isPlaceholderData) return;
    setSeen((before) => {
      if (before?.key === key && (before.page === data || !mayMove(search))) return before;
      return { key, page: data };
    });
  }, [data, isPlaceholderData, key, search]);
  const showFresh = useCallback(() => {
    if (data !== undefined) setSeen({ key, page: data });
  }, [data, key]);

  const held = seen?.key === key && !isPlaceholderData && seen.page.items.length > 0 ? seen.page : undefined;
  const still: StillList | undefined =
    data && (held ? holdStill(held.items, data) : { lines: data.items, fresh: 0, more: false });
  return { still, next: (held ?? data)?.next ?? null, error, changing: isPlaceholderData, refetch, showFresh };
}
