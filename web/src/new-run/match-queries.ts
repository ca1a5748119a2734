import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { answer, api } from '../api/client.ts';
import type { components } from '../api/schema.gen.ts';
import type { RunOptions } from './draft.ts';

export type RunColumns = components['schemas']['RunColumns'];
export type RunColumn = RunColumns['columns'][number];
export type RunExample = components['schemas']['RunExample'];

export const columnsKey = (id: string) => ['runs', 'columns', id];

/** The headings of the uploaded rows with a few values. */
export const columnsQuery = (id: string) =>
  queryOptions({
    queryKey: columnsKey(id),
    queryFn: ({ signal }) => answer(api.GET('/runs/{id}/columns', { params: { path: { id } }, signal })),
  });

/** What the choices make of the first rows. `files`: other uploads, another answer. */
export const exampleQuery = (id: string, options: RunOptions, files: string) =>
  queryOptions({
    queryKey: ['runs', 'example', id, options, files],
    queryFn: ({ signal }) =>
      answer(api.POST('/runs/{id}/example', { params: { path: { id } }, body: { options }, signal })),
    placeholderData: keepPreviousData,
    gcTime: 0,
    retry: false,
  });

export interface ItemFilter {
  state?: 'problem' | 'planned' | 'left_out';
  problem?: string;
  search?: string;
}

export const ITEMS_ON_A_PAGE = 50;

/** Rows of a run from one place on. */
export function readItems(id: string, filter: ItemFilter, after: number, signal: AbortSignal) {
  const { problem, ...rest } = filter;
  const query = { ...rest, ...(problem && { problem: problem as never }), after, limit: ITEMS_ON_A_PAGE };
  return answer(api.GET('/runs/{id}/items', { params: { path: { id }, query }, signal }));
}

export const itemMailQuery = (id: string, item: string) =>
  queryOptions({
    queryKey: ['runs', 'items', id, 'mail', item],
    queryFn: ({ signal }) =>
      answer(api.GET('/runs/{id}/items/{item}/mail', { params: { path: { id, item } }, signal })),
  });

export const documentsQuery = (id: string, search: string) =>
  queryOptions({
    queryKey: ['runs', 'items', id, 'documents', search],
    queryFn: async ({ signal }) => {
      const read = (unused: boolean) =>
        answer(
          api.GET('/runs/{id}/documents', { params: { path: { id }, query: { search, unused, limit: 30 } }, signal }),
        );
      const [free, all] = await Promise.all([read(true), read(false)]);
      return [...free.items, ...all.items.filter(({ used }) => used)];
    },
    placeholderData: keepPreviousData,
  });
