import { AppError, invalid, newId } from '../src/sdk/index.ts';
import type { ConnectorRow } from '../src/store/tables/connector.table.ts';
import type { Tx } from '../src/store/transaction.ts';
import {
  type ConnectorFilter,
  deleteConnectorRow,
  displayNameKey,
  getConnectorRow,
  insertConnectorRow,
  listConnectorRows,
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
import { sealSecrets } from './secret-fields.ts';

/** Who does it: goes into "modified by". */
export interface Author {
  name: string;
}

export async function listConnectors(deps: ConnectorDeps, filter: ConnectorFilter): Promise<ConnectorLine[]> {
  return (await listConnectorRows(deps.store.read, filter)).map((row) => connectorLine(deps, row));
}

/** Names and states only, for people who may choose a connector but not see its details. */
export async function listChoices(deps: ConnectorDeps, filter: ConnectorFilter): Promise<ConnectorChoice[]> {
  return (await listConnectorRows(deps.store.read, filter)).map((row) => connectorChoice(deps, row));
}

export async function readConnector(deps: ConnectorDeps, id: string): Promise<ConnectorView> {
  return connectorView(deps, await getConnectorRow(deps.store.read, id));
}

/** Errors: VALIDATION with JSON pointers, CONFLICT for a display name that is taken. Nothing is half-stored. */
export async function createConnector(deps: ConnectorDeps, definition: ConnectorDefinition, author: Author) {
  return connectorView(deps, await deps.store.write((tx) => insertConnector(deps, tx, definition, author)));
}

/** `version`: the one the author saw (If-Match); STALE when it is no longer the stored one. */
export async function updateConnector(
  deps: ConnectorDeps,
  id: string,
  definition: ConnectorDefinition,
  author: Author & { version?: number },
): Promise<ConnectorView> {
  const row = await deps.store.write(async (tx) => {
    const before = await getConnectorRow(tx, id);
    assertVersion(before, author.version);
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
  const row = await deps.store.write(async (tx) => {
    const before = await getConnectorRow(tx, id);
    assertVersion(before, author.version);
    const { type, displayName, provider, settings } = before;
    const definition = { type, displayName, ...(provider === null ? {} : { provider }), enabled, settings };
    return changeConnector(deps, tx, before, definition, author);
  });
  if (row.state === 'active') await deps.becameActive(id);
  return connectorView(deps, row);
}

/** What deleteConnector would name. */
export async function listConnectorUses(deps: ConnectorDeps, id: string): Promise<string[]> {
  await getConnectorRow(deps.store.read, id);
  return deps.usedBy(deps.store.read, id);
}

/** Refused with CONFLICT (details.usedBy) while something names the connector. */
export async function deleteConnector(deps: ConnectorDeps, id: string, version?: number): Promise<void> {
  await deps.store.write(async (tx) => {
    const row = await getConnectorRow(tx, id);
    assertVersion(row, version);
    const usedBy = await deps.usedBy(tx, id);
    if (usedBy.length > 0) {
      const sentence = `"${row.displayName}" is used by ${usedBy.join(', ')}. Choose another connector there, and let what is waiting end, first.`;
      throw new AppError('CONFLICT', sentence, { details: { usedBy } });
    }
    await deleteConnectorRow(tx, row);
  });
}

/** In a transaction of the caller. */
export async function insertConnector(
  deps: ConnectorDeps,
  tx: Tx,
  definition: ConnectorDefinition,
  author: Author,
): Promise<ConnectorRow> {
  const values = requestedValues(deps, definition.type, definition.settings, undefined);
  const at = deps.clock.now();
  const id = newId(at);
  const row: ConnectorRow = {
    id,
    type: definition.type,
    ...rowValues(deps, id, definition, values),
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
  const values = requestedValues(deps, definition.type, definition.settings, before);
  const at = deps.clock.now();
  const changed = !isStored(deps, before, values);
  const change = {
    ...rowValues(deps, before.id, definition, values),
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

function rowValues(deps: ConnectorDeps, id: string, definition: ConnectorDefinition, values: ConnectorValues) {
  const { provider } = definition;
  if (provider !== undefined && !deps.providers.find(provider)) {
    throw invalid([{ path: '/provider', message: `There is no provider "${provider}" in the catalogue.` }]);
  }
  const displayName = definition.displayName.trim();
  return {
    displayName,
    displayNameKey: displayNameKey(displayName),
    provider: provider ?? null,
    settings: values.settings,
    secrets: sealSecrets(deps.secrets, id, values.secrets),
    enabled: definition.enabled ?? true,
  };
}

function assertVersion(row: ConnectorRow, version: number | undefined): void {
  if (version !== undefined && version !== row.version) throw stale();
}
