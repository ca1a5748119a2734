import type { Tx } from '../../src/store/transaction.ts';
import { updateConnectorRow } from '../connector.store.ts';
import type { ConnectorDeps } from '../connector-deps.ts';
import { NOT_TESTED } from '../connector-state.ts';
import { listAccounts, type OwnAccount } from './account.store.ts';
import { wipeAccount } from './accounts.ts';

/** What happened to a person. */
export type PersonChange = 'disabled' | 'enabled' | 'deleted';

const OWNER_DISABLED = 'Its owner may not sign in';
const OWNER_DELETED = 'Its owner was deleted';

/**
 * In the transaction that changes the person: whoever may not sign in sends and reads nothing. Of a deleted person the
 * secrets are wiped; somebody who is enabled again finds the accounts as they were.
 */
export async function personChanged(
  deps: ConnectorDeps,
  tx: Tx,
  personId: string,
  change: PersonChange,
): Promise<void> {
  for (const own of await listAccounts(tx, personId)) {
    if (change === 'deleted') await wipeAccount(deps, tx, own, { reason: OWNER_DELETED, by: own.connector.createdBy });
    else if (change === 'disabled') await stop(deps, tx, own);
    else await goOn(deps, tx, own);
  }
}

async function stop(deps: ConnectorDeps, tx: Tx, { account, connector }: OwnAccount): Promise<void> {
  if (!connector.enabled) return;
  const state = connector.state === 'incomplete' ? {} : ({ state: 'inactive' } as const);
  await updateConnectorRow(tx, connector, {
    ...{ ...state, enabled: false, stateReason: OWNER_DISABLED, stateAt: deps.clock.now() },
  });
  await deps.holdMails(tx, [account.id], `${account.address}: ${OWNER_DISABLED}.`);
}

async function goOn(deps: ConnectorDeps, tx: Tx, { account, connector }: OwnAccount): Promise<void> {
  if (!account.connected || connector.stateReason !== OWNER_DISABLED) return;
  const tested = connector.testedHash !== null;
  const state = connector.state === 'incomplete' ? 'incomplete' : tested ? 'active' : 'inactive';
  const stateReason = tested ? 'Its owner may sign in again' : NOT_TESTED;
  await updateConnectorRow(tx, connector, { state, stateReason, stateAt: deps.clock.now(), enabled: true });
  if (state === 'active') await deps.releaseMails(tx, [account.id]);
}
