import { newId } from '../../sdk/index.ts';
import { insertProof, type ProofEntry } from '../../store/proof-record.ts';
import { insertRows, returned } from '../../store/sql.ts';
import type { Tx } from '../../store/transaction.ts';
import type { OutboxDeps } from '../deps.ts';
import { forgetCounts } from '../limits/limits.ts';
import { endedProof } from '../proof/proof-entries.ts';
import { readGate } from './gate.ts';

/**
 * Puts right what a worker left when it died. Without the marker a mail was certainly not accepted: it goes back. With
 * the marker it may have been: it becomes uncertain and is not sent again by itself.
 *
 * `all`: every lease is dead (SQLite at start: we own the file, so nobody else is alive). Otherwise only expired ones.
 */
export async function recoverLeases(
  deps: OutboxDeps,
  options: { all: boolean },
): Promise<{ back: number; uncertain: number }> {
  const now = deps.clock.now();
  const before = options.all ? Number.MAX_SAFE_INTEGER : now;
  const found = await deps.store.write(async (tx) => {
    const back = returned<{ id: string }>(
      await tx.sql`
        UPDATE delivery SET state = 'queued', lease_token = NULL, due_at = ${now}, updated_at = ${now},
          detail = 'The worker ended before the message was complete. It is tried again.'
        WHERE state = 'sending' AND due_at < ${before} RETURNING id`,
    );
    const uncertain = returned<{ id: string }>(
      await tx.sql`
        UPDATE delivery SET state = 'uncertain', lease_token = NULL, due_at = ${now}, updated_at = ${now},
          detail = 'The worker ended while the server''s answer was outstanding: it may or may not have the message.'
        WHERE state = 'dot_pending' AND due_at < ${before} RETURNING id`,
    );
    await tx.sql`
      UPDATE sent_copy SET state = 'pending', lease_token = NULL, maybe_filed = 1, due_at = ${now}, updated_at = ${now},
        detail = 'The worker ended while the copy was being filed.'
      WHERE state = 'filing' AND due_at < ${before}`;
    await tell(tx, now, back, 'queued');
    await tell(tx, now, uncertain, 'uncertain');
    await insertProof(tx, [...back.map(recovered('queued', now)), ...uncertain.map(recovered('uncertain', now))]);
    return { back: back.length, uncertain: uncertain.length };
  });
  if (found.back + found.uncertain > 0) deps.log.warn(found, 'deliveries recovered');
  return found;
}

/** Ends what nobody decided in time: held mails, and queued ones whose 48 hours are over. */
export async function expireOverdue(deps: OutboxDeps): Promise<void> {
  const now = deps.clock.now();
  await deps.store.write(async (tx) => {
    // While a person has stopped all sending nothing can be late.
    const stopped = (await readGate(tx)).stop !== undefined;
    const events = returned<{ id: string }>(
      await tx.sql`
        UPDATE delivery SET state = 'cancelled', due_at = NULL, updated_at = ${now},
          detail = 'Its event was neither committed nor rolled back in time.'
        WHERE state = 'held' AND held_reason = 'event' AND due_at < ${now} RETURNING id`,
    );
    const held = returned<{ id: string }>(
      await tx.sql`
        UPDATE delivery SET state = 'failed', due_at = NULL, updated_at = ${now},
          detail = 'It waited 30 days for a decision that nobody took.'
        WHERE state = 'held' AND due_at < ${now} RETURNING id`,
    );
    const late = stopped
      ? []
      : returned<{ id: string }>(
          await tx.sql`
        UPDATE delivery SET state = 'failed', due_at = NULL, updated_at = ${now},
          detail = 'It could not be sent in time: the connector did not work.'
        WHERE state = 'queued' AND deadline_at < ${now} RETURNING id`,
        );
    await forgetCounts(tx, now);
    await tell(tx, now, events, 'cancelled');
    await tell(tx, now, [...held, ...late], 'failed');
    const ended = events.map(({ id }) => endedProof(id, 'cancelled', 'Nobody committed its event in time.', now));
    const failed = [...held, ...late].map(({ id }) => endedProof(id, 'failed', 'Its time was over.', now));
    await insertProof(tx, [...ended, ...failed]);
  });
}

function recovered(state: 'queued' | 'uncertain', at: number): (row: { id: string }) => ProofEntry {
  return ({ id }) => ({ subject: id, kind: 'recovery', at, data: { state } });
}

async function tell(tx: Tx, now: number, rows: { id: string }[], verdict: string): Promise<void> {
  await insertRows(
    tx,
    'attempt',
    rows.map(({ id }) => ({ id: newId(now), delivery_id: id, kind: 'recovery', started_at: now, ms: 0, verdict })),
  );
}
