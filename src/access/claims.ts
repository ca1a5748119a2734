import { ROLES } from '../http/route.ts';
import type { UserRow } from '../store/tables/access.table.ts';
import type { ClaimRule } from '../store/tables/sign-on.table.ts';
import type { Tx } from '../store/transaction.ts';
import { changeUsers } from './access.store.ts';
import { joinGroup, leaveGroup, listGroupsOf, unknownGroups } from './group.store.ts';
import { administers } from './sign-in-policy.ts';
import { getUserRow, otherUserRows, updateUserRow } from './user.store.ts';
import type { UserDeps } from './users.ts';

const BY = 'single sign-on';

/**
 * Gives and takes the roles and groups that the rules name, by the values that the provider sent; others stay as they
 * are. The last administrator who can sign in with a password keeps the role.
 */
export async function applyClaims(
  deps: UserDeps,
  { id }: UserRow,
  rules: readonly ClaimRule[],
  values: readonly string[],
): Promise<UserRow> {
  const roles = wishOf(rules, values, (rule) => rule.roles);
  const groups = wishOf(rules, values, (rule) => rule.groups);
  return changeUsers(deps.store, async (tx) => {
    const user = await getUserRow(tx, id);
    const moved = await applyGroups(tx, id, groups);
    const next = await keepAdministrator(deps, tx, user, applied(user.roles, roles));
    const changed = !sameSet(user.roles, next);
    if (changed) {
      const stamp = { modifiedAt: deps.clock.now(), modifiedBy: BY, version: user.version + 1 };
      await updateUserRow(tx, user, { roles: next, ...stamp });
    }
    if (changed || moved) await deps.rightsChanged(tx);
    return changed ? getUserRow(tx, id) : user;
  });
}

/** `named` by any rule, and of these the `given` ones. */
interface Wish {
  named: Set<string>;
  given: Set<string>;
}

function wishOf(rules: readonly ClaimRule[], values: readonly string[], part: (rule: ClaimRule) => string[]): Wish {
  const matching = rules.filter(({ value }) => values.includes(value));
  return { named: new Set(rules.flatMap(part)), given: new Set(matching.flatMap(part)) };
}

function applied(before: readonly string[], { named, given }: Wish): string[] {
  const next = new Set([...before.filter((one) => !named.has(one)), ...given]);
  return ROLES.filter((role) => next.has(role));
}

async function keepAdministrator(deps: UserDeps, tx: Tx, user: UserRow, roles: string[]): Promise<string[]> {
  const policy = await deps.loadSignIn(tx);
  if (roles.includes('administrator') || !administers(policy, user)) return roles;
  const others = await otherUserRows(tx, user.id);
  return others.some((one) => administers(policy, one)) ? roles : ['administrator', ...roles];
}

async function applyGroups(tx: Tx, userId: string, { named, given }: Wish): Promise<boolean> {
  const before = new Set((await listGroupsOf(tx, [userId])).get(userId) ?? []);
  const gone = new Set(await unknownGroups(tx, [...given]));
  const join = [...given].filter((id) => !before.has(id) && !gone.has(id));
  const leave = [...named].filter((id) => before.has(id) && !given.has(id));
  for (const id of join) await joinGroup(tx, id, userId);
  for (const id of leave) await leaveGroup(tx, id, userId);
  return join.length + leave.length > 0;
}

function sameSet(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((value) => other.includes(value));
}
