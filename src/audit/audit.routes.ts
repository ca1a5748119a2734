import type { Role, Route } from '../http/route.ts';
import { invalid, type Json } from '../sdk/index.ts';
import type { Store } from '../store/store.ts';
import { type AuditFilter, eachAudit, listAudit } from './audit.store.ts';
import { type AuditBreak, type AuditRecord, openChainCheck } from './audit-hash.ts';

const TAG = 'audit';
const READERS: Role[] = ['administrator'];
const MOST_LINES = 200;

/** Who did what. What an operation does is told by its summary. */
export function auditRoutes({ store, summaryOf }: { store: Store; summaryOf(action: string): string }): Route[] {
  const shown = (record: AuditRecord) => ({ ...record, summary: summaryOf(record.action) });
  return [
    {
      method: 'GET',
      path: '/audit',
      id: 'listAudit',
      summary: 'Who did what and when, newest first',
      tag: TAG,
      allow: READERS,
      query: {
        actor: text('id or name of who did it'),
        kind: text('what it was done to: connector, rule, user, session, mail, run ...'),
        action: text('the operation, as in the description of the API'),
        subject: text('id or name of what it was done to'),
        refused: { description: 'true: only what failed or was refused', schema: { type: 'boolean' } },
        from: text('at this time or later: 2026-11-01, or with a time and zone, 2026-11-01T08:00:00Z'),
        to: text('before this time'),
        before: { description: '`next` of the page before', schema: { type: 'integer', minimum: 0 } },
        limit: { description: 'Default 50', schema: { type: 'integer', minimum: 1, maximum: MOST_LINES } },
      },
      answer: { status: 200, description: 'The records of this page', schema: AUDIT_LIST },
      handler: async ({ query }) => {
        const limit = Number(query['limit'] ?? 50);
        const before = query['before'] === undefined ? undefined : Number(query['before']);
        const records = await listAudit(store.read, filterOf(query), { before, limit: limit + 1 });
        const items = records.slice(0, limit).map(shown);
        return { body: { items, next: records.length > limit ? (items.at(-1)?.seq ?? null) : null } };
      },
    },
    {
      method: 'GET',
      path: '/audit/export',
      id: 'exportAudit',
      audit: 'audit',
      summary:
        'All records, oldest first, one JSON object a line; `mailrule audit verify <file>` reads it without a server',
      tag: TAG,
      allow: READERS,
      answer: { status: 200, description: 'application/x-ndjson' },
      handler: async () => ({
        headers: { 'Content-Disposition': 'attachment; filename="audit.jsonl"' },
        raw: { contentType: 'application/x-ndjson', content: lines(store) },
      }),
    },
    {
      method: 'GET',
      path: '/audit/verify',
      id: 'verifyAudit',
      summary: 'Whether the chain of the records is whole, and where it is broken first',
      tag: TAG,
      allow: READERS,
      answer: { status: 200, description: 'What was found', schema: AUDIT_CHECK },
      handler: async () => ({ body: await checkStored(store) }),
    },
  ];
}

async function checkStored(store: Store) {
  const check = openChainCheck();
  let broken: AuditBreak | null = null;
  for await (const record of eachAudit(store.read)) {
    broken = check.add(record) ?? null;
    if (broken !== null) break;
  }
  const head = check.head();
  return { intact: broken === null, records: head === null ? 0 : head.seq + 1, head, broken };
}

async function* lines(store: Store): AsyncGenerator<Uint8Array, void, undefined> {
  const encoder = new TextEncoder();
  for await (const record of eachAudit(store.read)) yield encoder.encode(`${JSON.stringify(record)}\n`);
}

function filterOf(query: Record<string, string>): AuditFilter {
  const { actor, kind, action, subject, refused, from, to } = query;
  return {
    actor,
    kind,
    action,
    subject,
    refused: refused === 'true',
    from: instantOf(from, 'from'),
    to: instantOf(to, 'to'),
  };
}

function instantOf(given: string | undefined, name: string): number | undefined {
  if (given === undefined || given === '') return undefined;
  const at = /^\d{4}-\d{2}-\d{2}(T.+(Z|[+-]\d{2}:?\d{2}))?$/.test(given) ? Date.parse(given) : Number.NaN;
  if (!Number.isNaN(at)) return at;
  throw invalid([
    { path: `?${name}`, message: 'Give a date like 2026-11-01, or a time with its zone like 2026-11-01T08:00:00Z.' },
  ]);
}

function text(description: string) {
  return { description, schema: { type: 'string', maxLength: 200 } };
}

const string = (description?: string) => ({ type: 'string', ...(description === undefined ? {} : { description }) });
const link = { type: 'object', required: ['seq', 'hash'], properties: { seq: { type: 'integer' }, hash: string() } };

const fields = {
  seq: { type: 'integer', description: 'From 0 without a gap' },
  at: string('UTC'),
  action: string('The operation of the API'),
  summary: string('What the operation does'),
  kind: string('What it was done to'),
  actor: {
    type: 'object',
    required: ['id', 'name', 'token'],
    properties: {
      id: string(),
      name: string(),
      token: { type: ['string', 'null'], description: 'Id of the API token' },
    },
  },
  address: string("Of the client, as far as the proxies are trusted; '': the machine itself"),
  requestId: string('As in the log'),
  subject: { type: 'object', required: ['id', 'name'], properties: { id: string(), name: string() } },
  fields: { type: 'array', items: string(), description: 'Names, never what they hold' },
  outcome: string("'done', 'failed', the code of the refusal, or UNKNOWN where the process died before it was known"),
  previous: { type: ['string', 'null'], description: 'Hash of the record before' },
  hash: string('SHA-256 over the canonical JSON of the rest but the summary'),
} satisfies Record<string, Json>;

const AUDIT_LIST = {
  title: 'AuditList',
  type: 'object',
  required: ['items', 'next'],
  properties: {
    items: {
      type: 'array',
      items: { title: 'AuditRecord', type: 'object', required: Object.keys(fields), properties: fields },
    },
    next: { type: ['integer', 'null'] },
  },
};

const AUDIT_CHECK = {
  title: 'AuditCheck',
  type: 'object',
  required: ['intact', 'records', 'head', 'broken'],
  properties: {
    intact: { type: 'boolean' },
    records: { type: 'integer', description: 'Up to the first break' },
    head: {
      anyOf: [link, { type: 'null' }],
      description: 'The last good record. Keep it elsewhere: it shows what is cut off later',
    },
    broken: {
      anyOf: [
        { type: 'object', required: ['seq', 'why'], properties: { seq: { type: 'integer' }, why: string() } },
        { type: 'null' },
      ],
    },
  },
};
