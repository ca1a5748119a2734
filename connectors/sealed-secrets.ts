import { AppError } from '../src/sdk/index.ts';
import { sealAgain, sealingKeyId } from '../src/secrets/secret-box.ts';
import type { SealedColumn } from '../src/store/sealed-column.ts';
import { isPostgres } from '../src/store/sql.ts';
import type { ConnectorRow } from '../src/store/tables/connector.table.ts';
import type { Tx } from '../src/store/transaction.ts';
import { allConnectorRows, findConnectorRow, putSealedSecrets } from './connector.store.ts';
import type { ConnectorDeps } from './connector-deps.ts';
import { storedValues } from './connector-values.ts';

type Deps = Pick<ConnectorDeps, 'secrets' | 'types'>;

/**
 * The secrets of data sources and of people's own mailboxes. The hash that ties a good test to the tested values is made with
 * the key, too: it moves on with it, so that nothing has to be tested again.
 */
export function sealedSecrets(deps: Deps): SealedColumn {
  return {
    column: 'connector.secrets',
    what: 'passwords of data sources',
    count: async (read) => (await allConnectorRows(read)).length,
    async *pages(read) {
      const rows = await allConnectorRows(read);
      yield rows.map((row) => ({
        id: row.displayName,
        keys: keysOf(deps, row),
        bytes: JSON.stringify(row.secrets).length,
        sealAgain: (tx) => secretsAgain(deps, tx, row.id),
      }));
    },
  };
}

function keysOf(deps: Deps, row: ConnectorRow): (string | undefined)[] {
  const tested = testedText(deps, row);
  const key = tested === undefined ? undefined : deps.secrets.digestKeyId(tested, row.testedHash ?? '');
  return [...Object.values(row.secrets).map(sealingKeyId), ...(key === undefined ? [] : [key])];
}

async function secretsAgain(deps: Deps, tx: Tx, id: string): Promise<void> {
  if (isPostgres(tx)) await tx.sql`SELECT 1 FROM connector WHERE id = ${id} FOR UPDATE`;
  const row = await findConnectorRow(tx, id);
  if (row === undefined) return;
  const tested = testedText(deps, row);
  const same = tested !== undefined && deps.secrets.digestKeyId(tested, row.testedHash ?? '') !== undefined;
  const secrets = Object.fromEntries(
    Object.entries(row.secrets).map(([field, sealed]) => [
      field,
      sealAgain(deps.secrets, sealed, { connectorId: id, field }),
    ]),
  );
  await putSealedSecrets(tx, id, { secrets, ...(same ? { testedHash: deps.secrets.digest(tested) } : {}) });
}

/** Undefined where nothing was tested, or its values do not open: then there is no hash to move on. */
function testedText(deps: Deps, row: ConnectorRow): string | undefined {
  if (row.testedHash === null || deps.types.find(row.type) === undefined) return undefined;
  try {
    return storedValues(deps, row).hashed;
  } catch (error) {
    if (error instanceof AppError && error.code === 'SECRET_KEY') return undefined;
    throw error;
  }
}
