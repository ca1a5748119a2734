import type { Caller } from '../../src/http/route.ts';
import type { SenderCandidate } from '../../src/sdk/index.ts';
import { listConnectorRows } from '../connector.store.ts';
import type { ConnectorDeps } from '../connector-deps.ts';
import { senderOf } from '../open-connector.ts';
import { refusedUsers } from '../security.ts';
import { listAccounts, type OwnAccount } from './account.store.ts';

/** A mailbox that a person may write e-mails from, whether or not it works at the moment. */
export interface PersonSender extends SenderCandidate {
  own: boolean;
  isDefault: boolean;
  /** below each e-mail that is written one at a time; absent: none is wanted */
  signature?: string;
}

/**
 * The own accounts, the default one first; then those of the organisation's mailboxes whose mail the person looks after
 * and that send in the person's name.
 */
export async function personSenders(deps: ConnectorDeps, { id, roles }: Caller): Promise<PersonSender[]> {
  const senders: PersonSender[] = [];
  for (const own of await listAccounts(deps.store.read, id)) {
    if (own.account.connected) senders.push(await ownSender(deps, own));
  }
  senders.sort((a, b) => Number(b.isDefault) - Number(a.isDefault));
  if (!roles.includes('administrator') && !roles.includes('manage_data_sources')) return senders;
  for (const row of await listConnectorRows(deps.store.read, {})) {
    const sender = await senderOf(deps, row);
    if (!sender.canSend || (await refusedUsers(deps, deps.store.read, row.id, [id])).size > 0) continue;
    senders.push({ ...sender, own: false, isDefault: false });
  }
  return senders;
}

async function ownSender(deps: ConnectorDeps, { account, connector }: OwnAccount): Promise<PersonSender> {
  const sender = await senderOf(deps, connector);
  const wanted = account.useSignature && account.signature.trim() !== '';
  return {
    ...{ ...sender, own: true, isDefault: account.isDefault },
    from: { address: sender.from.address, ...(account.senderName === '' ? {} : { name: account.senderName }) },
    ...(wanted ? { signature: account.signature } : {}),
  };
}
