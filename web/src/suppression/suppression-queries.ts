import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answer, answerWithEtag, api } from '../api/client.ts';
import type { components } from '../api/schema.gen.ts';
import type { SuppressionSearch } from './suppression.route.ts';

type Suppression = components['schemas']['Suppression'];

/** A line of either list. */
export interface AddressLine {
  id: string;
  address: string;
  /** absent: its owner unsubscribed by the link in an e-mail */
  kind?: Suppression['kind'];
  reason?: string;
  by?: string;
  /** whose link it was */
  messageId?: string;
  at: number;
  ended: { at: number; by: string; reason: string } | null;
}

export interface AddressPage {
  items: AddressLine[];
  next: string | null;
  total: number;
}

export type ListName = 'all' | 'mass';

async function pageOf(list: ListName, query: object, signal: AbortSignal): Promise<AddressPage> {
  if (list === 'mass') return answer(api.GET('/unsubscribed', { params: { query }, signal }));
  const { items, ...rest } = await answer(api.GET('/suppressions', { params: { query }, signal }));
  return { ...rest, items: items.map(({ createdAt: at, createdBy: by, ...line }) => ({ ...line, at, by })) };
}

export const addressesQuery = ({ list, search, kind, ended }: SuppressionSearch) =>
  infiniteQueryOptions({
    queryKey: ['suppressed', list, search, kind, ended],
    queryFn: ({ signal, pageParam }) => {
      const asked = { search, kind, ended, before: pageParam };
      return pageOf(
        list ?? 'all',
        Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined)),
        signal,
      );
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  });

/** The address gets it again. */
export function endAddress(list: ListName, id: string, reason: string): Promise<unknown> {
  const asked = { params: { path: { id } }, body: { reason } };
  if (list === 'mass') return answer(api.POST('/unsubscribed/{id}/end', asked));
  return answer(api.POST('/suppressions/{id}/end', asked));
}

export function addAddress(body: { address: string; reason: string }): Promise<Suppression> {
  return answer(api.POST('/suppressions', { body }));
}

export interface SoftBounces {
  mails: number | null;
  days: number;
}

export const softBouncesQuery = queryOptions({
  queryKey: ['settings', 'soft-bounces'],
  queryFn: async ({ signal }) => {
    const { body, etag } = await answerWithEtag(api.GET('/settings/soft-bounces', { signal }));
    return { mails: body.mails, days: body.days, etag };
  },
});

export function putSoftBounces(body: SoftBounces, etag: string): Promise<unknown> {
  return answer(api.PUT('/settings/soft-bounces', { params: { header: { 'if-match': etag } }, body }));
}
