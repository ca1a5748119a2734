import { randomBytes } from 'node:crypto';
import { ROLES } from '../http/route.ts';
import { type Clock, newId } from '../sdk/index.ts';
import type { Store } from '../store/store.ts';
import { hasUsers, insertUser, nameKey } from './access.store.ts';
import { hashPassword } from './password.ts';

const NAME = 'admin';

/** Makes the administrator of an installation without users. The password is nowhere else: show it, once. */
export async function ensureFirstAdministrator(deps: {
  store: Store;
  clock: Clock;
}): Promise<{ name: string; password: string } | undefined> {
  if (await hasUsers(deps.store)) return undefined;
  const password = randomBytes(15).toString('base64url');
  const createdAt = deps.clock.now();
  const made = await insertUser(deps.store, {
    id: newId(createdAt),
    name: NAME,
    nameKey: nameKey(NAME),
    passwordHash: await hashPassword(password),
    roles: [...ROLES],
    disabled: false,
    createdAt,
  });
  return made ? { name: NAME, password } : undefined;
}
