import { Brackets } from 'typeorm';
import type { AuditEntry } from '../http/route.ts';
import { isPostgres } from '../store/sql.ts';
import { type AuditRow, AuditTable } from '../store/tables/audit.table.ts';
import type { Tx } from '../store/transaction.ts';
import { type AuditRecord, auditHash } from './audit-hash.ts';
import { plainText } from './plain-text.ts';

/** Puts the entry behind the last one, in a transaction of the caller. One at a time: each needs the hash of the one before. */
export async function appendAudit(tx: Tx, entry: AuditEntry, at: number): Promise<void> {
  if (isPostgres(tx)) await tx.query('LOCK TABLE audit_record IN SHARE ROW EXCLUSIVE MODE');
  const [last] = await tx.sql<{ seq: number; hash: string }[]>`
    SELECT seq, hash FROM audit_record ORDER BY seq DESC LIMIT 1`;
  const { actor, subject } = entry;
  const record = {
    seq: last === undefined ? 0 : last.seq + 1,
    at: new Date(at).toISOString(),
    action: entry.action,
    kind: entry.kind,
    actor: { id: plainText(actor.id), name: plainText(actor.name), token: actor.token?.id ?? null },
    address: plainText(entry.address),
    requestId: plainText(entry.requestId),
    subject: { id: plainText(subject.id), name: plainText(subject.name) },
    fields: entry.fields.map(plainText),
    outcome: plainText(entry.outcome),
    previous: last?.hash ?? null,
  };
  await tx.insert(AuditTable, rowOf(record, auditHash(record)));
}

export interface AuditFilter {
  actor?: string | undefined;
  kind?: string | undefined;
  action?: string | undefined;
  subject?: string | undefined;
  /** only what failed or was refused */
  refused?: boolean | undefined;
  /** epoch ms: at this time or later, and before this time */
  from?: number | undefined;
  to?: number | undefined;
}

/** Newest first; `before`: only records before this one. */
export async function listAudit(
  read: Tx,
  filter: AuditFilter,
  page: { before: number | undefined; limit: number },
): Promise<AuditRecord[]> {
  const query = read.getRepository(AuditTable).createQueryBuilder('a').orderBy('a.seq', 'DESC').limit(page.limit);
  const where = (sql: string, values: Record<string, unknown>) => void query.andWhere(sql, values);
  if (page.before !== undefined) where('a.seq < :before', { before: page.before });
  if (filter.actor !== undefined) {
    const { actor } = filter;
    query.andWhere(
      new Brackets((one) => one.where('a.actorId = :actor', { actor }).orWhere('a.actorName = :actor', { actor })),
    );
  }
  if (filter.kind !== undefined) where('a.kind = :kind', { kind: filter.kind });
  if (filter.action !== undefined) where('a.action = :action', { action: filter.action });
  if (filter.subject !== undefined) {
    const { subject } = filter;
    query.andWhere(
      new Brackets((one) =>
        one.where('a.subjectId = :subject', { subject }).orWhere('a.subjectName = :subject', { subject }),
      ),
    );
  }
  if (filter.refused === true) where("a.outcome <> 'done'", {});
  if (filter.from !== undefined) where('a.at >= :from', { from: filter.from });
  if (filter.to !== undefined) where('a.at < :to', { to: filter.to });
  const rows = await query.getMany();
  return withPrevious(read, rows);
}

const AT_ONCE = 500;

/** All records from the first one on, a page at a time, so that any number of them needs little memory. */
export async function* eachAudit(read: Tx): AsyncGenerator<AuditRecord, void, undefined> {
  let previous: string | null = null;
  for (let after = -1; ; ) {
    const rows = await read
      .getRepository(AuditTable)
      .createQueryBuilder('a')
      .where('a.seq > :after', { after })
      .orderBy('a.seq', 'ASC')
      .limit(AT_ONCE)
      .getMany();
    for (const row of rows) {
      yield recordOf(row, previous);
      previous = row.hash;
      after = row.seq;
    }
    if (rows.length < AT_ONCE) return;
  }
}

async function withPrevious(read: Tx, rows: readonly AuditRow[]): Promise<AuditRecord[]> {
  if (rows.length === 0) return [];
  const found = await read.sql<{ seq: number; hash: string }[]>`
    SELECT seq, hash FROM audit_record WHERE seq IN (${() => rows.map(({ seq }) => seq - 1)})`;
  const hashes = new Map(found.map(({ seq, hash }) => [seq, hash]));
  return rows.map((row) => recordOf(row, hashes.get(row.seq - 1) ?? null));
}

function recordOf(row: AuditRow, previous: string | null): AuditRecord {
  return {
    seq: row.seq,
    at: new Date(row.at).toISOString(),
    action: row.action,
    kind: row.kind,
    actor: { id: row.actorId, name: row.actorName, token: row.tokenId === '' ? null : row.tokenId },
    address: row.address,
    requestId: row.requestId,
    subject: { id: row.subjectId, name: row.subjectName },
    fields: JSON.parse(row.fields) as string[],
    outcome: row.outcome,
    previous,
    hash: row.hash,
  };
}

function rowOf(record: Omit<AuditRecord, 'hash'>, hash: string): AuditRow {
  const { seq, at, action, kind, actor, address, requestId, subject, fields, outcome } = record;
  return {
    seq,
    at: Date.parse(at),
    action,
    kind,
    actorId: actor.id,
    actorName: actor.name,
    tokenId: actor.token ?? '',
    address,
    requestId,
    subjectId: subject.id,
    subjectName: subject.name,
    fields: JSON.stringify(fields),
    outcome,
    hash,
  };
}
