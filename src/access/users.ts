import type { NewUser } from '../../schemas/new-user.gen.ts';
import type { UserChange } from '../../schemas/user-change.gen.ts';
import { AppError, type Clock, invalid, newId } from '../sdk/index.ts';
import type { Store } from '../store/store.ts';
import type { UserRow } from '../store/tables/access.table.ts';
import type { Tx } from '../store/transaction.ts';
import { changeUsers, deleteCredentials, hasUsers, nameKey } from './access.store.ts';
import type { CredentialKind } from './credential.ts';
import { leaveGroups } from './group.store.ts';
import { deleteIdentities, emailKey } from './identity.store.ts';
import { hashPassword } from './password.ts';
import { assertName, assertPassword } from './password-rules.ts';
import { administers, type LoadSignInPolicy } from './sign-in-policy.ts';
import { deleteUserRow, getUserRow, insertUserRow, otherUserRows, updateUserRow } from './user.store.ts';

export interface UserDeps {
  store: Store;
  clock: Clock;
  /** who may use what has changed with a person: the other slices follow, in the same transaction */
  rightsChanged(tx: Tx): Promise<void>;
  loadSignIn: LoadSignInPolicy;
  /** in the transaction that changes the person: what belongs to them stops, or goes on */
  personChanged?: PersonChanged;
}

export type PersonChanged = (tx: Tx, personId: string, change: 'disabled' | 'enabled' | 'deleted') => Promise<void>;

/** Who changes a person, and the version of the person that they saw. */
export interface Author {
  id: string;
  name: string;
  seen: number | undefined;
}

/** How long a link to choose a password, and a password that an administrator gave, are good. */
export const GIVEN_MS = 7 * 24 * 60 * 60_000;
const EVERYTHING: readonly CredentialKind[] = ['session', 'token', 'invitation'];

/** Without a password nobody signs in as this person: a link or a temporary password comes next. */
export async function createUser(deps: UserDeps, input: NewUser, author: Author): Promise<UserRow> {
  const createdAt = deps.clock.now();
  const name = assertName(input.name);
  if (!input.roles.includes('administrator') && !(await hasUsers(deps.store))) {
    throw new AppError('STATE', 'Nobody is there yet. The first person must be an administrator.');
  }
  const given = input.temporaryPassword;
  if (given !== undefined) assertPassword(name, given, '/temporaryPassword');
  await assertPartner(deps.store, input.partner);
  const row: UserRow = {
    id: newId(createdAt),
    name,
    nameKey: nameKey(name),
    ...emailOf(input.email),
    passwordHash: given === undefined ? '' : await hashPassword(given),
    passwordUntil: given === undefined ? null : createdAt + GIVEN_MS,
    roles: input.roles,
    partnerId: input.partner ?? null,
    disabled: false,
    createdAt,
    signedInAt: null,
    modifiedAt: createdAt,
    modifiedBy: author.name,
    version: 1,
  };
  await deps.store.write((tx) => insertUserRow(tx, row));
  return row;
}

/** Name, roles, disabled. Roles count from the next request; whoever is disabled is out, tokens included. */
export async function changeUser(deps: UserDeps, id: string, change: UserChange, author: Author): Promise<UserRow> {
  const named = change.name === undefined ? {} : nameOf(assertName(change.name));
  const { roles, disabled, partner } = change;
  await assertPartner(deps.store, partner);
  const address = change.email === undefined ? {} : emailOf(change.email);
  const external = partner === undefined ? {} : { partnerId: partner };
  const changed = {
    ...named,
    ...address,
    ...external,
    ...(roles && { roles }),
    ...(disabled === undefined ? {} : { disabled }),
  };
  return changeRow(deps, id, author, changed, async (tx) => {
    if (disabled === true) await deleteCredentials(tx, id, EVERYTHING);
    if (disabled !== undefined || partner !== undefined) await deps.rightsChanged(tx);
    if (disabled !== undefined) await deps.personChanged?.(tx, id, disabled ? 'disabled' : 'enabled');
  });
}

