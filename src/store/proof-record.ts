import type { EntityManager } from 'typeorm';
import type { JsonObject } from '../sdk/index.ts';
import { insertRows } from './sql.ts';

export const PROOF_KINDS = [
  'begin',
  'created',
  'marker',
  'reply',
  'copy',
  'copy_read',
  'look',
  'recovery',
  'ended',
  'decision',
  'run',
  'purge',
  'link',
  'address',
  'owner',
  'document',
  'redirect',
  'suppressed',
  'unregistered',
  'confirmed_address',
  'comparison',
  'bounce',
  'answer',
] as const;
export type ProofKind = (typeof PROOF_KINDS)[number];

/** One thing that happened, for the proof: never a body, an attachment or a secret. */
export interface ProofEntry {
  /** id of the message or the run */
  subject: string;
  kind: ProofKind;
  at: number;
  data: JsonObject;
}

/** In the transaction of what it tells. It is linked into the chain later, so that nobody waits for a lock here. */
export async function insertProof(tx: EntityManager, entries: readonly ProofEntry[]): Promise<void> {
  const rows = entries.map(({ subject, kind, at, data }) => {
    return { subject, kind, recorded_at: at, data: wellFormedJson(data) };
  });
  await insertRows(tx, 'proof_record', rows);
}

/** What others said may have half a surrogate pair, of which canonical JSON (RFC 8785) knows nothing. */
function wellFormedJson(data: JsonObject): string {
  const text = JSON.stringify(data);
  return text.includes('\\ud') ? JSON.stringify(data, wellFormed) : text;
}

function wellFormed(_name: string, value: unknown): unknown {
  return typeof value === 'string' ? value.replace(/\p{Surrogate}/gu, '\ufffd') : value;
}

/** A record with its place in both chains; null where it is not linked yet. */
export interface LinkedProof {
  seq: number | null;
  subject: string;
  nth: number | null;
  kind: string;
  at: number;
  data: JsonObject;
  /** hash of the record before it in the chain of the installation */
  previous: string | null;
  /** hash of the record before it of the same subject */
  previousOfSubject: string | null;
  hash: string | null;
}

interface ProofRow extends Omit<LinkedProof, 'at' | 'data' | 'previousOfSubject'> {
  recorded_at: number | string;
  data: string;
  previous_of_subject: string | null;
}

/** All records of these subjects, by subject and in their order. `upTo`: only what is linked, up to this place. */
export async function listProof(
  manager: EntityManager,
  subjects: readonly string[],
  upTo?: number,
): Promise<LinkedProof[]> {
  if (subjects.length === 0) return [];
  const rows = await manager.sql<ProofRow[]>`
    SELECT r.seq, r.subject, r.nth, r.kind, r.recorded_at, r.data, r.hash, p.hash AS previous,
      q.hash AS previous_of_subject
    FROM proof_record r LEFT JOIN proof_record p ON p.seq = r.seq - 1
      LEFT JOIN proof_record q ON q.subject = r.subject AND q.nth = r.nth - 1
    WHERE r.subject IN (${() => [...subjects]}) ${() => (upTo === undefined ? '' : `AND r.seq <= ${Math.trunc(upTo)}`)}
    ORDER BY r.subject, r.nth IS NULL, r.nth, r.n`;
  return rows.map(({ recorded_at, data, previous_of_subject, ...row }) => ({
    seq: row.seq,
    subject: row.subject,
    nth: row.nth,
    kind: row.kind,
    at: Number(recorded_at),
    data: JSON.parse(data) as JsonObject,
    previous: row.previous,
    previousOfSubject: previous_of_subject,
    hash: row.hash,
  }));
}

/** Since when records are written; of an older e-mail there is none from before. */
export async function recordsSince(manager: EntityManager): Promise<number> {
  const rows = await manager.sql<{ recorded_at: number | string }[]>`
    SELECT recorded_at FROM proof_record WHERE subject = 'installation' AND kind = 'begin' ORDER BY n LIMIT 1`;
  return Number(rows[0]?.recorded_at ?? 0);
}
