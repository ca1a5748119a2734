import { newId } from '../../sdk/index.ts';
import { insertProof } from '../../store/proof-record.ts';
import { insertRows } from '../../store/sql.ts';
import type { Store } from '../../store/store.ts';
import type { Tx } from '../../store/transaction.ts';
import type { OutboxDeps } from '../deps.ts';

/** So that no unit of work is long. */
const AT_ONCE = 500;

/** The e-mails that one limit holds. */
export interface HeldByLimit {
  key: string;
  kind: 'connector' | 'rule' | 'recipient';
  /** the connector, the rule, or the address, as people know it */
  name: string;
  count: number;
  oldestAt: number;
}

export async function listHeldByLimit(store: Store): Promise<HeldByLimit[]> {
  const rows = await store.read.sql<{ limit_key: string; n: number | string; oldest: number | string; name: string }[]>`
    SELECT h.limit_key, h.n, h.oldest, COALESCE(c.display_name, r.name, '') AS name FROM (
      SELECT limit_key, COUNT(*) AS n, MIN(created_at) AS oldest FROM delivery
      WHERE state = 'held' AND held_reason = 'limit' AND limit_key IS NOT NULL GROUP BY limit_key) h
    LEFT JOIN connector c ON h.limit_key = 'connector:' || c.id LEFT JOIN rule r ON h.limit_key = 'rule:' || r.id
    ORDER BY h.n DESC`;
  return rows.map(({ limit_key: key, n, oldest, name }) => {
    const [kind, ...rest] = key.split(':');
    return {
      key,
      kind: kind as HeldByLimit['kind'],
      name: name || rest.join(':'),
      count: Number(n),
      oldestAt: Number(oldest),
    };
  });
}

interface LimitDecision {
  key: string;
  by: string;
  reason?: string | undefined;
}

/** All that this limit holds takes its turn, and is not counted again. Answers how many. */
export function approveHeld(deps: OutboxDeps, decision: LimitDecision): Promise<number> {
  const now = deps.clock.now();
  const { deadlineMs } = deps.policy;
  return decideAll(deps, decision, 'approve', (tx, ids) => {
    const detail = `Let go by ${decision.by}. Waits for its turn.`;
    return tx.sql`
      UPDATE delivery SET state = 'queued', held_reason = NULL, limit_key = NULL, approved_by = ${decision.by},
        due_at = ${now}, deadline_at = ${now + deadlineMs}, detail = ${detail}, updated_at = ${now}
      WHERE id IN (${() => ids}) AND state = 'held'`;
  });
}

/** All that this limit holds is never sent. Answers how many. */
export function cancelHeld(deps: OutboxDeps, decision: LimitDecision): Promise<number> {
  const now = deps.clock.now();
  return decideAll(deps, decision, 'cancel', (tx, ids) => {
    const detail = `Taken back by ${decision.by}, with all that this limit held.`;
    return tx.sql`
      UPDATE delivery SET state = 'cancelled', held_reason = NULL, limit_key = NULL, due_at = NULL, detail = ${detail}, updated_at = ${now}
      WHERE id IN (${() => ids}) AND state = 'held'`;
  });
}

async function decideAll(
  deps: OutboxDeps,
  { key, by, reason }: LimitDecision,
  verdict: string,
  change: (tx: Tx, ids: string[]) => Promise<unknown>,
): Promise<number> {
  for (let total = 0; ; ) {
    const done = await deps.store.write(async (tx) => {
      const rows = await tx.sql<{ id: string }[]>`
        SELECT id FROM delivery WHERE limit_key = ${key} AND state = 'held' ORDER BY id LIMIT ${AT_ONCE}`;
      const ids = rows.map(({ id }) => id);
      if (ids.length === 0) return 0;
      await change(tx, ids);
      const at = deps.clock.now();
      const told = { kind: 'person', started_at: at, ms: 0, verdict, detail: reason ?? null, done_by: by };
      await insertRows(
        tx,
        'attempt',
        ids.map((id) => ({ id: newId(at), delivery_id: id, ...told })),
      );
      const data = { decision: verdict, by, reason: reason ?? null };
      await insertProof(
        tx,
        ids.map((id) => ({ subject: id, kind: 'decision' as const, at, data })),
      );
      return ids.length;
    });
    total += done;
    if (done < AT_ONCE) return total;
  }
}
