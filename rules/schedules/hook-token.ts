import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** The prefix lets people and secret scanners recognise it. */
const PREFIX = 'mrh_';

/** 256 random bits. */
export function newHookToken(): string {
  return `${PREFIX}${randomBytes(32).toString('base64url')}`;
}

/** A fast hash is enough: the token is random and long, there is nothing to guess. */
export function hookHashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** Takes the same time wherever the two differ. */
export function isSameHash(a: string, b: string): boolean {
  const [one, other] = [Buffer.from(a, 'hex'), Buffer.from(b, 'hex')];
  return one.length === other.length && timingSafeEqual(one, other);
}
