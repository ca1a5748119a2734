import { createHash } from 'node:crypto';
import { type EntityManager, IsNull } from 'typeorm';
import type { Store } from '../store/store.ts';
import { SettingTable } from '../store/tables/access.table.ts';
import { ConnectorTable } from '../store/tables/connector.table.ts';
import { RuleTable } from '../store/tables/rule.table.ts';
import { TemplateTable } from '../store/tables/template.table.ts';
import type { Topic } from './topics.ts';

/**
 * Asked twice a second while somebody watches, over a table that may have ten million rows: each is answered by an
 * index alone. `open` counts by delivery_state and not by delivery_open, which would fetch each row for its state.
 */
export const OUTBOX_QUERIES = {
  newest: 'SELECT id FROM delivery ORDER BY id DESC LIMIT 1',
  latestAttempt: 'SELECT id FROM attempt ORDER BY id DESC LIMIT 1',
  open: `SELECT state, COUNT(*) AS n FROM delivery
    WHERE state IN ('held', 'queued', 'sending', 'dot_pending', 'uncertain') GROUP BY state`,
} as const;

/** `runs` is not among them: the payroll runs say themselves how far they are. */
const READERS: Record<Exclude<Topic, 'runs'>, (read: EntityManager) => Promise<object>> = {
  connectors: readConnectors,
  outbox: readOutbox,
  rules: async (read) => {
    const select = { id: true, version: true, position: true, enabled: true, modifiedAt: true } as const;
    const rules = await read.getRepository(RuleTable).find({ select, order: { id: 'ASC' } });
    // What rules say changes with their templates.
    const of = { select: { id: true, version: true }, order: { id: 'ASC' } } as const;
    return { revision: digest([rules, await read.getRepository(TemplateTable).find(of)]) };
  },
  settings: async (read) => ({
    revision: digest(await read.getRepository(SettingTable).find({ order: { key: 'ASC' } })),
  }),
};

/** What a topic says now; as JSON it differs whenever something changed. */
export function readTopic(store: Store, topic: Exclude<Topic, 'runs'>): Promise<object> {
  return READERS[topic](store.read);
}

async function readConnectors(read: EntityManager): Promise<object> {
  const items = await read.getRepository(ConnectorTable).find({
    select: { id: true, displayName: true, state: true, stateReason: true, stateAt: true, version: true },
    // A person's own mailboxes are nobody else's business.
    where: { ownerId: IsNull() },
    order: { displayNameKey: 'ASC' },
  });
  return { items };
}

async function readOutbox(read: EntityManager): Promise<object> {
  const [newest]: { id: string }[] = await read.query(OUTBOX_QUERIES.newest);
  const [latestAttempt]: { id: string }[] = await read.query(OUTBOX_QUERIES.latestAttempt);
  const counts: { state: string; n: number | string }[] = await read.query(OUTBOX_QUERIES.open);
  const open = { held: 0, queued: 0, sending: 0, dot_pending: 0, uncertain: 0 };
  for (const { state, n } of counts) Object.assign(open, { [state]: Number(n) });
  return { newest: newest?.id ?? null, latestAttempt: latestAttempt?.id ?? null, open };
}

function digest(rows: unknown): string {
  return createHash('sha256').update(JSON.stringify(rows)).digest('base64url').slice(0, 22);
}
