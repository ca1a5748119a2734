import type { PasswordChange } from '../../schemas/password-change.gen.ts';
import type { Caller } from '../http/route.ts';
import { AppError, invalid } from '../sdk/index.ts';
import { deleteCredentials, findUser } from './access.store.ts';
import { providersOf } from './identity.store.ts';
import { hashPassword, passwordMatches } from './password.ts';
import { assertPassword } from './password-rules.ts';
import { type StartedSession, startSession } from './session.ts';
import { type Client, notAPerson, type SignInDeps } from './sign-in.ts';

/** How a person gets in. Who signs in with a provider only has no password that could be changed. */
export async function ownSignIn(
  { store, loadSignIn }: SignInDeps,
  userId: string,
): Promise<{ password: 'own' | 'off' | 'none'; providers: string[] }> {
  const user = await findUser(store, userId);
  if (user === undefined) throw notAPerson();
  const { passwords, chosen } = await loadSignIn(store.read);
  const counts = passwords === 'everybody' || chosen.includes(userId);
  const providers = await providersOf(store.read, userId);
  return { password: user.passwordHash === '' ? 'none' : counts ? 'own' : 'off', providers };
}

/**
 * Asks for the present password, so that an unlocked screen is not enough. All sessions end; the caller gets a new one.
 * API tokens stay: what runs by them is no browser that somebody else may sit at.
 */
export async function changePassword(
  deps: SignInDeps,
  caller: Caller,
  { current, password }: PasswordChange,
  client: Client,
): Promise<StartedSession> {
  const user = await findUser(deps.store, caller.id);
  if (user === undefined) throw notAPerson();
  // Not the account of the sign-in: who holds a session must not be able to close that. No user's key has a capital letter.
  const account = `Password of ${user.id}`;
  await deps.loginLimit.attempt(account, client.address);
  if (!(await passwordMatches(current, user.passwordHash))) {
    throw invalid([{ path: '/current', message: 'This is not your present password.' }]);
  }
  await deps.loginLimit.succeeded(account, client.address);
  assertPassword(user.name, password, '/password');
  if (password.normalize('NFC') === current.normalize('NFC')) {
    throw invalid([{ path: '/password', message: 'This is your present password. Choose another one.' }]);
  }
  const chosen = { passwordHash: await hashPassword(password), passwordUntil: null };
  const started = await startSession(deps, user, client.device, {
    change: chosen,
    also: (tx) => deleteCredentials(tx, user.id, ['session', 'invitation']),
  });
  if (started) return started;
  throw new AppError('STALE', 'Your account was changed just now. Sign in again, then repeat the change.');
}
