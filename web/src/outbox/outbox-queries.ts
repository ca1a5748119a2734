import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { answer, api } from '../api/client.ts';
import type { CopyState } from './mail-types.ts';
import type { OutboxSearch } from './outbox-search.ts';

const COPY_EVERY_MS = 2000;

/** A copy that is filed changes nothing that the live stream tells: it is asked for until it has ended. */
const awaitsCopy = (state: CopyState | null | undefined) => state === 'pending' || state === 'filing';

export const outboxListQuery = (search: OutboxSearch) =>
  queryOptions({
    queryKey: ['outbox', 'list', search],
    queryFn: ({ signal }) => answer(api.GET('/outbox', { params: { query: { ...search } }, signal })),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) =>
      state.data?.items.some(({ sentCopy }) => awaitsCopy(sentCopy)) ? COPY_EVERY_MS : false,
  });

export const mailQuery = (id: string) =>
  queryOptions({
    queryKey: ['outbox', 'mail', id],
    queryFn: ({ signal }) => answer(api.GET('/outbox/{id}', { params: { path: { id } }, signal })),
    refetchInterval: ({ state }) => (awaitsCopy(state.data?.sentCopy?.state) ? COPY_EVERY_MS : false),
  });

export const proofQuery = (id: string) =>
  queryOptions({
    queryKey: ['outbox', 'proof', id],
    queryFn: ({ signal }) => answer(api.GET('/outbox/{id}/proof', { params: { path: { id } }, signal })),
  });
