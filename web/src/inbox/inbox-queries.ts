import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answer, api } from '../api/client.ts';
import type { components } from '../api/schema.gen.ts';

export type Mailbox = components['schemas']['ReceivingMailbox'];
export type ConversationLine = components['schemas']['ConversationList']['items'][number];
export type Conversation = components['schemas']['Conversation'];
export type Message = Conversation['messages'][number];
export type MessageView = components['schemas']['ReceivedMessageView'];

/** While the page is open, new mail shows without a click. */
const AGAIN_MS = 5_000;

export const mailboxesQuery = queryOptions({
  queryKey: ['inbox', 'mailboxes'],
  queryFn: async ({ signal }) => (await answer(api.GET('/me/mailboxes', { signal }))).items,
  refetchInterval: AGAIN_MS,
});

/** Messages that could not be read, newest first; asked for when somebody opens their list. */
export const quarantinedQuery = (id: string) =>
  queryOptions({
    queryKey: ['inbox', id, 'quarantined'],
    queryFn: ({ signal }) =>
      answer(
        api.GET('/mailboxes/{id}/messages', {
          params: { path: { id }, query: { state: 'quarantined', limit: 50 } },
          signal,
        }),
      ),
  });

export const conversationsQuery = (id: string, search: string) =>
  infiniteQueryOptions({
    queryKey: ['inbox', id, 'conversations', search],
    queryFn: ({ signal, pageParam }) => {
      const query = { ...(search === '' ? {} : { search }), ...(pageParam === undefined ? {} : { before: pageParam }) };
      return answer(api.GET('/mailboxes/{id}/conversations', { params: { path: { id }, query }, signal }));
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  });

export const conversationQuery = (id: string, conversation: string) =>
  queryOptions({
    queryKey: ['inbox', id, 'conversation', conversation],
    queryFn: ({ signal }) =>
      answer(
        api.GET('/mailboxes/{id}/conversations/{conversation}', { params: { path: { id, conversation } }, signal }),
      ),
  });

/** What a message says does not change. */
export const messageQuery = (id: string, message: string) =>
  queryOptions({
    queryKey: ['inbox', id, 'message', message],
    queryFn: ({ signal }) =>
      answer(api.GET('/mailboxes/{id}/messages/{message}', { params: { path: { id, message } }, signal })),
    staleTime: Number.POSITIVE_INFINITY,
  });
