import type { InvitationPassword } from '../../schemas/invitation-password.gen.ts';
import { AppError, invalid, newId } from '../sdk/index.ts';
import type { UserRow } from '../store/tables/access.table.ts';
import {
  changeUsers,
  deleteCredentials,
  deleteInvitation,
  findCredential,
  insertCredential,
  nameKey,
} from './access.store.ts';
import { hashSecret, newSecret } from './credential.ts';
import { hashPassword } from './password.ts';
import { assertPassword } from './password-rules.ts';
import { type StartedSession, startSession } from './session.ts';
import type { Client, SignInDeps } from './sign-in.ts';
import { assertPasswordCounts } from './sign-in-policy.ts';
import { getUserRow } from './user.store.ts';
import { GIVEN_MS, type UserDeps } from './users.ts';

/** Shown once: only its SHA-256 is kept. The link is `<address of the page>/invite#<code>`. */
export interface Invitation {
  code: string;
  expiresAt: number;
}

/** A new link takes the place of an open one. The present password stays good until the link is used. */
export async function inviteUser({ store, clock }: Pick<UserDeps, 'store' | 'clock'>, id: string): Promise<Invitation> {
  const code = newSecret('invitation');
  const createdAt = clock.now();
  const expiresAt = createdAt + GIVEN_MS;
  const credential = {
    id: newId(createdAt),
    kind: 'invitation',
    name: '',
    hash: hashSecret(code),
    userId: id,
    scope: null,
    providerId: null,
    providerSession: null,
  };
  await changeUsers(store, async (tx) => {
    const { name, disabled } = await getUserRow(tx, id);
    if (disabled) throw new AppError('STATE', `${name} is disabled. Enable the account, then make the link.`);
    await deleteCredentials(tx, id, ['invitation']);
    await insertCredential(tx, { ...credential, createdAt, expiresAt });
  });
  return { code, expiresAt };
}

/** Whose link it is. */
export async function readInvitation(deps: SignInDeps, code: string, client: Client): Promise<{ name: string }> {
  const { name } = await invitedUser(deps, code, client);
  return { name };
}

/** Takes the password, signs in and ends every other session of the person. The link works once. */
export async function acceptInvitation(
  deps: SignInDeps,
  { code, password }: InvitationPassword,
  client: Client,
): Promise<StartedSession> {
  const user = await invitedUser(deps, code, client);
  assertPasswordCounts(await deps.loadSignIn(deps.store.read), user);
  assertPassword(user.name, password, '/password');
  const chosen = { passwordHash: await hashPassword(password), passwordUntil: null };
  const started = await startSession(deps, user, client.device, {
    change: chosen,
    also: async (tx) => {
      // Of two at once exactly one finds it.
      if (!(await deleteInvitation(tx, hashSecret(code)))) throw gone();
      await deleteCredentials(tx, user.id, ['session', 'invitation']);
    },
  });
  if (started === undefined) throw gone();
  await deps.loginLimit.succeeded(nameKey(user.name), undefined);
  return started;
}

async function invitedUser(deps: SignInDeps, code: string, { address }: Client): Promise<UserRow> {
  // By address: nobody's links may be closed by somebody else. No user's key has a capital letter.
  const account = `Invitation from ${address}`;
  await deps.loginLimit.attempt(account, address);
  const found = await findCredential(deps.store, hashSecret(code), deps.clock.now());
  if (found?.credential.kind !== 'invitation') throw gone();
  await deps.loginLimit.succeeded(account, address);
  return found.user;
}

function gone(): AppError {
  const message =
    'This link was used already, was replaced by a newer one, or has expired. Ask an administrator for a new one.';
  return invalid([{ path: '/code', message }]);
}
