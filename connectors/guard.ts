import type { Caller } from '../src/http/route.ts';
import { AppError, type Person } from '../src/sdk/index.ts';
import type { ConnectorRow } from '../src/store/tables/connector.table.ts';
import type { Tx } from '../src/store/transaction.ts';
import { getSharedConnectorRow } from './connector.store.ts';
import type { ConnectorDeps } from './connector-deps.ts';
import { mayEdit } from './rights.ts';

type Deps = Pick<ConnectorDeps, 'people'>;

/** read: its details. test: with its secrets. change: and delete. disconnect: forget its tokens. secure: say who may what. */
export type ConnectorDeed = 'read' | 'test' | 'change' | 'disconnect' | 'secure';

/**
 * FORBIDDEN where the security settings leave the caller out; STATE where the connector is read-only; CONFLICT where it
 * comes from a file, which alone changes it.
 */
export async function assertMay(deps: Deps, tx: Tx, deed: ConnectorDeed, row: ConnectorRow, caller: Caller) {
  if (deed === 'change' && row.managedBy !== null) {
    const sentence = `"${row.displayName}" comes from the file ${row.managedBy} of the server's configuration. Change it there, then restart the server.`;
    throw new AppError('CONFLICT', sentence, { details: { file: row.managedBy } });
  }
  if ((deed === 'change' || deed === 'disconnect') && row.security?.readOnly) {
    throw new AppError('STATE', `"${row.displayName}" is read-only. Take that back under Security, then change it.`);
  }
  if (await isAllowed(deps, tx, deed, row, caller)) return;
  const way = isAdministrator(caller) ? 'Add yourself to them under Security' : 'Ask one of them, or an Administrator';
  throw new AppError('FORBIDDEN', `Only the connection administrators of "${row.displayName}" may do this. ${way}.`);
}

/** An Administrator may always look and repair, so that nobody is locked out for good. */
export async function isAllowed(deps: Deps, tx: Tx, deed: ConnectorDeed, row: ConnectorRow, caller: Caller) {
  if (isAdministrator(caller) && (deed === 'read' || deed === 'secure')) return true;
  return mayEdit(row, await personOf(deps, tx, caller));
}

/** The same before work that is no database work. NOT_FOUND for a mailbox of somebody's own, whoever asks. */
export async function assertMayBefore(
  deps: Pick<ConnectorDeps, 'people' | 'store'>,
  deed: ConnectorDeed,
  id: string,
  caller: Caller,
): Promise<void> {
  const { read } = deps.store;
  await assertMay(deps, read, deed, await getSharedConnectorRow(read, id), caller);
}

async function personOf({ people }: Deps, tx: Tx, { id, name }: Caller): Promise<Person> {
  return (await people.find(tx, [id])).get(id) ?? { id, name, active: true, groups: [] };
}

function isAdministrator({ roles }: Caller): boolean {
  return roles.includes('administrator');
}
