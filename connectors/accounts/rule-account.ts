import type { SenderCandidate } from '../../src/sdk/index.ts';
import type { ConnectorRow } from '../../src/store/tables/connector.table.ts';
import type { Tx } from '../../src/store/transaction.ts';
import type { ConnectorDeps } from '../connector-deps.ts';
import { senderOf } from '../open-connector.ts';
import { findAccount, listAccounts } from './account.store.ts';

const REMEDY = 'Only the owner can change that, under Email accounts.';

/**
 * The default account of a person as a rule's sender, or in one sentence why there is none. Nothing is sent in anybody's
 * name without their word: the account itself says whether rules may send from it, and nobody else can say it.
 */
export async function findRuleAccount(
  deps: ConnectorDeps,
  owner: { id: string; name: string },
): Promise<{ sender: SenderCandidate; owner: string } | { problem: string }> {
  const accounts = await listAccounts(deps.store.read, owner.id);
  const own = accounts.find(({ account }) => account.isDefault && account.connected);
  if (own === undefined) return { problem: `${owner.name} has no connected e-mail account.` };
  const { account, connector } = own;
  if (!account.rulesMaySend) {
    return { problem: `${owner.name} does not let rules send from ${account.address}. ${REMEDY}` };
  }
  const sender = await senderOf(deps, connector);
  const from = { address: sender.from.address, ...(account.senderName === '' ? {} : { name: account.senderName }) };
  return { sender: { ...sender, from }, owner: owner.name };
}

/** Of an own mailbox: in whose name it does not send for rules. Its owner decides, so it is everybody or nobody. */
export async function refusedByOwner(
  tx: Tx,
  connector: Pick<ConnectorRow, 'id' | 'displayName'>,
  userIds: readonly string[],
): Promise<Map<string, string>> {
  const account = await findAccount(tx, connector.id);
  if (account?.rulesMaySend) return new Map();
  const sentence = `The owner of ${account?.address ?? connector.displayName} does not let rules send from it. ${REMEDY}`;
  return new Map(userIds.map((id) => [id, sentence]));
}
