import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { type ItemFilter, readItems } from './match-queries.ts';

/** Rows in their order, a page more at a time. `version`: another plan, other rows. */
export function useItems(id: string, filter: ItemFilter, version: number) {
  const query = useInfiniteQuery({
    queryKey: ['runs', 'items', id, 'list', filter, version],
    queryFn: ({ pageParam, signal }) => readItems(id, filter, pageParam, signal),
    initialPageParam: 0,
    getNextPageParam: ({ next }) => next ?? undefined,
    placeholderData: keepPreviousData,
  });
  return { ...query, items: query.data?.pages.flatMap(({ items }) => items) };
}
