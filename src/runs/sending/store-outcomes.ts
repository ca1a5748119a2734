import { isPostgres } from '../../store/sql.ts';
import type { Tx } from '../../store/transaction.ts';
import type { RowOutcome } from '../plan/compose-row.ts';
import { findEarlier } from '../plan/earlier-mails.ts';
import type { PlanJob } from '../plan/plan-job.ts';
import { deleteProblems, insertProblems, updateItems } from '../rows/item.store.ts';

type Of<K extends RowOutcome['kind']> = Extract<RowOutcome, { kind: K }>;

/** Stores what became of some rows, all of them with a few statements. */
export async function storeOutcomes(job: PlanJob, tx: Tx, outcomes: readonly RowOutcome[]): Promise<void> {
  const { run } = job;
  // Two runs of one period may be planned by two processes: one after the other asks what the other one has.
  if (isPostgres(tx)) await tx.sql`SELECT pg_advisory_xact_lock(hashtext(${`${run.ruleId} ${run.period}`}))`;
  await deleteProblems(
    tx,
    outcomes.map(({ item }) => item.id),
  );
  await storeProblems(job, tx, ofKind(outcomes, 'problem'));
  await leaveOutSent(job, tx, ofKind(outcomes, 'already_sent'));
  await storeMails(job, tx, ofKind(outcomes, 'mail'));
}

function ofKind<K extends RowOutcome['kind']>(outcomes: readonly RowOutcome[], kind: K): Of<K>[] {
  return outcomes.filter((outcome): outcome is Of<K> => outcome.kind === kind);
}

async function storeProblems({ run, deps }: PlanJob, tx: Tx, found: readonly Of<'problem'>[]): Promise<void> {
  await insertProblems(
    tx,
    run.id,
    found.map(({ item, problems }) => ({ itemId: item.id, problems })),
  );
  const updatedAt = deps.clock.now();
  await updateItems(
    tx,
    { state: 'text', occasion: 'text', updated_at: 'bigint' },
    found.map(({ item, occasion }) => ({ id: item.id, state: 'problem', occasion, updated_at: updatedAt })),
  );
}

async function leaveOutSent({ deps }: PlanJob, tx: Tx, sent: readonly Of<'already_sent'>[]): Promise<void> {
  const columns = {
    state: 'text',
    occasion: 'text',
    left_out_kind: 'text',
    left_out_reason: 'text',
    left_out_by: 'text',
    updated_at: 'bigint',
  } as const;
  const updatedAt = deps.clock.now();
  const changes = sent.map(({ item, occasion, at }) => {
    const day = at === null ? 'by an earlier run' : `on ${new Date(at).toISOString().slice(0, 10)}`;
    const reason = `Already sent ${day}, with the same data.`;
    const left = { left_out_kind: 'already_sent', left_out_reason: reason, left_out_by: null };
    return { id: item.id, state: 'left_out', occasion, ...left, updated_at: updatedAt };
  });
  await updateItems(tx, columns, changes);
}

async function storeMails({ deps }: PlanJob, tx: Tx, composed: readonly Of<'mail'>[]): Promise<void> {
  const now = deps.clock.now();
  await lockEarlier(tx, composed);
  const mails = await stillRight(tx, composed);
  const { runs } = deps.outbox;
  const keys = mails.map(({ key }) => key);
  await runs.giveUpKeys(tx, await runs.findByKeys(tx, keys));
  await deps.outbox.insert(
    tx,
    mails.map(({ mail }) => mail),
  );
  await updateItems(
    tx,
    { state: 'text', occasion: 'text', message_id: 'text', replaces: 'text', updated_at: 'bigint' },
    mails.map(({ item, occasion, mail, replaces }) => {
      return { id: item.id, state: 'planned', occasion, message_id: mail.message.id, replaces, updated_at: now };
    }),
  );
}

/** Nobody lets an earlier one be tried again between the question and its answer. */
async function lockEarlier(tx: Tx, composed: readonly Of<'mail'>[]): Promise<void> {
  const occasions = composed.flatMap(({ occasion }) => occasion ?? []);
  if (!isPostgres(tx) || occasions.length === 0) return;
  await tx.sql`
    SELECT d.id FROM delivery d JOIN run_item i ON i.message_id = d.id
    WHERE i.occasion IN (${() => occasions}) ORDER BY d.id FOR UPDATE OF d`;
}

/** Where another run was faster the row waits, and the next round says what that means. */
async function stillRight(tx: Tx, composed: readonly Of<'mail'>[]): Promise<Of<'mail'>[]> {
  const questions = composed.map(({ item, key, occasion }) => ({ itemId: item.id, key, occasion: occasion ?? '' }));
  const earlier = await findEarlier(tx, questions);
  const taken = new Set<string | null>();
  return composed.filter(({ item, occasion, replaces }) => {
    const now = earlier.get(item.id);
    if (now?.kind !== 'none' || (now.replaces?.id ?? null) !== replaces || taken.has(occasion)) return false;
    taken.add(occasion);
    return true;
  });
}
