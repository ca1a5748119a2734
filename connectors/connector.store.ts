import { type EntityManager, IsNull } from 'typeorm';
import { AppError } from '../src/sdk/index.ts';
import { type ConnectorRow, ConnectorTable } from '../src/store/tables/connector.table.ts';

export interface ConnectorFilter {
  /** part of the display name, or the type */
  search?: string;
  type?: string;
}

export async function findConnectorRow(manager: EntityManager, id: string): Promise<ConnectorRow | undefined> {
  return (await manager.findOneBy(ConnectorTable, { id })) ?? undefined;
}

export async function getConnectorRow(manager: EntityManager, id: string): Promise<ConnectorRow> {
  const row = await findConnectorRow(manager, id);
  return row ?? missing();
}

export async function findConnectorByName(manager: EntityManager, name: string): Promise<ConnectorRow | undefined> {
  return (await manager.findOneBy(ConnectorTable, { displayNameKey: displayNameKey(name) })) ?? undefined;
}

/** One of the organisation: a person's own mailbox is not there for anybody else. */
export async function getSharedConnectorRow(manager: EntityManager, id: string): Promise<ConnectorRow> {
  const row = await getConnectorRow(manager, id);
  return row.ownerId === null ? row : missing();
}

function missing(): never {
  throw new AppError('NOT_FOUND', 'There is no such connector. It may have been deleted.');
}

/** Those of the organisation, by display name. There are tens of connectors, not thousands: filtering in memory treats both databases alike. */
export async function listConnectorRows(manager: EntityManager, filter: ConnectorFilter): Promise<ConnectorRow[]> {
  const rows = await manager.find(ConnectorTable, { where: { ownerId: IsNull() }, order: { displayNameKey: 'ASC' } });
  const wanted = filter.search === undefined ? '' : displayNameKey(filter.search);
  return rows.filter(
    (row) =>
      (filter.type === undefined || row.type === filter.type) &&
      (row.displayNameKey.includes(wanted) || row.type.includes(wanted)),
  );
}

/** Those of the organisation and of people. */
export async function allConnectorRows(manager: EntityManager): Promise<ConnectorRow[]> {
  return manager.find(ConnectorTable, { order: { id: 'ASC' } });
}

/** The same secrets under another seal: nobody's edit becomes stale. The row is locked. */
export async function putSealedSecrets(
  tx: EntityManager,
  id: string,
  change: Pick<ConnectorRow, 'secrets'> & Partial<Pick<ConnectorRow, 'testedHash'>>,
): Promise<void> {
  await tx.update(ConnectorTable, { id }, change as never);
}

/** Which file it comes from; not what a person edits, so the version stays. */
export async function updateManagedBy(tx: EntityManager, id: string, managedBy: string | null): Promise<void> {
  await tx.update(ConnectorTable, { id }, { managedBy });
}

/** A name is told apart from others of the organisation, or of the same person. */
export function nameKeyOf(name: string, ownerId: string | null): string {
  return ownerId === null ? displayNameKey(name) : `${ownerId}/${displayNameKey(name)}`;
}

export async function insertConnectorRow(tx: EntityManager, row: ConnectorRow): Promise<void> {
  await namingConflicts(row.displayName, () => tx.insert(ConnectorTable, row as never));
}

/** Writes the changed columns when the row still has this version; throws STALE otherwise. */
export async function updateConnectorRow(
  tx: EntityManager,
  { id, version }: Pick<ConnectorRow, 'id' | 'version'>,
  change: Partial<ConnectorRow>,
): Promise<void> {
  const { affected } = await namingConflicts(change.displayName ?? '', () =>
    tx.update(ConnectorTable, { id, version }, { ...change, version: version + 1 } as never),
  );
  if (affected === 0) throw stale();
  await noteProven(tx, id, change.testedAt);
}

/** State and what was learned are not what a person edits: the version stays, so nobody's edit becomes stale. */
export async function updateConnectorState(
  tx: EntityManager,
  { id, version }: Pick<ConnectorRow, 'id' | 'version'>,
  change: Partial<Pick<ConnectorRow, 'state' | 'stateReason' | 'stateAt' | 'testedHash' | 'testedAt' | 'learned'>>,
): Promise<void> {
  await tx.update(ConnectorTable, { id, version }, change as never);
  await noteProven(tx, id, change.testedAt);
}

/** The first good test proves whose mailbox an own account is, also for when it is disconnected or has trouble later. */
async function noteProven(tx: EntityManager, id: string, testedAt: number | null | undefined): Promise<void> {
  if (typeof testedAt !== 'number') return;
  await tx.sql`UPDATE email_account SET proven_at = ${testedAt} WHERE id = ${id} AND proven_at IS NULL`;
}

export async function deleteConnectorRow(tx: EntityManager, { id, version }: Pick<ConnectorRow, 'id' | 'version'>) {
  const { affected } = await tx.delete(ConnectorTable, { id, version });
  if (affected === 0) throw stale();
}

/** Case and width of letters do not tell names apart. */
export function displayNameKey(name: string): string {
  return name.normalize('NFKC').trim().toLowerCase();
}

export function stale(): AppError {
  return new AppError(
    'STALE',
    'Somebody else changed this connector meanwhile. Load it again, then repeat your change.',
  );
}

/** The unique index decides, so that two requests at the same moment cannot both have the name. */
async function namingConflicts<T>(displayName: string, write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    const code = String((error as { driverError?: { code?: unknown } }).driverError?.code ?? '');
    if (code !== 'SQLITE_CONSTRAINT_UNIQUE' && code !== '23505') throw error;
    throw new AppError(
      'CONFLICT',
      `There is a connector named "${displayName}" already. Choose another display name.`,
      {
        cause: error,
        details: { fields: [{ path: '/displayName', message: 'Another connector has this display name.' }] },
      },
    );
  }
}
