import { isPostgres } from '../../src/store/sql.ts';
import type { ConnectorRow } from '../../src/store/tables/connector.table.ts';
import type { Tx } from '../../src/store/transaction.ts';
import { listConnectorRows, updateConnectorRow, updateManagedBy } from '../connector.store.ts';
import type { ConnectorDeps } from '../connector-deps.ts';
import { isStored, requestedValues } from '../connector-values.ts';
import { changeConnector, insertConnector } from '../connectors.ts';
import { assertNamedOnce, findNamed, type NamedDefinition } from '../definitions.ts';
import { type ConnectorFile, filesProblem, readConnectorFiles, sentencesOf } from './read-files.ts';
import type { Environment } from './references.ts';

/** Display names. */
export interface AppliedFiles {
  created: string[];
  changed: string[];
  /** their file is gone: switched off, and people may change or delete them */
  released: string[];
}

/**
 * Makes the connectors what the files of a folder say, all or nothing. Applied again it writes nothing. A file takes over the
 * connector that it came from, else that of its id, else that of its display name. CONFIG says what is wrong in which file.
 */
export async function applyConnectorFiles(
  deps: ConnectorDeps,
  folder: string,
  env: Environment,
): Promise<AppliedFiles> {
  const files = readConnectorFiles(folder, env, deps.types);
  try {
    assertNamedOnce(files.map(({ definition }) => definition));
  } catch (error) {
    throw filesProblem(folder, sentencesOf('Two files', error));
  }
  await deps.providers.refresh();
  const active: string[] = [];
  const applied = await deps.store.write(async (tx) => {
    // Several processes start at once, with the same files.
    if (isPostgres(tx)) await tx.query('LOCK TABLE connector IN SHARE ROW EXCLUSIVE MODE');
    const result: AppliedFiles = { created: [], changed: [], released: [] };
    for (const one of files) {
      try {
        const { row, done } = await applyOne(deps, tx, one);
        if (done !== 'same') result[done].push(row.displayName);
        if (done !== 'same' && row.state === 'active') active.push(row.id);
      } catch (error) {
        throw filesProblem(folder, sentencesOf(one.file, error));
      }
    }
    result.released = await releaseOthers(deps, tx, files);
    return result;
  });
  for (const id of active) await deps.becameActive(id);
  return applied;
}

type Done = 'created' | 'changed' | 'same';

async function applyOne(
  deps: ConnectorDeps,
  tx: Tx,
  { file, definition: { id, ...definition } }: ConnectorFile,
): Promise<{ row: ConnectorRow; done: Done }> {
  const rows = await listConnectorRows(tx, {});
  const before = rows.find(({ managedBy }) => managedBy === file) ?? (await findNamed(tx, id, definition.displayName));
  const author = { name: file };
  if (before === undefined) {
    const row = await insertConnector(deps, tx, definition, author, { id, managedBy: file });
    return { row, done: 'created' };
  }
  if (before.managedBy !== file) await updateManagedBy(tx, before.id, file);
  // What a file does not say is on, whatever somebody had switched before.
  const wanted = { enabled: true, ...definition };
  if (isSame(deps, before, wanted)) return { row: before, done: before.managedBy === file ? 'same' : 'changed' };
  return { row: await changeConnector(deps, tx, before, wanted, author), done: 'changed' };
}

function isSame(
  deps: ConnectorDeps,
  row: ConnectorRow,
  { type, displayName, provider, enabled, settings }: NamedDefinition,
) {
  if (type !== row.type || displayName.trim() !== row.displayName) return false;
  if ((provider ?? null) !== row.provider || enabled !== row.enabled) return false;
  return isStored(deps, row, requestedValues(deps, type, settings, row));
}

/** Not deleted: rules may name it, and what it sent stays its own. */
async function releaseOthers(deps: ConnectorDeps, tx: Tx, files: readonly ConnectorFile[]): Promise<string[]> {
  const known = new Set(files.map(({ file }) => file));
  const left = (await listConnectorRows(tx, {})).filter(({ managedBy }) => managedBy !== null && !known.has(managedBy));
  const at = deps.clock.now();
  for (const row of left) {
    const stateReason = `Switched off: its file ${row.managedBy} is not in the server's configuration any more`;
    const state = row.state === 'incomplete' ? {} : ({ state: 'inactive', stateReason, stateAt: at } as const);
    const change = { ...state, enabled: false, managedBy: null, modifiedAt: at, modifiedBy: row.managedBy ?? '' };
    await updateConnectorRow(tx, row, change);
  }
  return left.map(({ displayName }) => displayName);
}
