import { createHash } from 'node:crypto';
import { canonicalJson, type JsonObject } from '../sdk/index.ts';

/** One linked record as it stands in a bundle. */
export interface ChainRecord {
  /** place in the chain of the installation, from 0 without a gap */
  seq: number;
  /** id of a message or a run */
  subject: string;
  /** place among the records of its subject, from 0 without a gap */
  nth: number;
  kind: string;
  /** epoch milliseconds */
  at: number;
  data: JsonObject;
  /** `hash` of the record `seq - 1`; null for the first */
  previous: string | null;
  /** `hash` of the record `nth - 1` of the subject; null for its first */
  previousOfSubject: string | null;
  /** SHA-256 (hex) over everything above in canonical JSON (RFC 8785) */
  hash: string;
}

export function recordHash(record: Omit<ChainRecord, 'hash'>): string {
  const { seq, subject, nth, kind, at, data, previous, previousOfSubject } = record;
  return sha256(canonicalJson({ seq, subject, nth, kind, at, data, previous, previousOfSubject }));
}

/** Over the hashes of many records in their order. */
export function openHashDigest(): { add(hash: string): void; hex(): string } {
  const digest = createHash('sha256');
  return { add: (hash) => void digest.update(`${hash}\n`), hex: () => digest.digest('hex') };
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
