import { createHash, timingSafeEqual } from 'node:crypto';
import type { SecretBox } from '../secrets/secret-box.ts';

const CODE_LENGTH = 24;

/**
 * What only somebody with access to the terminal knows. Derived from the active secret key (HMAC-SHA256), so that it
 * is the same after a restart and in every process, and is stored nowhere.
 */
export function setupCode(secrets: Pick<SecretBox, 'digest'>): string {
  const digest = secrets.digest('code for the first administrator');
  return Buffer.from(digest, 'hex').toString('base64url').slice(0, CODE_LENGTH);
}

/** In constant time: digests, because timingSafeEqual wants the same length on both sides. */
export function isSetupCode(given: string, code: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(code));
}
