import { type MailboxSettings, mailboxSettingsSchema } from '../../schemas/mailbox-settings.gen.ts';
import type { Caller, Route, RouteRequest } from '../http/route.ts';
import { object } from './answer-schema.ts';
import { changeMailbox, getMailbox, listMailboxes, listMessages, type Reader, syncNow } from './mailboxes.ts';
import type { SyncDeps } from './sync-deps.ts';

const TAG = 'mailboxes';
const MOST_LINES = 200;

const instant = { type: 'integer', description: 'Milliseconds since 1970' };
const instantOrNull = { type: ['integer', 'null'], description: 'Milliseconds since 1970' };
const textOrNull = { type: ['string', 'null'] };
const count = { type: 'integer' };
const states = ['stored', 'read', 'quarantined', 'dropped'];

const mailbox = object(
  {
    id: { type: 'string', description: 'That of its connector or account' },
    displayName: { type: 'string' },
    own: { type: 'boolean', description: 'false: it belongs to the organisation' },
    read: { enum: ['off', 'relevant', 'inbox'] },
    markAsRead: { type: 'boolean' },
    firstDays: { ...count, description: 'How many days the first reading goes back' },
    readFrom: { ...textOrNull, description: 'Instead of that, the first day that is read: 2026-10-01' },
    everyMinutes: {
      ...count,
      description: 'It is read anew so often, and at once when the server announces something',
    },
    authServer: {
      type: 'string',
      description: 'Name of the server whose Authentication-Results are believed; empty: nothing is',
    },
    state: { enum: ['waiting', 'watching', 'failed', 'none'], description: 'none: there is nothing to read here' },
    problem: { type: 'string', description: 'Why the last connection failed; empty: it did not' },
    syncedAt: { ...instantOrNull, description: 'When it was last read to its end' },
    provenAt: { ...instantOrNull, description: 'When the mail server last answered' },
    failures: { ...count, description: 'Connections in a row that did not last' },
    dueAt: { ...instant, description: 'When it is looked at next' },
    process: { ...textOrNull, description: 'The process that reads it now: host and process id; null: none' },
    counts: object({
      stored: { ...count, description: 'Stored and not read yet' },
      read: count,
      quarantined: { ...count, description: 'Could not be read' },
      dropped: { ...count, description: 'Looked at and of no concern: nothing of them is stored' },
    }),
  },
  'ReceivingMailbox',
);
const line = object({
  id: { type: 'string' },
  state: { enum: states },
  problem: { ...textOrNull, description: 'Why it could not be read' },
  kind: { enum: ['mail', 'bounce', 'delay', 'report', 'complaint', 'auto_reply', 'bulk', null] },
  size: { ...count, description: 'Bytes' },
  receivedAt: instant,
  outboxId: { ...textOrNull, description: 'The e-mail of the outbox that it is about' },
});

/** Inboxes of connectors and own accounts: how they are read, and how far. */
export function receivedRoutes(deps: SyncDeps, wake: () => void): Route[] {
  return [...readRoutes(deps), ...changeRoutes(deps, wake)];
}

function readRoutes(deps: SyncDeps): Route[] {
  return [
    {
      method: 'GET',
      path: '/me/mailboxes',
      id: 'listMyMailboxes',
      summary: 'Mailboxes that the caller may look into, by name',
      tag: TAG,
      allow: 'anyone',
      answer: {
        status: 200,
        description: 'The mailboxes',
        schema: object({ items: { type: 'array', items: mailbox } }, 'ReceivingMailboxList'),
      },
      handler: async ({ caller }) => ({ body: { items: await listMailboxes(deps, readerOf(caller)) } }),
    },
    {
      method: 'GET',
      path: '/mailboxes/:id',
      id: 'readMailbox',
      summary: 'How a mailbox is read, and how far',
      tag: TAG,
      allow: 'anyone',
      answer: { status: 200, description: 'The mailbox', schema: mailbox },
      handler: async (request) => ({ body: await getMailbox(deps, idOf(request), readerOf(request.caller)) }),
    },
    {
      method: 'GET',
      path: '/mailboxes/:id/messages',
      id: 'listMailboxMessages',
      summary: 'Messages of a mailbox in one state, newest first; nothing of what is in them',
      tag: TAG,
      allow: 'anyone',
      query: {
        state: { description: 'Default quarantined', schema: { enum: states } },
        before: { description: '`next` of the page before', schema: { type: 'string' } },
        limit: { description: 'Default 50', schema: { type: 'integer', minimum: 1, maximum: MOST_LINES } },
      },
      answer: {
        status: 200,
        description: 'The messages of this page',
        schema: object({ items: { type: 'array', items: line }, next: textOrNull }, 'MailboxMessageList'),
      },
      handler: async ({ params, query, caller }) => {
        const most = Number(query['limit'] ?? 50);
        const of = { id: params['id'] ?? '', state: query['state'] ?? 'quarantined', before: query['before'] };
        const rows = await listMessages(deps, { ...of, limit: most + 1 }, readerOf(caller));
        const items = rows.slice(0, most);
        return { body: { items, next: rows.length > most ? (items.at(-1)?.id ?? null) : null } };
      },
    },
  ];
}

function changeRoutes(deps: SyncDeps, wake: () => void): Route[] {
  return [
    {
      method: 'POST',
      path: '/mailboxes/:id/read',
      id: 'readMailboxNow',
      audit: { exempt: 'It changes nothing: what is read anyway is read a little earlier.' },
      summary: 'Read the messages of a mailbox now, where it is read at all',
      tag: TAG,
      allow: 'anyone',
      answer: { status: 202, description: 'It is read within seconds', schema: mailbox },
      handler: async (request) => {
        await assertMay(deps, request);
        const body = await syncNow(deps, idOf(request), readerOf(request.caller));
        wake();
        return { status: 202, body };
      },
    },
    {
      method: 'PATCH',
      path: '/mailboxes/:id',
      id: 'changeMailbox',
      audit: 'mailbox',
      summary: 'Say how a mailbox is read',
      tag: TAG,
      allow: 'anyone',
      body: mailboxSettingsSchema,
      answer: { status: 200, description: 'The mailbox', schema: mailbox },
      handler: async (request) => {
        await assertMay(deps, request);
        const of = { id: idOf(request), settings: request.body as MailboxSettings };
        const body = await changeMailbox(deps, of, readerOf(request.caller));
        wake();
        return { body };
      },
    },
  ];
}

/** NOT_FOUND for what the caller may not know of; FORBIDDEN where somebody else looks after the data source. */
export async function assertMay(deps: SyncDeps, request: RouteRequest): Promise<void> {
  await assertMayRead(deps, idOf(request), request.caller);
}

export async function assertMayRead(deps: SyncDeps, id: string, caller: Caller): Promise<void> {
  const { own } = await getMailbox(deps, id, readerOf(caller));
  // What a file says of a connector does not say how it is read: testing is the right that is asked for.
  if (!own) await deps.connectors.assertMay('test', id, caller);
}

function readerOf({ id, roles }: Caller): Reader {
  return { id, shared: roles.includes('administrator') || roles.includes('manage_data_sources') };
}

function idOf({ params }: RouteRequest): string {
  return params['id'] ?? '';
}
