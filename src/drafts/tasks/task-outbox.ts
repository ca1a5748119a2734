import { type Clock, type HeldMail, type MailCause, newId, type Performer, type PlannedMail } from '../../sdk/index.ts';
import type { SecretBox } from '../../secrets/secret-box.ts';
import { insertMissing } from '../../store/sql.ts';
import type { Tx } from '../../store/transaction.ts';
import { sealTask } from './task-content.ts';

interface Outbox<Prepared> {
  prepare(mail: PlannedMail | HeldMail, cause: MailCause): Promise<Prepared>;
  insert(tx: Tx, prepared: Prepared[]): Promise<{ id: string; state: string }[]>;
  awaitApproval(tx: Tx, eventId: string): Promise<unknown>;
  release(tx: Tx, eventId: string): Promise<unknown>;
  cancel(tx: Tx, eventId: string, reason: string): Promise<unknown>;
}

interface Deps<Prepared> {
  clock: Clock;
  secrets: Pick<SecretBox, 'sealBytes' | 'openBytes'>;
  outbox: Outbox<Prepared>;
}

/** Marks what is a task among what is prepared. */
class PreparedTask {
  readonly row: Record<string, unknown> & { id: string; key: string; state: string };
  constructor(row: PreparedTask['row']) {
    this.row = row;
  }
}

/**
 * The outbox as rules see it: an e-mail that a person sends becomes a task, in the same transaction and under the same
 * idempotency key; every other one goes on to the outbox.
 */
export function taskOutbox<Prepared>(deps: Deps<Prepared>): Outbox<Prepared | PreparedTask> {
  const { outbox, clock } = deps;
  return {
    prepare: async (mail, cause) => {
      if ('held' in mail || mail.performer === undefined) return outbox.prepare(mail, cause);
      return prepareTask(deps, mail, mail.performer, cause);
    },
    insert: (tx, prepared) => insertInOrder(deps, tx, prepared),
    // A task is looked at by its performer before it leaves.
    awaitApproval: (tx, eventId) => outbox.awaitApproval(tx, eventId),
    release: async (tx, eventId) => {
      await outbox.release(tx, eventId);
      await tx.sql`
        UPDATE mail_task SET state = 'open', changed_at = ${clock.now()} WHERE event_id = ${eventId} AND state = 'held'`;
    },
    cancel: async (tx, eventId, reason) => {
      await outbox.cancel(tx, eventId, reason);
      await tx.sql`
        UPDATE mail_task SET state = 'cancelled', content = NULL, reason = ${reason}, changed_at = ${clock.now()}
        WHERE event_id = ${eventId} AND state = 'held'`;
    },
  };
}

function prepareTask<Prepared>(
  { clock, secrets }: Deps<Prepared>,
  { performer: _, ...mail }: PlannedMail,
  performer: Performer,
  { hold, ...cause }: MailCause,
): PreparedTask {
  const now = clock.now();
  const id = newId(now);
  return new PreparedTask({
    ...{ id, key: cause.key, state: hold === undefined ? 'open' : 'held' },
    ...{ performer_kind: performer.kind, performer_id: performer.id, performer_name: performer.name },
    ...{ owner_id: null, owner_name: null, rule_id: cause.ruleId ?? null, event_id: cause.eventId ?? null },
    content: sealTask(secrets, id, { mail, cause }),
    ...{ reason: null, created_at: now, changed_at: now },
  });
}

async function insertInOrder<Prepared>(
  { outbox }: Deps<Prepared>,
  tx: Tx,
  prepared: readonly (Prepared | PreparedTask)[],
): Promise<{ id: string; state: string }[]> {
  const tasks = prepared.flatMap((one) => (one instanceof PreparedTask ? [one.row] : []));
  const mails = prepared.filter((one): one is Prepared => !(one instanceof PreparedTask));
  const entered = (mails.length > 0 ? await outbox.insert(tx, mails) : []).values();
  const stored = await storeTasks(tx, tasks);
  return prepared.map((one) => {
    if (one instanceof PreparedTask) return { id: stored.get(one.row.key) ?? one.row.id, state: 'task' };
    const { value } = entered.next();
    return value ?? { id: '', state: '' };
  });
}

/** The id of the task of each key: of one that was known, it is the earlier one's. */
async function storeTasks(tx: Tx, tasks: readonly PreparedTask['row'][]): Promise<ReadonlyMap<string, string>> {
  const ids = new Map<string, string>();
  if (tasks.length === 0) return ids;
  const fresh = new Set(await insertMissing(tx, 'mail_task', [...tasks], 'key'));
  const known = tasks.filter(({ key }) => !fresh.has(key)).map(({ key }) => key);
  if (known.length === 0) return ids;
  const rows = await tx.sql<{ id: string; key: string }[]>`SELECT id, key FROM mail_task WHERE key IN (${() => known})`;
  for (const { id, key } of rows) ids.set(key, id);
  return ids;
}
