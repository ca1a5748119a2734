import { type Authenticate, type Caller, ROLES } from '../http/route.ts';
import { AppError, type Clock } from '../sdk/index.ts';
import type { Store } from '../store/store.ts';
import type { CredentialRow, UserRow } from '../store/tables/access.table.ts';
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
      if (found && found.credential.kind === 'token') return tokenCaller(found);
      throw new AppError('UNAUTHENTICATED', 'The API token is not valid or has expired; make a new one.');
    }
    const secret = findSessionSecret(headers['cookie'], deps.secureCookies);
    const found = secret && (await findCredential(deps.store, hashSecret(secret), deps.clock.now()));
    return found && found.credential.kind === 'session' ? callerOf(found.user) : undefined;
  };
}

/** The roles are those of the person that the token was made with: it gains none, and loses what the person loses. */
function tokenCaller({ credential, user }: { credential: CredentialRow; user: UserRow }): Caller {
  const { id, expiresAt, scope } = credential;
  const caller = callerOf(user);
  const roles = scope === null ? caller.roles : caller.roles.filter((role) => scope.roles.includes(role));
  const only = onlyOf(scope);
  return { ...caller, roles, token: { id, expiresAt, ...(only && { only }) } };
}

function onlyOf(scope: CredentialRow['scope']): NonNullable<Caller['token']>['only'] {
  if (scope?.connector !== undefined) return { kind: 'connector', id: scope.connector };
  return scope?.rule === undefined ? undefined : { kind: 'rule', id: scope.rule };
}
