import type { Clock } from '../../sdk/index.ts';
import type { SecretBox } from '../../secrets/secret-box.ts';
import type { Store } from '../../store/store.ts';
import type { ClaimRule } from '../../store/tables/sign-on.table.ts';
import type { Tx } from '../../store/transaction.ts';
import type { OauthDeps } from '../oauth-deps.ts';

/** An account as the provider proved it. */
export interface ProvedAccount {
  providerId: string;
  issuer: string;
  subject: string;
  /** only one that counts: verified, and of an allowed domain */
  email: string | undefined;
  /** of the claim that gives roles and groups */
  values: readonly string[];
  /** how the provider calls its session (sid), where it says so */
  session: string | undefined;
}

export interface SignOnPolicy {
  createsPeople: boolean;
  defaultRoles: string[];
  claimRules: ClaimRule[] | null;
}

type Person = { id: string; name: string };

/** The people of this installation; the composition root provides it. */
export interface SignOnPeople {
  signOn(
    account: ProvedAccount,
    policy: SignOnPolicy,
    device: string,
  ): Promise<
    | { session: { caller: Person; cookie: string } }
    | { refused: 'unverified' | 'unknown_user' | 'name_taken' | 'other_account' | 'disabled'; person?: Person }
  >;
  /** TOO_MANY where this network began too many */
  countAttempt(address: string): Promise<void>;
  deviceOf(headers: Record<string, string | undefined>): string;
  /** ends the sessions that began with the provider; `forget`: its accounts open nobody any more, too */
  endProvider(tx: Tx, providerId: string, forget: boolean): Promise<void>;
  /** ends what began with a session or an account of the provider; answers the ids of the people */
  endSessions(
    tx: Tx,
    at: { providerId: string; issuer: string },
    of: { subject?: string | undefined; session?: string | undefined },
  ): Promise<string[]>;
  loadPasswords(): Promise<'everybody' | 'chosen'>;
}

export interface SignOnDeps extends Pick<OauthDeps, 'fetch' | 'log' | 'publicUrl'> {
  store: Store;
  clock: Clock;
  secrets: SecretBox;
  people: SignOnPeople;
  secureCookies: boolean;
}
