import { toAppError } from '../src/sdk/index.ts';
import type { ConnectorRow } from '../src/store/tables/connector.table.ts';
import { allConnectorRows } from './connector.store.ts';
import type { ConnectorDeps } from './connector-deps.ts';
import { markProblematic } from './connector-health.ts';
import { openSecrets } from './secret-fields.ts';

interface LostLog {
  error(fields: object, message: string): void;
}

/**
 * Which connectors have secrets that do not open: their key is not there any more, or somebody changed them. They become
 * problematic with that reason, so that what can goes through another sender; all others work. Answers their names.
 */
export async function findLostSecrets(
  deps: Pick<ConnectorDeps, 'store' | 'clock' | 'secrets'>,
  log: LostLog,
): Promise<string[]> {
  const lost: string[] = [];
  for (const row of await allConnectorRows(deps.store.read)) {
    const reason = whyLost(deps, row);
    if (reason === undefined) continue;
    lost.push(row.displayName);
    log.error({ connectorId: row.id, displayName: row.displayName, reason }, 'a connector needs its secrets again');
    await markProblematic(deps, row.id, reason);
  }
  return lost;
}

function whyLost(
  { secrets }: Pick<ConnectorDeps, 'secrets'>,
  { id, secrets: sealed }: ConnectorRow,
): string | undefined {
  try {
    openSecrets(secrets, id, sealed);
    return undefined;
  } catch (thrown) {
    const error = toAppError(thrown);
    if (error.code !== 'SECRET_KEY') throw error;
    return error.message;
  }
}
