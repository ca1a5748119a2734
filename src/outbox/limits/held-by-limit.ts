import { AppError, newId } from '../../sdk/index.ts';
import { insertProof } from '../../store/proof-record.ts';
import { insertRows } from '../../store/sql.ts';
import type { Store } from '../../store/store.ts';
import type { Tx } from '../../store/transaction.ts';
import type { OutboxDeps } from '../deps.ts';

const DAY_MS = 24 * 3_600_000;
/** The smallest number of recipients a day that a provider of the catalogue allows. */
const FEWEST_A_DAY = 500;
/** So that no unit of work is long. */
const AT_ONCE = 500;

/** The e-mails that one limit holds. */
export interface HeldByLimit {
  key: string;
  kind: 'connector' | 'rule' | 'recipient' | 'event';
  /** the connector, the rule, the address, or the first rule of the event, as people know it */
  name: string;
  count: number;
  oldestAt: number;
  /** of an event: who caused it; null: nobody knows any more, or it is another limit */
  causedBy: string | null;
}

interface HeldRow {
  limit_key: string;
  n: number | string;
  oldest: number | string;
  name: string;
  created_by: string | null;
}

export async function listHeldByLimit(store: Store): Promise<HeldByLimit[]> {
  const rows = await store.read.sql<HeldRow[]>`
    SELECT h.limit_key, h.n, h.oldest, e.created_by, COALESCE(c.display_name, r.name, (
      SELECT x.name FROM message m JOIN rule x ON x.id = m.rule_id WHERE m.event_id = e.id ORDER BY m.id LIMIT 1), '') AS name FROM (
      SELECT limit_key, COUNT(*) AS n, MIN(created_at) AS oldest FROM delivery
      WHERE state = 'held' AND held_reason IN ('limit', 'approval') AND limit_key IS NOT NULL GROUP BY limit_key) h
    LEFT JOIN event e ON h.limit_key LIKE 'event:%' AND e.id = SUBSTR(h.limit_key, 7)
    LEFT JOIN connector c ON h.limit_key = 'connector:' || c.id LEFT JOIN rule r ON h.limit_key = 'rule:' || r.id
    ORDER BY h.n DESC`;
  return rows.map(({ limit_key: key, n, oldest, name, created_by: causedBy }) => {
    const [kind, ...rest] = key.split(':');
    return {
      key,
      kind: kind as HeldByLimit['kind'],
      name: name || rest.join(':'),
      count: Number(n),
      oldestAt: Number(oldest),
      causedBy,
    };
  });
}

interface LimitDecision {
  key: string;
  by: { id: string; name: string };
  reason?: string | undefined;
}

/** All that this limit holds takes its turn, and is not counted again. Answers how many. */
export async function approveHeld(deps: OutboxDeps, decision: LimitDecision): Promise<number> {
  const now = deps.clock.now();
  const deadlineMs = deps.policy.deadlineMs + (await daysFor(deps, decision.key)) * DAY_MS;
  const { name } = decision.by;
  return decideAll(deps, decision, 'approve', (tx, ids) => {
    const detail = `Let go by ${name}. Waits for its turn.`;
    return tx.sql`
      UPDATE delivery SET state = 'queued', held_reason = NULL, limit_key = NULL, approved_by = ${name},
        due_at = ${now}, deadline_at = ${now + deadlineMs}, detail = ${detail}, updated_at = ${now}
      WHERE id IN (${() => ids}) AND state = 'held'`;
  });
}

/** A provider takes so many a day: the others are not given up meanwhile. */
async function daysFor({ store }: OutboxDeps, key: string): Promise<number> {
  const [row] = await store.read.sql<{ n: number | string }[]>`
    SELECT COUNT(*) AS n FROM delivery WHERE limit_key = ${key} AND state = 'held'`;
  return Math.floor(Number(row?.n ?? 0) / FEWEST_A_DAY);
}

/**
 * All that this limit holds is never sent. Answers how many. What an event made stays marked: a single one of it is not sent
 * again past the decision.
 */
export function cancelHeld(deps: OutboxDeps, decision: LimitDecision): Promise<number> {
  const now = deps.clock.now();
  return decideAll(deps, decision, 'cancel', (tx, ids) => {
    const detail = `Taken back by ${decision.by.name}, with all that this limit held.`;
    return tx.sql`
      UPDATE delivery SET state = 'cancelled', held_reason = NULL, due_at = NULL, detail = ${detail}, updated_at = ${now},
        limit_key = CASE WHEN limit_key LIKE 'event:%' THEN limit_key END
      WHERE id IN (${() => ids}) AND state = 'held'`;
  });
}

type Verdict = 'approve' | 'cancel';
type Change = (tx: Tx, ids: string[]) => Promise<unknown>;

/** Of one event all or none: two people who decide at once, or a process that ends, leave no half of it. */
async function decideAll(deps: OutboxDeps, decision: LimitDecision, verdict: Verdict, change: Change): Promise<number> {
  const eventId = eventOfKey(decision.key);
  if (eventId === undefined) {
    for (let total = 0; ; ) {
      const done = await deps.store.write((tx) => decideSome(deps, tx, { ...decision, verdict, change }));
      total += done;
      if (done < AT_ONCE) return total;
    }
  }
  return deps.store.write(async (tx) => {
    const { by, reason } = decision;
    await deps.decideEvent?.(tx, { eventId, verdict: verdict === 'approve' ? 'approved' : 'refused', by, reason });
    for (let total = 0; ; ) {
      const done = await decideSome(deps, tx, { ...decision, verdict, change });
      total += done;
      if (done === AT_ONCE) continue;
      // Those that lack something, or that somebody took back, are ordinary ones from now on.
      if (verdict === 'approve') await tx.sql`UPDATE delivery SET limit_key = NULL WHERE limit_key = ${decision.key}`;
      // What was decided about nothing is no decision.
      if (total === 0) throw new AppError('NOT_FOUND', 'No e-mail is held by this limit (any more).');
      return total;
    }
  });
}

export function eventOfKey(key: string): string | undefined {
  return key.startsWith('event:') ? key.slice('event:'.length) : undefined;
}

async function decideSome(
  deps: OutboxDeps,
  tx: Tx,
  { key, by, reason, verdict, change }: LimitDecision & { verdict: Verdict; change: Change },
): Promise<number> {
  // What lacks something beside the approval is not let go by it.
  const only = verdict === 'approve' ? "AND held_reason IN ('limit', 'approval')" : '';
  const rows = await tx.sql<{ id: string }[]>`
    SELECT id FROM delivery WHERE limit_key = ${key} AND state = 'held' ${() => only} ORDER BY id LIMIT ${AT_ONCE}`;
  const ids = rows.map(({ id }) => id);
  if (ids.length === 0) return 0;
  await change(tx, ids);
  const at = deps.clock.now();
  const told = { kind: 'person', started_at: at, ms: 0, verdict, detail: reason ?? null, done_by: by.name };
  await insertRows(
    tx,
    'attempt',
    ids.map((id) => ({ id: newId(at), delivery_id: id, ...told })),
  );
  const data = { decision: verdict, by: by.name, reason: reason ?? null };
  await insertProof(
    tx,
    ids.map((id) => ({ subject: id, kind: 'decision' as const, at, data })),
  );
  return ids.length;
}
