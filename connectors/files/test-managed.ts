import { toAppError } from '../../src/sdk/index.ts';
import { listConnectorRows } from '../connector.store.ts';
import { testConnection } from '../test-connection.ts';

interface TestLog {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
}

/** Nobody presses the button for what comes from a file: what is not proved yet is tested now. Never throws. */
export async function testManaged(
  deps: Parameters<typeof testConnection>[0],
  log: TestLog,
  signal: AbortSignal,
): Promise<void> {
  const rows = await listConnectorRows(deps.store.read, {});
  for (const { id, displayName, managedBy, enabled, state } of rows) {
    if (managedBy === null || !enabled || state !== 'inactive' || signal.aborted) continue;
    const fields = { connectorId: id, displayName, file: managedBy };
    try {
      const { ok, summary } = await testConnection(deps, { id }, { signal });
      if (ok) log.info(fields, 'a connector of the configuration was tested: it works');
      else log.warn({ ...fields, summary }, 'a connector of the configuration does not work');
    } catch (error) {
      log.warn({ ...fields, summary: toAppError(error).message }, 'a connector of the configuration does not work');
    }
  }
}
