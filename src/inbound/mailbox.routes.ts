import type { Role, Route } from '../http/route.ts';
import { AppError, type JsonSchema } from '../sdk/index.ts';
import { listCursors } from './cursor.store.ts';
import type { InboundDeps } from './inbound-deps.ts';
import { lookAtMailbox } from './look-at-mailbox.ts';

const TAG = 'mailboxes';
const ALLOW: Role[] = ['administrator', 'manage_data_sources'];
const instantOrNull = { type: ['integer', 'null'], description: 'Milliseconds since 1970' };

const fields = {
  connectorId: { type: 'string' },
  displayName: { type: 'string' },
  checkedAt: { ...instantOrNull, description: 'When its inbox was last read; null: never' },
  problem: { type: ['string', 'null'], description: 'Why it could not be read the last time' },
  reports: { type: 'integer', description: 'Reports about e-mails of this server that were found in it' },
  dueAt: { type: 'integer', description: 'When it is read next, where it sent something in the last days' },
};

const MAILBOXES: JsonSchema = {
  title: 'MailboxList',
  type: 'object',
  required: ['items'],
  properties: {
    items: { type: 'array', items: { type: 'object', required: Object.keys(fields), properties: fields } },
  },
};

const LOOKED: JsonSchema = {
  title: 'MailboxLook',
  type: 'object',
  required: ['seen', 'reports'],
  properties: {
    seen: { type: 'integer', description: 'New messages whose headers were read' },
    reports: { type: 'integer', description: 'Reports about e-mails of this server' },
  },
};

/** Inboxes of the connectors, which are read for reports about what they sent. */
export function mailboxRoutes(deps: InboundDeps): Route[] {
  return [
    {
      method: 'GET',
      path: '/mailboxes',
      id: 'listMailboxes',
      summary: 'Inboxes that are read for returned e-mails, and how that went',
      tag: TAG,
      allow: ALLOW,
      answer: { status: 200, description: 'By name', schema: MAILBOXES },
      handler: async () => {
        const rows = await listCursors(deps.store);
        const items = rows.map(({ connectorId, displayName, checkedAt, problem, reports, dueAt }) => {
          return { connectorId, displayName, checkedAt, problem, reports, dueAt };
        });
        return { body: { items } };
      },
    },
    {
      method: 'POST',
      path: '/mailboxes/:id/sync',
      id: 'syncMailbox',
      audit: { exempt: 'It reads reports about e-mails; what they change is in the proof of each.' },
      summary: 'Read the inbox of a connector now; 409 while it is being read',
      tag: TAG,
      allow: ALLOW,
      answer: { status: 200, description: 'What was found', schema: LOOKED },
      handler: async ({ params, signal }) => {
        const id = params['id'] ?? '';
        await assertThere(deps, id);
        const result = await lookAtMailbox(deps, id, { signal, asked: true });
        if (result === undefined) throw new AppError('CONFLICT', 'This inbox is being read. Ask again in a moment.');
        return { body: result };
      },
    },
  ];
}

/** Somebody's personal mailbox is not there for anybody else. */
async function assertThere({ store }: InboundDeps, id: string): Promise<void> {
  const rows = await store.read.sql<unknown[]>`SELECT 1 FROM connector WHERE id = ${id} AND owner_id IS NULL`;
  if (rows.length === 0) throw new AppError('NOT_FOUND', 'There is no such connector. It may have been deleted.');
}
