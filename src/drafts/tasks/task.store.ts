import type { Caller } from '../../http/route.ts';
import { AppError } from '../../sdk/index.ts';
import { isPostgres } from '../../store/sql.ts';
import { type MailTaskRow, MailTaskTable } from '../../store/tables/mail-task.table.ts';
import type { Tx } from '../../store/transaction.ts';

/** A task with what its list tells of it. */
export interface ListedTask extends MailTaskRow {
  ruleName: string | null;
  instanceId: string | null;
}

/** Whoever asks for a task. */
export type Person = Pick<Caller, 'id' | 'roles'>;

const OPEN = ['open', 'taken'];

/** Its performer was deleted: administrators see to it, for nobody else would. */
const NOBODYS = `((t.performer_kind = 'user' AND NOT EXISTS (SELECT 1 FROM app_user u WHERE u.id = t.performer_id))
  OR (t.performer_kind = 'group' AND NOT EXISTS (SELECT 1 FROM user_group g WHERE g.id = t.performer_id)))`;

/**
 * Those of a person and of the person's groups that nobody has sent yet, for administrators those of deleted performers,
 * too; the oldest first.
 */
export async function listTasks(read: Tx, person: Person, limit: number): Promise<ListedTask[]> {
  const { id: personId } = person;
  const found = await read.sql<{ id: string; rule_name: string | null; instance_id: string | null }[]>`
    SELECT t.id, r.name AS rule_name, e.instance_id FROM mail_task t
    LEFT JOIN rule r ON r.id = t.rule_id LEFT JOIN event e ON e.id = t.event_id
    WHERE t.state IN (${() => OPEN}) AND (
      (t.performer_kind = 'user' AND t.performer_id = ${personId})
      OR (t.performer_kind = 'group'
        AND t.performer_id IN (SELECT group_id FROM group_member WHERE user_id = ${personId}))
      ${() => (isAdministrator(person) ? `OR ${NOBODYS}` : '')})
    ORDER BY t.created_at, t.id LIMIT ${limit}`;
  const tasks: ListedTask[] = [];
  for (const { id, rule_name: ruleName, instance_id: instanceId } of found) {
    const row = await read.getRepository(MailTaskTable).findOneBy({ id });
    if (row !== null) tasks.push({ ...(await withoutLeaver(read, row)), ruleName, instanceId });
  }
  return tasks;
}

/** NOT_FOUND for who is not the performer: whether there is such a task is nobody else's to know. */
export async function getTask(tx: Tx, id: string, person: Person, lock?: 'lock'): Promise<MailTaskRow> {
  if (lock !== undefined && isPostgres(tx)) await tx.sql`SELECT id FROM mail_task WHERE id = ${id} FOR UPDATE`;
  const row = await findTask(tx, id);
  if (row === undefined || row.state === 'held' || !(await isPerformer(tx, row, person))) {
    throw new AppError('NOT_FOUND', 'There is no such e-mail for you to send. It may have been taken from you.');
  }
  return withoutLeaver(tx, row);
}

export async function findTask(tx: Tx, id: string): Promise<MailTaskRow | undefined> {
  return (await tx.getRepository(MailTaskTable).findOneBy({ id })) ?? undefined;
}

async function isPerformer(tx: Tx, task: MailTaskRow, person: Person): Promise<boolean> {
  return (await mayPerform(tx, task, person.id)) || (isAdministrator(person) && (await isNobodys(tx, task)));
}

async function mayPerform(tx: Tx, { performerKind, performerId }: MailTaskRow, personId: string): Promise<boolean> {
  if (performerKind === 'user') return performerId === personId;
  const rows = await tx.sql<unknown[]>`
    SELECT 1 FROM group_member WHERE group_id = ${performerId} AND user_id = ${personId}`;
  return rows.length > 0;
}

async function isNobodys(tx: Tx, { id }: MailTaskRow): Promise<boolean> {
  const rows = await tx.sql<unknown[]>`SELECT 1 FROM mail_task t WHERE t.id = ${id} AND ${() => NOBODYS}`;
  return rows.length > 0;
}

function isAdministrator({ roles }: Person): boolean {
  return roles.includes('administrator');
}

/** What somebody took who is not of the group any more is open again. */
async function withoutLeaver(tx: Tx, row: MailTaskRow): Promise<MailTaskRow> {
  const { state, performerKind, ownerId } = row;
  if (state !== 'taken' || performerKind !== 'group' || ownerId === null) return row;
  if ((await mayPerform(tx, row, ownerId)) || (await isNobodys(tx, row))) return row;
  return { ...row, state: 'open', ownerId: null, ownerName: null };
}

export async function updateTask(tx: Tx, id: string, change: Partial<MailTaskRow>): Promise<void> {
  await tx.getRepository(MailTaskTable).update({ id }, change);
}

/** Of a person who is deleted: what they took goes back to their groups. */
export async function giveBackTasksOf(tx: Tx, ownerId: string): Promise<void> {
  await tx.sql`
    UPDATE mail_task SET state = 'open', owner_id = NULL, owner_name = NULL
    WHERE owner_id = ${ownerId} AND state = 'taken' AND performer_kind = 'group'`;
}

/** How many e-mails were made of a task and taken back: each has a key of its own. */
export async function countSent(tx: Tx, key: string): Promise<number> {
  const [found] = await tx.sql<{ n: number | string }[]>`
    SELECT COUNT(*) AS n FROM message
    WHERE idempotency_key = ${key} OR (idempotency_key > ${`${key}:`} AND idempotency_key < ${`${key};`})`;
  return Number(found?.n ?? 0);
}
