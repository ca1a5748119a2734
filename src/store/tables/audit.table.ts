import { EntitySchema } from 'typeorm';
import { id, instant, json, text } from '../columns.ts';

/**
 * One thing that somebody did, or tried to do: only ever added, which the database itself sees to. Each has the hash of the one
 * before it in its own (src/audit/audit-hash.ts).
 */
export interface AuditRow {
  /** from 0 without a gap */
  seq: number;
  at: number;
  /** the operation of the API */
  action: string;
  kind: string;
  actorId: string;
  actorName: string;
  /** id of the API token that called in the person's name; '': the person itself */
  tokenId: string;
  address: string;
  requestId: string;
  subjectId: string;
  subjectName: string;
  /** names of fields, a JSON list */
  fields: string;
  /** 'done', 'failed', or the code of the refusal */
  outcome: string;
  hash: string;
}

export const AuditTable = new EntitySchema<AuditRow>({
  name: 'audit_record',
  columns: {
    seq: { type: 'integer', primary: true },
    at: instant('recorded_at'),
    action: text(),
    kind: text(),
    actorId: text('actor_id'),
    actorName: text('actor_name'),
    tokenId: text('token_id'),
    address: text(),
    requestId: text('request_id'),
    subjectId: text('subject_id'),
    subjectName: text('subject_name'),
    fields: text(),
    outcome: text(),
    hash: text(),
  },
  indices: [
    { name: 'audit_record_actor', columns: ['actorId', 'seq'] },
    { name: 'audit_record_subject', columns: ['subjectId', 'seq'] },
    { name: 'audit_record_kind', columns: ['kind', 'seq'] },
  ],
});

/** Work that was begun and whose record is not written yet. What a process left behind here when it died becomes a record. */
export interface AuditOpenRow {
  id: string;
  begunAt: number;
  /** as it was known before the work */
  entry: object;
}

export const AuditOpenTable = new EntitySchema<AuditOpenRow>({
  name: 'audit_open',
  columns: { id: id(), begunAt: instant('begun_at'), entry: json() },
});
