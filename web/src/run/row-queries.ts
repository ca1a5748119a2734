import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { answer, api } from '../api/client.ts';
import { FAILURES, ROW_STATES } from './row-filter.ts';
import type { RunSearch } from './run-search.ts';

export const ROWS_ON_A_PAGE = 50;
export const MOST_FAILURES = 50;
const OLD_MS = 2000;

// Not under 'runs': no event of the live link reads rows again. Whoever wants them fresh asks for them.

export const rowsQuery = (id: string, { state, problem, search, changed, confirmed, asked, after }: RunSearch) =>
  queryOptions({
    queryKey: ['run-rows', id, state, problem, search, changed, confirmed, asked, after],
    queryFn: ({ signal }) => {
      const query = {
        limit: ROWS_ON_A_PAGE,
        ...(state && { state: ROW_STATES[state] }),
        ...(problem && { problem }),
        ...(search && { search }),
        ...(changed && { byHand: changed }),
        ...(confirmed && { confirmed }),
        ...(asked && { redirect: asked }),
        ...(after && { after }),
      };
      return answer(api.GET('/runs/{id}/items', { params: { path: { id }, query }, signal }));
    },
    placeholderData: keepPreviousData,
    staleTime: OLD_MS,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });

/** `count`: how many there are. Another number is another question, asked once for all that came meanwhile. */
export const failuresQuery = (id: string, count: number) =>
  queryOptions({
    queryKey: ['run-failures', id, count],
    queryFn: ({ signal }) => {
      const query = { state: FAILURES, limit: MOST_FAILURES };
      return answer(api.GET('/runs/{id}/items', { params: { path: { id }, query }, signal }));
    },
    placeholderData: keepPreviousData,
    gcTime: 0,
  });

/** One row near a place in the order of the rows, for whoever looks at samples. */
export const sampleQuery = (id: string, after: number) =>
  queryOptions({
    queryKey: ['run-sample', id, after],
    queryFn: async ({ signal }) => {
      const query = { state: 'planned', after, limit: 1 };
      const { items } = await answer(api.GET('/runs/{id}/items', { params: { path: { id }, query }, signal }));
      return items[0] ?? null;
    },
  });

export const rowQuery = (id: string, item: string) =>
  queryOptions({
    queryKey: ['run-row', id, item],
    queryFn: ({ signal }) => answer(api.GET('/runs/{id}/items/{item}', { params: { path: { id, item } }, signal })),
    staleTime: 0,
  });

/** The finished e-mail: its bytes never change. */
export const rowMailQuery = (id: string, item: string) =>
  queryOptions({
    queryKey: ['run-row-mail', id, item],
    queryFn: ({ signal }) =>
      answer(api.GET('/runs/{id}/items/{item}/mail', { params: { path: { id, item } }, signal })),
    staleTime: 30_000,
    retry: false,
  });
