import { createHash } from 'node:crypto';
import { canonicalJson } from '../sdk/index.ts';

/** A record as it is exported and shown: what its hash is over, and the hash. */
export interface AuditRecord {
  /** from 0 without a gap */
  seq: number;
  /** UTC, ISO 8601 with milliseconds */
  at: string;
  /** the operation of the API */
  action: string;
  /** what it was done to */
  kind: string;
  actor: { id: string; name: string; token: string | null };
  address: string;
  requestId: string;
  subject: { id: string; name: string };
  /** names of fields, never what they hold */
  fields: string[];
  outcome: string;
  /** `hash` of the record `seq - 1`; null for the first */
  previous: string | null;
  /** SHA-256 (hex) over everything above in canonical JSON (RFC 8785) */
  hash: string;
}

export function auditHash(record: Omit<AuditRecord, 'hash'>): string {
  const { seq, at, action, kind, actor, address, requestId, subject, fields, outcome, previous } = record;
  const told = {
    seq,
    at,
    action,
    kind,
    actor: { ...actor },
    address,
    requestId,
    subject: { ...subject },
    fields,
    outcome,
  };
  return createHash('sha256')
    .update(canonicalJson({ ...told, previous }))
    .digest('hex');
}

export interface AuditBreak {
  seq: number;
  /** one sentence */
  why: string;
}

/** Follows the chain, record by record. */
export interface ChainCheck {
  /** Why the chain is broken at this record; undefined: it goes on. */
  add(record: AuditRecord): AuditBreak | undefined;
  /** the last good record; null before the first */
  head(): { seq: number; hash: string } | null;
}

export function openChainCheck(): ChainCheck {
  let last: { seq: number; hash: string } | null = null;
  return {
    add: (record) => {
      const { seq } = record;
      const expected = last === null ? 0 : last.seq + 1;
      if (seq !== expected) {
        return {
          seq: expected,
          why: `Record ${expected} is missing: after ${last === null ? 'the start' : `record ${last.seq}`} comes record ${seq}.`,
        };
      }
      if (record.previous !== (last?.hash ?? null)) {
        return {
          seq,
          why: `Record ${seq} does not follow the record before it: one of the two was changed or put in its place.`,
        };
      }
      if (auditHash(record) !== record.hash)
        return { seq, why: `Record ${seq} was changed: its content does not have its hash.` };
      last = { seq, hash: record.hash };
      return undefined;
    },
    head: () => last,
  };
}
