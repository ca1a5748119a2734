import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answer, api } from '../api/client.ts';
import { going } from '../api/going.ts';
import type { components } from '../api/schema.gen.ts';

export type Contact = components['schemas']['Contact'];
export type ContactValues = components['schemas']['ContactInput'];
export type Activity = components['schemas']['ActivityList']['items'][number];

/** While the page is open, what comes in shows without a click. */
const AGAIN_MS = 10_000;

export const contactsQuery = (search: string) =>
  infiniteQueryOptions({
    queryKey: ['contacts', 'list', search],
    queryFn: ({ signal, pageParam }) => {
      const query = { ...(search === '' ? {} : { search }), ...(pageParam === undefined ? {} : { after: pageParam }) };
      return answer(api.GET('/contacts', { params: { query }, signal }));
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  });

export const contactQuery = (id: string) =>
  queryOptions({
    queryKey: ['contacts', 'one', id],
    queryFn: ({ signal }) => answer(api.GET('/contacts/{id}', { params: { path: { id } }, signal })),
  });

export const activitiesQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: ['contacts', 'activities', id],
    queryFn: ({ signal, pageParam }) => {
      const query = pageParam === undefined ? {} : { after: pageParam };
      return answer(api.GET('/contacts/{id}/activities', { params: { path: { id }, query }, signal }));
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
    refetchInterval: AGAIN_MS,
  });

const asSeen = ({ id, version }: Contact) => ({ path: { id }, header: { 'if-match': `"${version}"` } });

export function saveContact(contact: Contact | undefined, body: ContactValues): Promise<Contact> {
  if (contact === undefined) return answer(api.POST('/contacts', { body }));
  return answer(api.PUT('/contacts/{id}', { params: asSeen(contact), body }));
}

export function deleteContact(contact: Contact) {
  return going(contact.id, answer(api.DELETE('/contacts/{id}', { params: asSeen(contact) })));
}
