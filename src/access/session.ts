import type { Caller } from '../http/route.ts';
import { type Clock, newId } from '../sdk/index.ts';
import type { Store } from '../store/store.ts';
import type { UserRow } from '../store/tables/access.table.ts';
import type { Tx } from '../store/transaction.ts';
import { insertCredential, updateUnchangedUser } from './access.store.ts';
import { callerOf } from './authenticate.ts';
import { hashSecret, newSecret, SESSION_MS, sessionCookie } from './credential.ts';

export interface SessionDeps {
  store: Store;
  clock: Clock;
  secureCookies: boolean;
}

export interface StartedSession {
  caller: Caller;
  cookie: string;
}

/** What the browser calls itself, to know a session by; not trusted for anything. */
export function deviceOf(headers: Record<string, string | undefined>): string {
  return (headers['user-agent'] ?? '').replace(/[^\x20-\x7e]/g, '').slice(0, 300);
}

interface SessionStart {
  change?: Partial<UserRow>;
  /** in the same transaction */
  also?: (tx: Tx) => Promise<void>;
  /** of the OpenID provider that proved who it is */
  providerId?: string | null;
  /** how that provider calls its own session */
  providerSession?: string | null;
}

/**
 * A session of its own for each sign-in; an id that the client brought is never taken over. `change` is written to the
 * person as well. Undefined when the person was changed since `user` was read: then nothing is stored.
 */
export async function startSession(
  deps: SessionDeps,
  user: UserRow,
  device: string,
  { change = {}, also = async () => {}, providerId = null, providerSession = null }: SessionStart = {},
): Promise<StartedSession | undefined> {
  const secret = newSecret('session');
  const now = deps.clock.now();
  const session = {
    id: newId(now),
    kind: 'session',
    name: device,
    hash: hashSecret(secret),
    userId: user.id,
    createdAt: now,
    expiresAt: now + SESSION_MS,
    scope: null,
    providerId,
    providerSession: providerSession === null ? null : hashSecret(providerSession),
  };
  const started = await deps.store.write(async (tx) => {
    if (!(await updateUnchangedUser(tx, user, { signedInAt: now, ...change }))) return false;
    await also(tx);
    await insertCredential(tx, session);
    return true;
  });
  return started ? { caller: callerOf(user), cookie: sessionCookie(secret, deps.secureCookies) } : undefined;
}
