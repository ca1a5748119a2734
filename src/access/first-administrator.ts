import { randomBytes } from 'node:crypto';
import { ROLES } from '../http/route.ts';
import { type Clock, newId } from '../sdk/index.ts';
import type { Store } from '../store/store.ts';
import type { UserRow } from '../store/tables/access.table.ts';
import { hasUsers, insertFirstUser, nameKey } from './access.store.ts';
import { hashPassword } from './password.ts';

const NAME = 'admin';

interface Deps {
  store: Store;
  clock: Clock;
}

/** With all roles; undefined when there are users already. Of several at once exactly one wins. */
export async function makeFirstAdministrator(
  deps: Deps,
  { name, password }: { name: string; password: string },
): Promise<UserRow | undefined> {
  const createdAt = deps.clock.now();
  const user: UserRow = {
    id: newId(createdAt),
    name,
    nameKey: nameKey(name),
    email: null,
    emailKey: null,
    passwordHash: await hashPassword(password),
    passwordUntil: null,
    roles: [...ROLES],
    partnerId: null,
    disabled: false,
    createdAt,
    signedInAt: null,
    modifiedAt: null,
    modifiedBy: null,
    version: 1,
  };
  return (await insertFirstUser(deps.store, user)) ? user : undefined;
}

/** For a demo and for tests: makes it with a random password, which is nowhere else. */
export async function ensureFirstAdministrator(deps: Deps): Promise<{ name: string; password: string } | undefined> {
  if (await hasUsers(deps.store)) return undefined;
  const made = { name: NAME, password: randomBytes(15).toString('base64url') };
  return (await makeFirstAdministrator(deps, made)) ? made : undefined;
}
