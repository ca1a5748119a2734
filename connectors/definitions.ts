import { type FieldProblem, invalid, toAppError } from '../src/sdk/index.ts';
import { displayNameKey, findConnectorByName, listConnectorRows } from './connector.store.ts';
import type { ConnectorDefinition } from './connector-definition.gen.ts';
import type { ConnectorDeps } from './connector-deps.ts';
import { type Author, changeConnector, insertConnector } from './connectors.ts';

export interface ImportResult {
  /** display names */
  created: string[];
  updated: string[];
}

/** Named definitions without secrets, as they can be imported elsewhere. */
export async function exportConnectors(deps: ConnectorDeps): Promise<ConnectorDefinition[]> {
  const rows = await listConnectorRows(deps.store.read, {});
  return rows.map(({ type, displayName, provider, enabled, settings }) => ({
    type,
    displayName,
    ...(provider === null ? {} : { provider }),
    enabled,
    settings,
  }));
}

/**
 * Creates connectors, or changes those of the same display name; stored secrets stay where the destination stays.
 * All or nothing: problems are named below /connectors/<position>.
 */
export async function importConnectors(
  deps: ConnectorDeps,
  definitions: readonly ConnectorDefinition[],
  author: Author,
): Promise<ImportResult> {
  assertNamedOnce(definitions);
  const result: ImportResult = { created: [], updated: [] };
  const active: string[] = [];
  await deps.store.write(async (tx) => {
    for (const [position, definition] of definitions.entries()) {
      const before = await findConnectorByName(tx, definition.displayName);
      const row = await placed(position, () =>
        before ? changeConnector(deps, tx, before, definition, author) : insertConnector(deps, tx, definition, author),
      );
      if (row.state === 'active') active.push(row.id);
      (before ? result.updated : result.created).push(definition.displayName);
    }
  });
  for (const id of active) await deps.becameActive(id);
  return result;
}

/** The second of two would silently replace the first. */
function assertNamedOnce(definitions: readonly ConnectorDefinition[]): void {
  const seen = new Set<string>();
  const twice = definitions.flatMap(({ displayName }, position) => {
    const key = displayNameKey(displayName);
    const known = seen.has(key);
    seen.add(key);
    const message = `"${displayName}" is in this import twice. Give each connector another name.`;
    return known ? [{ path: `/connectors/${position}/displayName`, message }] : [];
  });
  if (twice.length > 0) throw invalid(twice);
}

async function placed<T>(position: number, write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    const { code, details, message } = toAppError(error);
    if (code !== 'VALIDATION' || !details.fields) throw error;
    const at = (field: FieldProblem) => ({ ...field, path: `/connectors/${position}${field.path}` });
    throw invalid(details.fields.map(at), message);
  }
}