/** Good for one sign-in, which asks for an own one. Sessions end: whoever sits there may not be the person. */
export async function setTemporaryPassword(deps: UserDeps, id: string, password: string, author: Author) {
  if (author.id === id) throw new AppError('STATE', 'This is your own account. Change your password under My account.');
  const { name } = await getUserRow(deps.store.read, id);
  assertPassword(name, password, '/password');
  const given = { passwordHash: await hashPassword(password), passwordUntil: deps.clock.now() + GIVEN_MS };
  return changeRow(deps, id, author, given, (tx) => deleteCredentials(tx, id, ['session', 'invitation']));
}

/** What the person did stays, with the name as text. */
export async function deleteUser(deps: UserDeps, id: string, author: Author): Promise<void> {
  await changeUsers(deps.store, async (tx) => {
    const row = await getUserRow(tx, id);
    assertSeen(row, author);
    assertOfOurs(row);
    await assertAdministratorLeft(deps, tx, row, undefined);
    await deleteCredentials(tx, id, EVERYTHING);
    await leaveGroups(tx, id);
    await deleteIdentities(tx, id);
    await deps.personChanged?.(tx, id, 'deleted');
    await deleteUserRow(tx, id);
    await deps.rightsChanged(tx);
  });
}

/** Of a deleted person nobody knows any more for whom they worked: what is held in their name would be free to go. */
function assertOfOurs({ partnerId }: UserRow): void {
  if (partnerId === null) return;
  throw new AppError(
    'STATE',
    'This person works for an external partner, and what waits in their name would be sent. Disable the account instead, or take the partner away first.',
  );
}

async function changeRow(
  deps: UserDeps,
  id: string,
  author: Author,
  change: Partial<UserRow>,
  also: (tx: Tx) => Promise<void>,
): Promise<UserRow> {
  const { store, clock } = deps;
  return changeUsers(store, async (tx) => {
    const row = await getUserRow(tx, id);
    assertSeen(row, author);
    const stamped = { ...change, modifiedAt: clock.now(), modifiedBy: author.name, version: row.version + 1 };
    const next = { ...row, ...stamped };
    await assertAdministratorLeft(deps, tx, row, next);
    await updateUserRow(tx, row, stamped);
    await also(tx);
    return next;
  });
}

async function assertPartner({ read }: Store, id: string | null | undefined): Promise<void> {
  if (id === undefined || id === null) return;
  const rows = await read.sql<unknown[]>`SELECT 1 FROM contact WHERE id = ${id} AND kind = 'partner'`;
  if (rows.length === 0)
    throw invalid([
      { path: '/partner', message: 'There is no partner with this id. Choose a contact that is a partner.' },
    ]);
}

function emailOf(given: string | null | undefined): Pick<UserRow, 'email' | 'emailKey'> {
  const email = given ?? null;
  return { email, emailKey: email === null ? null : emailKey(email) };
}

/** The accounts at providers do not open this person any more. Sessions end: they may have begun by one of them. */
export async function unlinkUser(deps: UserDeps, id: string, author: Author): Promise<UserRow> {
  return changeRow(deps, id, author, {}, async (tx) => {
    await deleteIdentities(tx, id);
    await deleteCredentials(tx, id, ['session']);
  });
}

function nameOf(name: string): Pick<UserRow, 'name' | 'nameKey'> {
  return { name, nameKey: nameKey(name) };
}

function assertSeen({ name, version, modifiedBy }: UserRow, { seen }: Author): void {
  if (seen === undefined || seen === version) return;
  const who = modifiedBy ?? 'Somebody';
  throw new AppError('STALE', `${who} changed ${name} meanwhile. Read the person again, then repeat the change.`);
}

/** Of the people who stay, one must be able to give rights for good: an open link may never be used. */
async function assertAdministratorLeft(
  { loadSignIn }: UserDeps,
  tx: Tx,
  before: UserRow,
  after: UserRow | undefined,
): Promise<void> {
  const policy = await loadSignIn(tx);
  if (!administers(policy, before) || (after !== undefined && administers(policy, after))) return;
  if ((await otherUserRows(tx, before.id)).some((one) => administers(policy, one))) return;
  const who = `${before.name} is the last administrator who can sign in`;
  throw new AppError(
    'STATE',
    policy.passwords === 'everybody'
      ? `${who}. Make somebody else an administrator first; it counts when that person has chosen a password.`
      : `${who} when no provider answers. Let another administrator keep a password first, under Single sign-on.`,
  );
}
