import { AppError, type ConnectorState, invalid, newId } from '../src/sdk/index.ts';
import type { ConnectorRow } from '../src/store/tables/connector.table.ts';
import type { Tx } from '../src/store/transaction.ts';
import {
  type ConnectorFilter,
  deleteConnectorRow,
  getSharedConnectorRow,
  insertConnectorRow,
  listConnectorRows,
  nameKeyOf,
  stale,
  updateConnectorRow,
} from './connector.store.ts';
import type { ConnectorDefinition } from './connector-definition.gen.ts';
import type { ConnectorDeps } from './connector-deps.ts';
import { stateAfterSave } from './connector-state.ts';
import { type ConnectorValues, isStored, missingDetails, requestedValues } from './connector-values.ts';
import {
  type ConnectorChoice,
  type ConnectorLine,
  type ConnectorView,
  connectorChoice,
  connectorLine,
  connectorView,
} from './connector-view.ts';
import { holdProvider } from './providers/provider.store.ts';
import { sealSecrets } from './secret-fields.ts';

/** Who does it: goes into "modified by". */
export interface Author {
  name: string;
  /** Throws where the person may not do it to this row; asked in the transaction that does it. */
  assertMay?: (tx: Tx, row: ConnectorRow) => Promise<void>;
}

export interface ListFilter extends ConnectorFilter {
  state?: ConnectorState;
}

export async function listConnectors(deps: ConnectorDeps, filter: ListFilter): Promise<ConnectorLine[]> {
  await deps.providers.refresh();
  return listed(deps, filter, connectorLine);
}

/** Names and states only, for people who may choose a connector but not see its details. */
export async function listChoices(deps: ConnectorDeps, filter: ListFilter): Promise<ConnectorChoice[]> {
  await deps.providers.refresh();
  return listed(deps, filter, connectorChoice);
}

/** By the state that is shown: that of a provider counts, too. */
async function listed<View extends ConnectorChoice>(
  deps: ConnectorDeps,
  { state, ...filter }: ListFilter,
  view: (deps: ConnectorDeps, row: ConnectorRow) => View,
): Promise<View[]> {
  const rows = await listConnectorRows(deps.store.read, filter);
  return rows.map((row) => view(deps, row)).filter((line) => state === undefined || line.state === state);
}

export async function readConnector(deps: ConnectorDeps, id: string): Promise<ConnectorView> {
  await deps.providers.refresh();
  return connectorView(deps, await getSharedConnectorRow(deps.store.read, id));
}

/** Errors: VALIDATION with JSON pointers, CONFLICT for a display name that is taken. Nothing is half-stored. */
export async function createConnector(deps: ConnectorDeps, definition: ConnectorDefinition, author: Author) {
  await deps.providers.refresh();
  return connectorView(deps, await deps.store.write((tx) => insertConnector(deps, tx, definition, author)));
}

/** `version`: the one the author saw (If-Match); STALE when it is no longer the stored one. */
export async function updateConnector(
  deps: ConnectorDeps,
  id: string,
  definition: ConnectorDefinition,
  author: Author & { version?: number },
): Promise<ConnectorView> {
  await deps.providers.refresh();
  const row = await deps.store.write(async (tx) => {
    const before = await getSharedConnectorRow(tx, id);
    assertVersion(before, author.version);
    await author.assertMay?.(tx, before);
    return changeConnector(deps, tx, before, definition, author);
  });
  if (row.state === 'active') await deps.becameActive(id);
  return connectorView(deps, row);
}

export async function setConnectorEnabled(
  deps: ConnectorDeps,
  id: string,
  enabled: boolean,
  author: Author & { version?: number },
): Promise<ConnectorView> {
  await deps.providers.refresh();
  const row = await deps.store.write(async (tx) => {
    const before = await getSharedConnectorRow(tx, id);
    assertVersion(before, author.version);
    await author.assertMay?.(tx, before);
    const { type, displayName, provider, settings } = before;
    const definition = { type, displayName, ...(provider === null ? {} : { provider }), enabled, settings };
    return changeConnector(deps, tx, before, definition, author);
  });
  if (row.state === 'active') await deps.becameActive(id);
  return connectorView(deps, row);
}

/** What deleteConnector would name. */
export async function listConnectorUses(deps: ConnectorDeps, id: string): Promise<string[]> {
  await getSharedConnectorRow(deps.store.read, id);
  return deps.usedBy(deps.store.read, id);
}

