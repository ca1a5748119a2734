import { newId } from '../../sdk/index.ts';
import { insertProof } from '../../store/proof-record.ts';
import { insertRows, returned } from '../../store/sql.ts';
import type { Tx } from '../../store/transaction.ts';
import type { OutboxDeps } from '../deps.ts';
import { HELD_MS } from '../enqueue/message-rows.ts';

interface Pair {
  connector_id: string;
  right_of: string;
}

/**
 * Holds the mails that rest on a right that is gone, also what is being sent and not at its final dot: the marker asks for
 * the lease that goes here, so no dot follows. Lets those go whose right came back. In the transaction that changed who may
 * use what; and now and then, for a mail that was made in the very moment of a change.
 */
export async function applyRights(deps: OutboxDeps, tx: Tx): Promise<void> {
  const now = deps.clock.now();
  for (const [pair, why] of await refusals(deps, tx, await goingPairs(tx))) {
    if (why !== undefined) await hold(tx, await idsOf(tx, pair, STOPPABLE), why, now);
  }
  const waiting = await tx.sql<Pair[]>`
    SELECT DISTINCT m.connector_id, m.right_of FROM delivery d JOIN message m ON m.id = d.id
    WHERE d.state = 'held' AND d.held_reason = 'right' AND m.right_of IS NOT NULL AND m.connector_id IS NOT NULL`;
  for (const [pair, why] of await refusals(deps, tx, waiting)) {
    if (why === undefined) await release(tx, pair, now);
  }
}

/**
 * Of the connectors about whose users something was ever said, and of people's own; of all where somebody works for an external
 * partner. Mostly there are none, and the queue is not looked at.
 */
async function goingPairs(tx: Tx): Promise<Pair[]> {
  const secured = await tx.sql<
    { id: string }[]
  >`SELECT id FROM connector WHERE security IS NOT NULL OR owner_id IS NOT NULL
      OR EXISTS (SELECT 1 FROM app_user WHERE partner_id IS NOT NULL)`;
  if (secured.length === 0) return [];
  return tx.sql<Pair[]>`
    SELECT DISTINCT m.connector_id, m.right_of FROM delivery d JOIN message m ON m.id = d.id
    WHERE d.connector_id IN (${() => secured.map(({ id }) => id)}) AND d.state IN ('queued', 'sending')
      AND m.right_of IS NOT NULL`;
}

/** Of mails that were claimed just now: which may not leave. They are held, and the others are sent. */
export async function holdRefused(
  deps: OutboxDeps,
  tx: Tx,
  connectorId: string,
  claimed: readonly { id: string; rightOf: string | null }[],
): Promise<Set<string>> {
  const people = [...new Set(claimed.flatMap(({ rightOf }) => (rightOf === null ? [] : [rightOf])))];
  const refused = people.length === 0 ? undefined : await deps.connectors.refusedUsers?.(tx, connectorId, people);
  const held = new Set<string>();
  for (const [person, why] of refused ?? []) {
    const ids = claimed.filter(({ rightOf }) => rightOf === person).map(({ id }) => id);
    await hold(tx, ids, why, deps.clock.now());
    for (const id of ids) held.add(id);
  }
  return held;
}

const STOPPABLE = "'queued', 'sending'";

async function refusals(deps: OutboxDeps, tx: Tx, pairs: readonly Pair[]): Promise<[Pair, string | undefined][]> {
  const answers: [Pair, string | undefined][] = [];
  for (const connectorId of new Set(pairs.map((pair) => pair.connector_id))) {
    const own = pairs.filter((pair) => pair.connector_id === connectorId);
    const people = own.map((pair) => pair.right_of);
    const refused = await deps.connectors.refusedUsers?.(tx, connectorId, people);
    for (const pair of own) answers.push([pair, refused?.get(pair.right_of)]);
  }
  return answers;
}

async function idsOf(tx: Tx, { connector_id, right_of }: Pair, states: string): Promise<string[]> {
  const rows = await tx.sql<{ id: string }[]>`
    SELECT d.id FROM delivery d JOIN message m ON m.id = d.id
    WHERE d.state IN (${() => states}) AND m.connector_id = ${connector_id} AND m.right_of = ${right_of}`;
  return rows.map(({ id }) => id);
}

async function hold(tx: Tx, ids: readonly string[], why: string, now: number): Promise<void> {
  if (ids.length === 0) return;
  const held = returned<{ id: string }>(
    await tx.sql`
      UPDATE delivery SET attempts = CASE WHEN state = 'sending' THEN attempts - 1 ELSE attempts END, state = 'held',
        held_reason = 'right', detail = ${why}, lease_token = NULL, due_at = ${now + HELD_MS}, updated_at = ${now}
      WHERE id IN (${() => [...ids]}) AND state IN ('queued', 'sending') RETURNING id`,
  );
  await tell(tx, held, 'right_lost', why, now);
}

/** A mail of a payroll run only while its run is being sent; the run itself lets the others go, and a claim asks again. */
async function release(tx: Tx, { connector_id, right_of }: Pair, now: number): Promise<void> {
  const freed = returned<{ id: string }>(
    await tx.sql`
      UPDATE delivery SET state = 'queued', held_reason = NULL, detail = 'Waits for its turn.', due_at = ${now},
        updated_at = ${now}
      WHERE state = 'held' AND held_reason = 'right'
        AND (run_id IS NULL OR run_id IN (SELECT id FROM run WHERE state = 'sending'))
        AND id IN (SELECT id FROM message WHERE content_id IS NOT NULL AND connector_id = ${connector_id}
          AND right_of = ${right_of})
      RETURNING id`,
  );
  await tell(tx, freed, 'right_back', 'The right to use the connector is back.', now);
}

async function tell(tx: Tx, rows: { id: string }[], verdict: string, detail: string, now: number): Promise<void> {
  const told = rows.map(({ id }) => ({
    id: newId(now),
    delivery_id: id,
    kind: 'recovery',
    started_at: now,
    ms: 0,
    verdict,
    detail,
  }));
  await insertRows(tx, 'attempt', told);
  await insertProof(
    tx,
    rows.map(({ id }) => ({ subject: id, kind: 'decision', at: now, data: { decision: verdict, reason: detail } })),
  );
}
