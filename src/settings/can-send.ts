import { AppError, type Clock, type SenderCandidate } from '../sdk/index.ts';
import type { Store } from '../store/store.ts';

export interface SettingsDeps {
  store: Store;
  clock: Clock;
  findConnector(id: string): Promise<SenderCandidate | undefined>;
}

/** A setting that sends everything through a connector that cannot send would stop all mail. */
export async function assertCanSend(
  deps: Pick<SettingsDeps, 'findConnector'>,
  connectorId: string | null,
): Promise<void> {
  const connector = connectorId === null ? undefined : await deps.findConnector(connectorId);
  const refuse = (code: 'CONNECTOR_UNKNOWN' | 'CONNECTOR_INACTIVE', message: string) =>
    new AppError(code, message, { details: { fields: [{ path: '/connectorId', message }] } });
  if (connector === undefined) {
    throw refuse('CONNECTOR_UNKNOWN', 'There is no such e-mail connector; create one first, then choose it here.');
  }
  if (!connector.canSend) {
    throw refuse('CONNECTOR_INACTIVE', `"${connector.displayName}" has no sending part; enable mail send from there.`);
  }
  if (connector.state !== 'active') {
    throw refuse(
      'CONNECTOR_INACTIVE',
      `"${connector.displayName}" is ${connector.state} (${connector.stateReason}); activate it with Test connection first.`,
    );
  }
}
