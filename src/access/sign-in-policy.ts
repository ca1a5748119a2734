import { AppError, type FieldProblem, invalid } from '../sdk/index.ts';
import { isPostgres } from '../store/sql.ts';
import { type UserRow, UserTable } from '../store/tables/access.table.ts';
import type { Tx } from '../store/transaction.ts';
import { hasEnabledProvider } from './identity.store.ts';

/** Who may sign in with a password: everybody, or only these people, by id. */
export interface SignInPolicy {
  passwords: 'everybody' | 'chosen';
  chosen: string[];
}

export type LoadSignInPolicy = (tx: Tx) => Promise<SignInPolicy>;

/** Asked only when the password was right: else it would tell who there is. */
export function assertPasswordCounts({ passwords, chosen }: SignInPolicy, { id }: UserRow): void {
  if (passwords === 'everybody' || chosen.includes(id)) return;
  throw new AppError('STATE', 'Passwords are switched off here for you. Use one of the buttons "Sign in with ...".', {
    details: { reason: 'PASSWORDS_OFF' },
  });
}

/** Can sign in whatever happens to a provider, and give rights: an open link may never be used. */
export function administers(policy: SignInPolicy, user: UserRow): boolean {
  const own = user.passwordHash !== '' && user.passwordUntil === null;
  const counts = policy.passwords === 'everybody' || policy.chosen.includes(user.id);
  return user.roles.includes('administrator') && !user.disabled && own && counts;
}

/** Before it is stored, in the same transaction; people do not change until that ends. */
export async function assertSignInPolicy(tx: Tx, { passwords, chosen }: SignInPolicy): Promise<void> {
  if (passwords === 'everybody') return;
  if (isPostgres(tx)) await tx.query('LOCK TABLE app_user IN SHARE ROW EXCLUSIVE MODE');
  const at = (path: string, message: string): FieldProblem => ({ path, message });
  if (!(await hasEnabledProvider(tx))) {
    const message = 'There is no provider to sign in with. Add one and switch it on first.';
    throw invalid([at('/passwords', message)]);
  }
  if (chosen.length === 0) {
    throw invalid([at('/chosen', 'Choose at least one administrator who gets in when no provider answers.')]);
  }
  const people = await tx.getRepository(UserTable).find();
  const wrong = chosen.flatMap((id, index) => {
    const user = people.find((one) => one.id === id);
    if (user && administers({ passwords, chosen }, user)) return [];
    const name = user?.name ?? 'Somebody who is not there any more';
    return [at(`/chosen/${index}`, `${name} is no administrator with an own password who may sign in.`)];
  });
  if (wrong.length > 0) throw invalid(wrong);
}
