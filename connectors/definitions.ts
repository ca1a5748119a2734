import { type FieldProblem, invalid, toAppError } from '../src/sdk/index.ts';
import type { ConnectorRow } from '../src/store/tables/connector.table.ts';
import type { Tx } from '../src/store/transaction.ts';
import { displayNameKey, findConnectorByName, findConnectorRow, listConnectorRows } from './connector.store.ts';
import { type ConnectorDefinition, connectorDefinitionSchema } from './connector-definition.gen.ts';
import type { ConnectorDeps } from './connector-deps.ts';
import { type Author, changeConnector, insertConnector } from './connectors.ts';

/** A definition that says which connector it is, in whatever environment. */
export type NamedDefinition = ConnectorDefinition & { id?: string };

export const namedDefinitionSchema = {
  ...connectorDefinitionSchema,
  title: 'NamedConnectorDefinition',
  properties: {
    id: {
      type: 'string',
      pattern: '^[a-z0-9][a-z0-9-]{0,59}$',
      description: 'As an export has it: rules name it. Absent: the connector of this display name, or a new id.',
    },
    ...connectorDefinitionSchema.properties,
  },
} as const;

export interface ImportResult {
  /** display names */
  created: string[];
  updated: string[];
}

/** Named definitions without secrets, as they can be imported elsewhere; `leftOut`: names of those the caller may not read. */
export async function exportConnectors(
  deps: ConnectorDeps,
  mayRead: (row: ConnectorRow) => Promise<boolean> = async () => true,
): Promise<{ connectors: NamedDefinition[]; leftOut: string[] }> {
  const connectors: NamedDefinition[] = [];
  const leftOut: string[] = [];
  for (const row of await listConnectorRows(deps.store.read, {})) {
    if (await mayRead(row)) connectors.push(definitionOf(row));
    else leftOut.push(row.displayName);
  }
  return { connectors, leftOut };
}

function definitionOf({ id, type, displayName, provider, enabled, settings }: ConnectorRow): NamedDefinition {
  return { id, type, displayName, ...(provider === null ? {} : { provider }), enabled, settings };
}

/**
 * Creates connectors, or changes those of the same id or else of the same display name; stored secrets stay where the
 * destination stays. All or nothing: problems are named below /connectors/<position>.
 */
export async function importConnectors(
  deps: ConnectorDeps,
  definitions: readonly NamedDefinition[],
  author: Author,
): Promise<ImportResult> {
  assertNamedOnce(definitions);
  await deps.providers.refresh();
  const result: ImportResult = { created: [], updated: [] };
  const active: string[] = [];
  await deps.store.write(async (tx) => {
    for (const [position, { id, ...definition }] of definitions.entries()) {
      const row = await placed(position, async () => {
        const before = await findNamed(tx, id, definition.displayName);
        (before ? result.updated : result.created).push(definition.displayName);
        if (before === undefined) return insertConnector(deps, tx, definition, author, { id });
        await author.assertMay?.(tx, before);
        return changeConnector(deps, tx, before, definition, author);
      });
      if (row.state === 'active') active.push(row.id);
    }
  });
  for (const id of active) await deps.becameActive(id);
  return result;
}

/** The connector of this id, or else of this name. VALIDATION where the id is that of somebody's own mailbox. */
export async function findNamed(
  tx: Tx,
  id: string | undefined,
  displayName: string,
): Promise<ConnectorRow | undefined> {
  const known = id === undefined ? undefined : await findConnectorRow(tx, id);
  if (known === undefined) return findConnectorByName(tx, displayName);
  if (known.ownerId === null) return known;
  throw invalid([{ path: '/id', message: 'This id is taken by something else here. Leave it out.' }]);
}

/** The second of two would silently replace the first. */
export function assertNamedOnce(definitions: readonly NamedDefinition[]): void {
  const seen = new Set<string>();
  const twice = definitions.flatMap(({ id, displayName }, position) => {
    const marks = [`name ${displayNameKey(displayName)}`, ...(id === undefined ? [] : [`id ${id}`])];
    const known = marks.some((mark) => seen.has(mark));
    for (const mark of marks) seen.add(mark);
    const message = `"${displayName}" is in this import twice. Give each connector another name and id.`;
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
