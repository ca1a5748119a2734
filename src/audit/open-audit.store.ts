import { LessThanOrEqual } from 'typeorm';
import type { AuditEntry } from '../http/route.ts';
import { newId } from '../sdk/index.ts';
import type { Store } from '../store/store.ts';
import { AuditOpenTable } from '../store/tables/audit.table.ts';
import type { Tx } from '../store/transaction.ts';
import { appendAudit } from './audit.store.ts';

/** The outcome of what was begun by a process that died: it may be done or not. */
const UNKNOWN = 'UNKNOWN';
/** Where several processes share the database nobody knows which of them live. No request takes that long; an export may. */
const LONGEST_MS = 3_600_000;

export async function beginAudit(store: Store, entry: AuditEntry, at: number): Promise<string> {
  const id = newId(at);
  await store.grouped((tx) => tx.insert(AuditOpenTable, { id, begunAt: at, entry }));
  return id;
}

/** In the transaction that appends the record. */
export async function endAudit(tx: Tx, id: string): Promise<void> {
  await tx.delete(AuditOpenTable, { id });
}

/** SQLite has one process: what is open when it starts is of the one before. */
export async function settleAtStart(store: Store, now: number): Promise<void> {
  if (store.kind === 'sqlite') await settleBegun(store, now, now);
}

export async function settleAudit(store: Store, now: number): Promise<void> {
  await settleBegun(store, now - LONGEST_MS, now);
}

async function settleBegun(store: Store, until: number, now: number): Promise<void> {
  const begun = { begunAt: LessThanOrEqual(until) };
  const open = await store.read.find(AuditOpenTable, { where: begun, order: { begunAt: 'ASC', id: 'ASC' } });
  for (const { id, entry } of open) {
    await store.write(async (tx) => {
      // Another process may be doing the same.
      const { affected } = await tx.delete(AuditOpenTable, { id });
      if (affected !== 0) await appendAudit(tx, { ...(entry as AuditEntry), outcome: UNKNOWN }, now);
    });
  }
}