/** Refused with CONFLICT (details.usedBy) while something names the connector. */
export async function deleteConnector(
  deps: ConnectorDeps,
  id: string,
  version?: number,
  assertMay?: Author['assertMay'],
): Promise<void> {
  await deps.store.write(async (tx) => {
    const row = await getSharedConnectorRow(tx, id);
    assertVersion(row, version);
    await assertMay?.(tx, row);
    const usedBy = await deps.usedBy(tx, id);
    if (usedBy.length > 0) {
      const sentence = `"${row.displayName}" is used by ${usedBy.join(', ')}. Choose another connector there, and let what is waiting end, first.`;
      throw new AppError('CONFLICT', sentence, { details: { usedBy } });
    }
    await deps.forget?.(tx, id);
    await deleteConnectorRow(tx, row);
  });
}

/** Beside the definition. */
interface NewConnector {
  /** of an export, so that rules find it in every environment; absent: a new one */
  id?: string | undefined;
  /** the person whose own mailbox it is */
  ownerId?: string;
  managedBy?: string;
}

/** In a transaction of the caller. */
export async function insertConnector(
  deps: ConnectorDeps,
  tx: Tx,
  definition: ConnectorDefinition,
  author: Author,
  more: NewConnector = {},
): Promise<ConnectorRow> {
  const { ownerId = null, managedBy = null } = more;
  await assertProvider(deps, tx, definition);
  const values = requestedValues(deps, definition.type, definition.settings, undefined);
  const at = deps.clock.now();
  const id = more.id ?? newId(at);
  const row: ConnectorRow = {
    id,
    type: definition.type,
    ownerId,
    ...rowValues(deps, { id, ownerId }, definition, values),
    ...stateAfterSave({
      hash: values.hash,
      enabled: definition.enabled ?? true,
      missing: missingDetails(values),
      changed: true,
      goodTest: deps.goodTests.find(values.hash),
      failedTest: deps.goodTests.findFailed(values.hash),
      learned: {},
      at,
    }),
    managedBy,
    security: null,
    version: 1,
    createdAt: at,
    createdBy: author.name,
    modifiedAt: at,
    modifiedBy: author.name,
  };
  await insertConnectorRow(tx, row);
  return row;
}

/** In a transaction of the caller; `before` was read in it. */
export async function changeConnector(
  deps: ConnectorDeps,
  tx: Tx,
  before: ConnectorRow,
  definition: ConnectorDefinition,
  author: Author,
): Promise<ConnectorRow> {
  if (definition.type !== before.type) {
    throw invalid([{ path: '/type', message: 'The type of a connector cannot be changed. Add a new connector.' }]);
  }
  await assertProvider(deps, tx, definition);
  const values = requestedValues(deps, definition.type, definition.settings, before);
  const at = deps.clock.now();
  const changed = !isStored(deps, before, values);
  const change = {
    ...rowValues(deps, before, definition, values),
    ...stateAfterSave({
      hash: values.hash,
      enabled: definition.enabled ?? before.enabled,
      missing: missingDetails(values),
      changed,
      before,
      goodTest: deps.goodTests.find(values.hash),
      failedTest: deps.goodTests.findFailed(values.hash),
      learned: {},
      at,
    }),
    enabled: definition.enabled ?? before.enabled,
    modifiedAt: at,
    modifiedBy: author.name,
  };
  await updateConnectorRow(tx, before, change);
  return { ...before, ...change, version: before.version + 1 };
}

function rowValues(
  deps: ConnectorDeps,
  { id, ownerId }: Pick<ConnectorRow, 'id' | 'ownerId'>,
  definition: ConnectorDefinition,
  values: ConnectorValues,
) {
  const displayName = definition.displayName.trim();
  return {
    displayName,
    displayNameKey: nameKeyOf(displayName, ownerId),
    provider: definition.provider ?? null,
    settings: values.settings,
    secrets: sealSecrets(deps.secrets, id, values.secrets),
    enabled: definition.enabled ?? true,
  };
}

/** In the transaction: it cannot be deleted meanwhile. */
async function assertProvider(deps: ConnectorDeps, tx: Tx, { provider }: ConnectorDefinition): Promise<void> {
  if (provider === undefined || deps.shippedProviders.find(provider) || (await holdProvider(tx, provider))) return;
  const message = `There is no provider "${provider}" in the catalogue. Choose another, or add it under Email providers.`;
  throw invalid([{ path: '/provider', message }]);
}

function assertVersion(row: ConnectorRow, version: number | undefined): void {
  if (version !== undefined && version !== row.version) throw stale();
}
