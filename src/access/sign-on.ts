import { AppError, newId } from '../sdk/index.ts';
import type { UserRow } from '../store/tables/access.table.ts';
import type { ClaimRule } from '../store/tables/sign-on.table.ts';
import type { Tx } from '../store/transaction.ts';
import { changeUsers, hasName, nameKey } from './access.store.ts';
import { applyClaims } from './claims.ts';
import {
  emailKey,
  findIdentity,
  findUserByEmail,
  hasIdentity,
  type IdentityKey,
  insertIdentity,
} from './identity.store.ts';
import { assertName } from './password-rules.ts';
import { type SessionDeps, type StartedSession, startSession } from './session.ts';
import { getUserRow, insertUserRow } from './user.store.ts';
import type { UserDeps } from './users.ts';

/** An account as a provider has proved it. */
export interface ProvedAccount extends IdentityKey {
  /** only one that counts: verified, and of an allowed domain */
  email: string | undefined;
  /** of the claim that gives roles and groups */
  values: readonly string[];
  /** how the provider calls its session (sid), where it says so */
  session?: string | undefined;
}

/** What the provider's settings say about people. */
export interface SignOnPolicy {
  createsPeople: boolean;
  defaultRoles: string[];
  /** null: roles and groups are given here only */
  claimRules: ClaimRule[] | null;
}

export type SignOnRefusal = 'unverified' | 'unknown_user' | 'name_taken' | 'other_account' | 'disabled';

export type SignOnResult =
  | { session: StartedSession }
  | { refused: SignOnRefusal; person?: { id: string; name: string } };

type Deps = UserDeps & SessionDeps;

const MOST_TRIES = 3;

/** Finds, links or makes the person of the account and begins a session, as a password does. */
export async function signOn(
  deps: Deps,
  account: ProvedAccount,
  policy: SignOnPolicy,
  device: string,
): Promise<SignOnResult> {
  for (let attempt = 1; attempt <= MOST_TRIES; attempt += 1) {
    const found = await personOf(deps, account, policy);
    if ('refused' in found) return found;
    const user = policy.claimRules
      ? await applyClaims(deps, found.user, policy.claimRules, account.values)
      : found.user;
    const of = { providerId: account.providerId, providerSession: account.session ?? null };
    const session = await startSession(deps, user, device, of);
    if (session !== undefined) return { session };
  }
  throw new AppError('STALE', 'The person was changed just now. Sign in again.');
}

type Found = { user: UserRow } | Extract<SignOnResult, { refused: unknown }>;

async function personOf(deps: Deps, account: ProvedAccount, policy: SignOnPolicy): Promise<Found> {
  const known = await findIdentity(deps.store.read, account);
  if (known) return asFound(await getUserRow(deps.store.read, known.userId));
  const { email } = account;
  if (email === undefined) return { refused: 'unverified' };
  return changeUsers(deps.store, async (tx) => {
    // Another request of the same account may have been quicker.
    const meanwhile = await findIdentity(tx, account);
    if (meanwhile) return asFound(await getUserRow(tx, meanwhile.userId));
    const user = await findUserByEmail(tx, email);
    return user ? link(deps, tx, user, { account, email }) : make(deps, tx, policy, { account, email });
  });
}

function asFound(user: UserRow): Found {
  return user.disabled ? { refused: 'disabled', person: user } : { user };
}

interface Proved {
  account: ProvedAccount;
  email: string;
}

/** Only once for each provider: an address that was given to somebody else must not open the account of the one before. */
async function link(deps: Deps, tx: Tx, user: UserRow, { account, email }: Proved): Promise<Found> {
  if (user.disabled) return { refused: 'disabled', person: user };
  if (await hasIdentity(tx, user.id, account)) return { refused: 'other_account', person: user };
  await insertIdentity(tx, keyOf(account), { userId: user.id, email, at: deps.clock.now() });
  return { user };
}

async function make(deps: Deps, tx: Tx, policy: SignOnPolicy, { account, email }: Proved): Promise<Found> {
  if (!policy.createsPeople) return { refused: 'unknown_user' };
  const name = assertName(email);
  if (await hasName(tx, name)) return { refused: 'name_taken' };
  const now = deps.clock.now();
  const user: UserRow = {
    id: newId(now),
    name,
    nameKey: nameKey(name),
    email,
    emailKey: emailKey(email),
    passwordHash: '',
    passwordUntil: null,
    roles: policy.defaultRoles,
    partnerId: null,
    disabled: false,
    createdAt: now,
    signedInAt: null,
    modifiedAt: null,
    modifiedBy: null,
    version: 1,
  };
  await insertUserRow(tx, user);
  await insertIdentity(tx, keyOf(account), { userId: user.id, email, at: now });
  return { user };
}

function keyOf({ providerId, issuer, subject }: ProvedAccount): IdentityKey {
  return { providerId, issuer, subject };
}
