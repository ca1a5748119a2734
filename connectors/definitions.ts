import { type FieldProblem, invalid, toAppError } from '../src/sdk/index.ts';
import { findConnectorByName, listConnectorRows } from './connector.store.ts';
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
  return deps.store.write(async (tx) => {
    const result: ImportResult = { created: [], updated: [] };
    for (const [position, definition] of definitions.entries()) {
      const before = await findConnectorByName(tx, definition.displayName);
      await placed(position, () =>
        before ? changeConnector(deps, tx, before, definition, author) : insertConnector(deps, tx, definition, author),
      );
      (before ? result.updated : result.created).push(definition.displayName);
    }
    return result;
  });
}

async function placed(position: number, write: () => Promise<unknown>): Promise<void> {
  try {
    await write();
  } catch (error) {
    const { code, details, message } = toAppError(error);
    if (code !== 'VALIDATION' || !details.fields) throw error;
    const at = (field: FieldProblem) => ({ ...field, path: `/connectors/${position}${field.path}` });
    throw invalid(details.fields.map(at), message);
  }
}
