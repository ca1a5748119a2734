import type { SignOnProviderRow } from '../../store/tables/sign-on.table.ts';
import type { ProvedAccount } from './sign-on-deps.ts';
import type { Claims } from './sign-on-openid.ts';

const MOST_EMAIL = 254;

/**
 * What the claims prove. An address counts when the provider says that it was verified, or says nothing of that and its addresses
 * are trusted.
 */
export function accountOf(row: SignOnProviderRow, claims: Claims): ProvedAccount | 'wrong_domain' {
  const { id: providerId, issuer, claim, domains } = row;
  const email = addressOf(row, claims);
  if (email !== undefined && domains.length > 0 && !domains.includes(domainOf(email))) return 'wrong_domain';
  const values = claim === null ? [] : listOf(claims[claim]);
  const { sid } = claims;
  const session = typeof sid === 'string' && sid !== '' ? sid : undefined;
  return { providerId, issuer, subject: claims.sub, email, values, session };
}

function addressOf({ trustsAddresses }: SignOnProviderRow, claims: Claims): string | undefined {
  const { email, email_verified: verified } = claims;
  if (typeof email !== 'string' || !/^[^\s@\p{Cc}\p{Cf}]+@[^\s@]+$/u.test(email) || email.length > MOST_EMAIL) {
    return undefined;
  }
  // Some providers send the word instead of the value.
  if (verified === true || verified === 'true') return email;
  return verified === undefined && trustsAddresses ? email : undefined;
}

function domainOf(email: string): string {
  return email.slice(email.lastIndexOf('@') + 1).toLowerCase();
}

/** One value, or a list of them. */
function listOf(value: unknown): string[] {
  const list: unknown[] = Array.isArray(value) ? value : [value];
  return list.filter((one): one is string => typeof one === 'string');
}
