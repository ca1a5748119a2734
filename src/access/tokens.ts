import type { NewToken } from '../../schemas/new-token.gen.ts';
import type { Caller } from '../http/route.ts';
import { type FieldProblem, invalid, newId } from '../sdk/index.ts';
import type { CredentialRow, TokenScope } from '../store/tables/access.table.ts';
import { findUser, insertCredential, updateUnchangedUser } from './access.store.ts';
import { hashSecret, newSecret } from './credential.ts';
import { notAPerson, type SignInDeps } from './sign-in.ts';
import { findTargetName } from './token.store.ts';

const DAY_MS = 24 * 60 * 60_000;
const DEFAULT_DAYS = 90;

/** The token and its secret, which nobody can read again. It may at most what its maker may now, and for no longer. */
export async function createToken(
  deps: SignInDeps,
  caller: Caller,
  input: NewToken,
): Promise<{ row: CredentialRow; secret: string }> {
  const scope = await scopeOf(deps, caller, input);
  const secret = newSecret('token');
  const createdAt = deps.clock.now();
  const { name, expiresInDays = DEFAULT_DAYS } = input;
  const row: CredentialRow = {
    id: newId(createdAt),
    kind: 'token',
    providerId: null,
    providerSession: null,
    name,
    hash: hashSecret(secret),
    userId: caller.id,
    createdAt,
    expiresAt: atMost(expiresInDays === null ? null : createdAt + expiresInDays * DAY_MS, caller),
    scope,
  };
  const user = await findUser(deps.store, caller.id);
  const stored = await deps.store.write(async (tx) => {
    if (user === undefined || !(await updateUnchangedUser(tx, user, { disabled: false }))) return false;
    await insertCredential(tx, row);
    return true;
  });
  if (!stored) throw notAPerson();
  return { row, secret };
}

async function scopeOf(deps: SignInDeps, caller: Caller, input: NewToken): Promise<TokenScope> {
  const { roles = caller.roles, connector, rule } = input;
  const problems: FieldProblem[] = roles.flatMap((role, at) =>
    caller.roles.includes(role) ? [] : [{ path: `/roles/${at}`, message: 'You do not have this role yourself.' }],
  );
  if (connector !== undefined && rule !== undefined) {
    problems.push({ path: '/rule', message: 'A token is about one connector or about one rule, not about both.' });
  }
  for (const [kind, id] of Object.entries({ connector, rule })) {
    if (id === undefined || (await findTargetName(deps.store.read, kind as 'connector' | 'rule', id))) continue;
    problems.push({ path: `/${kind}`, message: `There is no ${kind} with this id.` });
  }
  if (problems.length > 0) throw invalid(problems);
  return { roles, ...(connector === undefined ? {} : { connector }), ...(rule === undefined ? {} : { rule }) };
}

/** A token that leaked must not make one that works on when it has ended itself. */
function atMost(expiresAt: number | null, { token }: Caller): number | null {
  const limit = token?.expiresAt ?? null;
  if (limit === null) return expiresAt;
  return expiresAt === null ? limit : Math.min(limit, expiresAt);
}
