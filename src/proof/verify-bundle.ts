import { calculateJwkThumbprint, compactVerify, errors, importJWK } from 'jose';
import { AppError } from '../sdk/index.ts';
import { type Bundle, bundleText, FORMAT, STATEMENT_TYPE, type Statement } from './bundle-text.ts';
import { checkRecords } from './check-records.ts';
import { type ChainRecord, openHashDigest } from './record-hash.ts';
import { ALGORITHM } from './signing-key.ts';

/** What came of looking at a bundle: it needs no server and no database. */
export interface BundleReport {
  intact: boolean;
  /** what is wrong and where, in words; none when it is intact */
  problems: string[];
  /** RFC 7638 thumbprint of the key in the file, whether or not it signed it */
  fingerprint: string | null;
  /** what the signature speaks of; null where it does not hold */
  statement: Statement | null;
}

/** `fingerprint`: that of the key that must have signed it. BAD_REQUEST when the file is no bundle at all. */
export async function verifyBundle(bytes: Uint8Array, fingerprint?: string): Promise<BundleReport> {
  const { text, bundle } = parseBundle(bytes);
  const problems: string[] = [];
  const signed = await checkSignature(bundle);
  if ('problem' in signed) problems.push(signed.problem);
  if (fingerprint !== undefined && signed.fingerprint !== fingerprint) {
    problems.push(`The file is signed by the key ${signed.fingerprint ?? '(none)'}, not by ${fingerprint}.`);
  }
  problems.push(...checkRecords(bundle.records));
  if ('statement' in signed) problems.push(...checkStatement(signed.statement, bundle.records));
  if (problems.length === 0 && text !== bundleText(bundle)) {
    problems.push('The file was changed after it was written, though in none of its records (spaces, added members).');
  }
  return {
    intact: problems.length === 0,
    problems,
    fingerprint: signed.fingerprint,
    statement: 'statement' in signed ? signed.statement : null,
  };
}

function parseBundle(bytes: Uint8Array): { text: string; bundle: Bundle } {
  let value: unknown;
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    value = JSON.parse(text);
  } catch (cause) {
    throw new AppError('BAD_REQUEST', 'This is no proof bundle: the file is no JSON text in UTF-8.', { cause });
  }
  if (!isBundle(value)) {
    throw new AppError(
      'BAD_REQUEST',
      `This is no proof bundle of the form ${FORMAT}: members are missing or of another kind.`,
    );
  }
  return { text, bundle: value };
}

function isBundle(value: unknown): value is Bundle {
  const { format, records, key, statement } = membersOf(value);
  const { x } = membersOf(key);
  const known = format === FORMAT && typeof statement === 'string' && typeof x === 'string';
  return known && Array.isArray(records) && records.every(isRecord);
}

function isRecord(value: unknown): value is ChainRecord {
  const { seq, subject, nth, kind, at, data, previous, previousOfSubject, hash } = membersOf(value);
  const numbers = [seq, nth, at].every(Number.isSafeInteger);
  const texts = [subject, kind, hash].every((one) => typeof one === 'string');
  const links = [previous, previousOfSubject].every((one) => one === null || typeof one === 'string');
  return numbers && texts && links && typeof data === 'object' && data !== null && !Array.isArray(data);
}

function membersOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

type Signed = { fingerprint: string | null } & ({ statement: Statement } | { problem: string });

async function checkSignature({ key, statement }: Bundle): Promise<Signed> {
  let fingerprint: string | null = null;
  try {
    fingerprint = await calculateJwkThumbprint(key);
    const publicKey = await importJWK({ ...key }, ALGORITHM);
    const { payload, protectedHeader } = await compactVerify(statement, publicKey, { algorithms: [ALGORITHM] });
    const named = protectedHeader.kid === fingerprint && protectedHeader.typ === STATEMENT_TYPE;
    if (!named || !isCanonicalJws(statement)) {
      return { fingerprint, problem: 'The signature is not one over a proof bundle by the key in the file.' };
    }
    const stated: unknown = JSON.parse(new TextDecoder().decode(payload));
    if (!isStatement(stated)) return { fingerprint, problem: 'What is signed is not the statement of a proof bundle.' };
    return { fingerprint, statement: stated };
  } catch (error) {
    if (!(error instanceof errors.JOSEError || error instanceof TypeError || error instanceof DOMException))
      throw error;
    return {
      fingerprint,
      problem: 'The signature does not hold: the statement, the key or the signature was changed.',
    };
  }
}

function isStatement(value: unknown): value is Statement {
  const { createdAt, recordsSince, subjects, records, withoutRecord, digest, chain } = membersOf(value);
  const { seq, hash, missing } = membersOf(chain);
  const numbers = [createdAt, recordsSince, subjects, records, withoutRecord, seq, missing].every(Number.isSafeInteger);
  return numbers && typeof digest === 'string' && typeof hash === 'string';
}

/** Base64 has spare bits: a text that does not come back as it was has been changed. */
function isCanonicalJws(statement: string): boolean {
  return statement.split('.').every((part) => Buffer.from(part, 'base64url').toString('base64url') === part);
}

function checkStatement(statement: Statement, records: readonly ChainRecord[]): string[] {
  const { chain } = statement;
  const problems: string[] = [];
  const digest = openHashDigest();
  for (const { hash } of records) digest.add(hash);
  if (statement.records !== records.length) {
    const lost = statement.records - records.length;
    const what = lost > 0 ? `${lost} were removed` : `${-lost} were added`;
    problems.push(`The signature speaks of ${statement.records} records, the file has ${records.length}: ${what}.`);
  } else if (statement.digest !== digest.hex()) {
    problems.push('The records are not those that were signed, or not in that order.');
  }
  if (chain.missing > 0) {
    problems.push(
      `When the bundle was made, the chain of the installation lacked ${chain.missing} of its ${chain.seq + 1} records: they were removed from the database.`,
    );
  }
  return problems;
}
