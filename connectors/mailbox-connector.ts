import type { Caller } from '../src/http/route.ts';
import type { Tx } from '../src/store/transaction.ts';
import { deleteConnectorRow, findConnectorByName, findConnectorRow } from './connector.store.ts';
import type { ConnectorDefinition } from './connector-definition.gen.ts';
import type { ConnectorDeps } from './connector-deps.ts';
import { changeConnector, insertConnector } from './connectors.ts';
import { assertMay } from './guard.ts';

export interface MailboxConnection {
  /** the connector that is changed; absent, or gone meanwhile: a new one */
  id?: string;
  /** of a new one; where it is taken, with a number */
  displayName: string;
  provider?: string;
  settings: object;
}

/**
 * Stores the connector of a mailbox that has one of its own, and in the same transaction that it has (`link`). It is as
 * active as any other one: after a good test of exactly these values. Errors: those of any connector.
 */
export async function saveMailboxConnector(
  deps: ConnectorDeps,
  asked: MailboxConnection,
  caller: Caller,
  link: (tx: Tx, id: string) => Promise<void>,
): Promise<void> {
  await deps.providers.refresh();
  const { id, ...rest } = asked;
  const row = await deps.store.write(async (tx) => {
    const before = id === undefined ? undefined : await findConnectorRow(tx, id);
    const displayName = before?.displayName ?? (await freeName(tx, rest.displayName));
    const definition: ConnectorDefinition = { type: 'email', enabled: true, ...rest, displayName };
    if (before) await assertMay(deps, tx, 'change', before, caller);
    const saved = before
      ? await changeConnector(deps, tx, before, definition, caller)
      : await insertConnector(deps, tx, definition, caller);
    await link(tx, saved.id);
    return saved;
  });
  if (row.state === 'active') await deps.becameActive(row.id);
}

/** In the transaction of the caller: deleted with its secrets, unless something else uses it. */
export async function dropUnusedConnector(deps: ConnectorDeps, tx: Tx, id: string, caller: Caller): Promise<void> {
  const row = await findConnectorRow(tx, id);
  if (row === undefined || (await deps.usedBy(tx, id)).length > 0) return;
  await assertMay(deps, tx, 'change', row, caller);
  await deps.forget?.(tx, id);
  await deleteConnectorRow(tx, row);
}

async function freeName(tx: Tx, name: string): Promise<string> {
  for (let nth = 1; ; nth += 1) {
    const free = nth === 1 ? name : `${name} ${nth}`;
    if ((await findConnectorByName(tx, free)) === undefined) return free;
  }
}
