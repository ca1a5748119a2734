import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '../api/client.ts';
import { isProblem } from '../api/problem.ts';
import type { components } from '../api/schema.gen.ts';

export type Connector = components['schemas']['ConnectorList']['connectors'][number];
export type Rule = components['schemas']['RuleList']['items'][number];
export type SandboxMail = components['schemas']['SandboxMessages']['items'][number];

/** Whether the first administrator is still missing. A host that signs people in itself has no such route. */
export const setupQuery = queryOptions({
  queryKey: ['setup'],
  queryFn: async () => {
    try {
      const { needed } = await answer(api.GET('/setup'));
      return { needed, host: false };
    } catch (error) {
      if (isProblem(error, 'NOT_FOUND')) return { needed: false, host: true };
      throw error;
    }
  },
});

export const sandboxQuery = queryOptions({
  queryKey: ['sandbox'],
  queryFn: () => answer(api.GET('/sandbox')),
});

const MAILS_EVERY_MS = 2_000;

/** There are no live events of the sandbox: it is asked while its mails are on the screen. */
export const sandboxMailsQuery = (address?: string) =>
  queryOptions({
    queryKey: ['sandbox', 'messages', address ?? ''],
    queryFn: () =>
      answer(api.GET('/sandbox/messages', { params: { query: address === undefined ? {} : { address } } })),
    refetchInterval: MAILS_EVERY_MS,
  });

/** The source as bytes: mails are not bound to be UTF-8. */
export const sandboxSourceQuery = (id: string) =>
  queryOptions({
    queryKey: ['sandbox', 'source', id],
    queryFn: async () =>
      (await answer(
        api.GET('/sandbox/messages/{id}', { params: { path: { id } }, parseAs: 'arrayBuffer' }),
      )) as unknown as ArrayBuffer,
    staleTime: Number.POSITIVE_INFINITY,
  });

export const connectorsQuery = queryOptions({
  queryKey: ['connectors', 'first-steps'],
  queryFn: async () => (await answer(api.GET('/connectors'))).connectors,
});

/** The port that a data source sends to on this machine; null where it sends to another one. */
export const localSmtpPortQuery = (id: string) =>
  queryOptions({
    queryKey: ['connectors', 'first-steps', id],
    queryFn: async () => {
      const { settings } = await answer(api.GET('/connectors/{id}', { params: { path: { id } } }));
      const { smtp } = settings as { smtp?: { host?: string; port?: number } };
      return smtp?.host === '127.0.0.1' ? (smtp.port ?? null) : null;
    },
  });

export const rulesQuery = queryOptions({
  queryKey: ['rules', 'first-steps'],
  queryFn: async () => (await answer(api.GET('/rules'))).items,
});

/** Has any mail ever been accepted? */
export const sentQuery = queryOptions({
  queryKey: ['outbox', 'first-steps'],
  queryFn: async () => {
    const { items } = await answer(api.GET('/outbox', { params: { query: { state: 'accepted', limit: '1' } } }));
    return items.length > 0;
  },
});

const OUTBOX_EVERY_MS = 700;
const UNDER_WAY = ['held', 'queued', 'sending', 'dot_pending'];

export const mailQuery = (id: string) =>
  queryOptions({
    queryKey: ['outbox', 'first-steps', id],
    queryFn: () => answer(api.GET('/outbox/{id}', { params: { path: { id } } })),
    refetchInterval: ({ state: { data } }) => (data === undefined || isUnderWay(data) ? OUTBOX_EVERY_MS : false),
  });

export type Mail = components['schemas']['OutboxEntry'];

/** On its way to the server, or its copy on its way to Sent Items. */
export function isUnderWay({ delivery, sentCopy }: Mail): boolean {
  if (UNDER_WAY.includes(delivery.state)) return true;
  return delivery.state === 'accepted' && (sentCopy?.state === 'pending' || sentCopy?.state === 'filing');
}
