import { AppError } from '../../src/sdk/index.ts';
import { nameKeyOf, updateConnectorRow } from '../connector.store.ts';
import type { ConnectorDeps } from '../connector-deps.ts';
import { changeAccounts, getAccount, settleDefault, updateAccount } from './account.store.ts';
import { accountView, type EmailAccountView } from './account-view.ts';
import { assertSeen, type Owner } from './accounts.ts';
import type { EmailAccountPreferences } from './email-account-preferences.gen.ts';

/** What the owner says about an account, such as its signature. Nothing of it needs a new test. */
export async function changePreferences(
  deps: ConnectorDeps,
  id: string,
  change: EmailAccountPreferences,
  owner: Owner,
): Promise<EmailAccountView> {
  const own = await changeAccounts(deps.store, async (tx) => {
    const before = await getAccount(tx, id, owner.id);
    assertSeen(before, owner);
    const { displayName, isDefault, ...rest } = change;
    if (isDefault && !before.account.connected) {
      throw new AppError('STATE', `${before.account.address} is not connected. Connect it, then make it the default.`);
    }
    const name = displayName?.trim();
    await updateConnectorRow(tx, before.connector, {
      ...(name === undefined ? {} : { displayName: name, displayNameKey: nameKeyOf(name, owner.id) }),
      ...{ modifiedAt: deps.clock.now(), modifiedBy: owner.name },
    });
    await updateAccount(tx, id, rest);
    // What waits is held, or goes on, in the same transaction.
    if (rest.rulesMaySend !== undefined) await deps.rightsChanged(tx);
    if (isDefault) await settleDefault(tx, owner.id, id);
    return getAccount(tx, id, owner.id);
  });
  return accountView(deps, own);
}
