import { type Authenticate, type Caller, ROLES } from '../http/route.ts';
import { AppError, type Clock } from '../sdk/index.ts';
import type { Store } from '../store/store.ts';
import type { UserRow } from '../store/tables/access.table.ts';
import { findCredential } from './access.store.ts';
import { findBearer, findSessionSecret, hashSecret } from './credential.ts';

export function callerOf(user: UserRow): Caller {
  return { id: user.id, name: user.name, roles: ROLES.filter((role) => user.roles.includes(role)) };
}

/** Bearer token first, then session cookie. A token that is not valid is refused, not passed over. */
export function createAuthenticate(deps: { store: Store; clock: Clock; secureCookies: boolean }): Authenticate {
  return async ({ headers }) => {
    if (headers['authorization'] !== undefined) {
      const bearer = findBearer(headers['authorization']);
      const found = bearer && (await findCredential(deps.store, hashSecret(bearer), deps.clock.now()));
      if (found && found.credential.kind === 'token') return callerOf(found.user);
      throw new AppError('UNAUTHENTICATED', 'The API token is not valid or has expired; make a new one.');
    }
    const secret = findSessionSecret(headers['cookie'], deps.secureCookies);
    const found = secret && (await findCredential(deps.store, hashSecret(secret), deps.clock.now()));
    return found && found.credential.kind === 'session' ? callerOf(found.user) : undefined;
  };
}
