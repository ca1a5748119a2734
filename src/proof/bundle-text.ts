import type { JsonObject } from '../sdk/index.ts';
import type { ChainRecord } from './record-hash.ts';
import type { PublicKey } from './signing-key.ts';

export const FORMAT = 'mailrule-proof/1';
/** `typ` of the signature's header: a signature of this key over something else is none over a bundle. */
export const STATEMENT_TYPE = 'mailrule-proof+jws';

/** What is signed. The digest is over the hashes of all records in their order, each with a line end. */
export interface Statement {
  scope: JsonObject;
  createdAt: number;
  /** Records are written since then; of what happened before there are none. */
  recordsSince: number;
  subjects: number;
  records: number;
  /** subjects that have no record: they are older than the records */
  withoutRecord: number;
  digest: string;
  /** the chain of the installation when the bundle was made; `missing`: places without a record */
  chain: { seq: number; hash: string; missing: number };
}

export interface Bundle {
  format: string;
  records: ChainRecord[];
  key: PublicKey;
  /** JWS compact serialisation (RFC 7515) of the statement */
  statement: string;
}

/** The text has one form only, so that a reader can tell any change of it. */
export function bundleHead(): string {
  return `{"format":${JSON.stringify(FORMAT)},"records":[`;
}

export function recordLine(record: ChainRecord, first: boolean): string {
  const { seq, subject, nth, kind, at, data, previous, previousOfSubject, hash } = record;
  const written = { seq, subject, nth, kind, at, data, previous, previousOfSubject, hash };
  return `${first ? '' : ','}\n${JSON.stringify(written)}`;
}

export function bundleTail({ key, statement }: Pick<Bundle, 'key' | 'statement'>): string {
  const { kty, crv, x } = key;
  return `\n],\n"key":${JSON.stringify({ kty, crv, x })},\n"statement":${JSON.stringify(statement)}}\n`;
}

export function bundleText({ records, key, statement }: Omit<Bundle, 'format'>): string {
  const lines = records.map((record, at) => recordLine(record, at === 0));
  return `${bundleHead()}${lines.join('')}${bundleTail({ key, statement })}`;
}
