import type { SignIn } from '../../schemas/sign-in.gen.ts';
import { AppError, invalid } from '../sdk/index.ts';
import type { UserRow } from '../store/tables/access.table.ts';
import { findUserByName, nameKey } from './access.store.ts';
import type { LoginLimit } from './login-limit.ts';
import { hashPassword, isOutdated, NOBODYS_HASH, passwordMatches } from './password.ts';
import { assertPassword } from './password-rules.ts';
import { type SessionDeps, type StartedSession, startSession } from './session.ts';
import { assertPasswordCounts, type LoadSignInPolicy } from './sign-in-policy.ts';

export interface SignInDeps extends SessionDeps {
  loginLimit: LoginLimit;
  loadSignIn: LoadSignInPolicy;
}

/** Where a sign-in comes from. */
export interface Client {
  address: string;
  device: string;
}

/** Another sign-in may have made a better hash of the same password meanwhile. */
const MOST_TRIES = 3;

/** `onPerson`: whose name it is, as soon as that is known. */
export async function signIn(
  deps: SignInDeps,
  input: SignIn,
  client: Client,
  onPerson: (user: UserRow) => void = () => {},
): Promise<StartedSession> {
  const account = nameKey(input.name);
  // Counted before the slow comparison.
  await deps.loginLimit.attempt(account, client.address);
  for (let attempt = 1; attempt <= MOST_TRIES; attempt += 1) {
    const user = await userWith(deps, input, onPerson);
    await deps.loginLimit.succeeded(account, client.address);
    const started = await startSession(deps, user, client.device, { change: await changeOf(deps, user, input) });
    if (started !== undefined) return started;
  }
  throw wrong();
}

async function userWith(
  deps: SignInDeps,
  { name, password }: SignIn,
  onPerson: (user: UserRow) => void,
): Promise<UserRow> {
  const user = await findUserByName(deps.store, name);
  if (user) onPerson(user);
  const matches = await passwordMatches(password, user?.passwordHash || NOBODYS_HASH);
  if (user === undefined || !matches || user.disabled) throw wrong();
  assertPasswordCounts(await deps.loadSignIn(deps.store.read), user);
  return user;
}

/** What a good sign-in changes: a password of an administrator gives way to an own one, an old hash to a better one. */
async function changeOf(deps: SignInDeps, user: UserRow, { password, newPassword }: SignIn): Promise<Partial<UserRow>> {
  if (user.passwordUntil === null) {
    if (newPassword !== undefined) {
      const message = 'Your password is your own already. Sign in with it, then change it under My account.';
      throw invalid([{ path: '/newPassword', message }]);
    }
    return isOutdated(user.passwordHash) ? { passwordHash: await hashPassword(password) } : {};
  }
  if (user.passwordUntil <= deps.clock.now()) {
    throw new AppError('STATE', 'This temporary password has expired. Ask an administrator for a new one.');
  }
  if (newPassword === undefined) {
    const message = 'This password was given to you for one sign-in: choose your own.';
    throw invalid([{ path: '/newPassword', message }]);
  }
  assertPassword(user.name, newPassword, '/newPassword');
  if (newPassword.normalize('NFC') === password.normalize('NFC')) {
    throw invalid([{ path: '/newPassword', message: 'Choose another password than the one you were given.' }]);
  }
  return { passwordHash: await hashPassword(newPassword), passwordUntil: null };
}

/** The command line on the machine itself is nobody, and somebody may just have been disabled. */
export function notAPerson(): AppError {
  return new AppError(
    'STATE',
    'Only a person who can sign in has this. Sign in again, or talk to the server with --url.',
  );
}

function wrong(): AppError {
  return new AppError('UNAUTHENTICATED', 'Name or password is wrong.');
}
