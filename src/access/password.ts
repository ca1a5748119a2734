import { type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';

/**
 * OWASP's first choice: Argon2id with 19 MiB, two passes, one lane. Each hash carries its own cost, so that it can be
 * raised; `algorithm` 2 is Argon2id (the package's enum exists at compile time only).
 */
const COST = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
const CURRENT = `$argon2id$v=19$m=${COST.memoryCost},t=${COST.timeCost},p=${COST.parallelism}$`;

/** Compared with when there is nobody of that name, so that the answer takes as long. */
export const NOBODYS_HASH = `${CURRENT}${'A'.repeat(22)}$${'A'.repeat(43)}`;

/** One at a time: parallel sign-ins must not take the memory of each. */
let last: Promise<unknown> = Promise.resolve();

/** A PHC string: '$argon2id$v=19$m=...,t=...,p=...$salt$hash'. Computed off the main thread. */
export function hashPassword(password: string): Promise<string> {
  return inTurn(() => hash(normal(password), COST));
}

/** False for a text that is no hash, such as that of somebody who has no password yet. */
export async function passwordMatches(password: string, stored: string): Promise<boolean> {
  if (stored.startsWith('$argon2id$')) return inTurn(() => verify(stored, normal(password)));
  if (stored.startsWith('scrypt$')) return inTurn(() => scryptMatches(password, stored));
  return false;
}

/** The hash is of an earlier version or of another cost; whoever has the password in hand makes a new one. */
export function isOutdated(stored: string): boolean {
  return !stored.startsWith(CURRENT);
}

/** Of the first version: 'scrypt$N$r$p$salt$hash', salt and hash in base64url. */
function scryptMatches(password: string, stored: string): Promise<boolean> {
  const [, N, r, p, salt = '', key = ''] = stored.split('$');
  const expected = Buffer.from(key, 'base64url');
  const cost = { N: Number(N), r: Number(r), p: Number(p) };
  const options: ScryptOptions = { ...cost, maxmem: 256 * cost.N * cost.r };
  return new Promise((resolve, reject) => {
    scrypt(normal(password), Buffer.from(salt, 'base64url'), expected.length, options, (error, found) =>
      error ? reject(error) : resolve(expected.length > 0 && timingSafeEqual(expected, found)),
    );
  });
}

/** NFC: the same password typed on another keyboard may arrive decomposed. */
function normal(password: string): string {
  return password.normalize('NFC');
}

function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const next = last.then(work);
  last = next.catch(() => undefined);
  return next;
}
