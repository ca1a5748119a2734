import type { Caller } from '../http/route.ts';
import { type Clock, newId } from '../sdk/index.ts';
import type { Store } from '../store/store.ts';
import type { UserRow } from '../store/tables/access.table.ts';
import { insertCredential } from './access.store.ts';
import { callerOf } from './authenticate.ts';
import { hashSecret, newSecret, SESSION_MS, sessionCookie } from './credential.ts';

/** A session of its own for each sign-in; an id that the client brought is never taken over. */
export async function startSession(
  deps: { store: Store; clock: Clock; secureCookies: boolean },
  user: UserRow,
): Promise<{ caller: Caller; cookie: string }> {
  const secret = newSecret('session');
  const now = deps.clock.now();
  await insertCredential(deps.store, {
    id: newId(now),
    kind: 'session',
    name: 'browser',
    hash: hashSecret(secret),
    userId: user.id,
    createdAt: now,
    expiresAt: now + SESSION_MS,
  });
  return { caller: callerOf(user), cookie: sessionCookie(secret, deps.secureCookies) };
}
