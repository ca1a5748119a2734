import type { SenderCandidate } from '../sdk/index.ts';
import type { HealthDeps } from './health-deps.ts';

/** Who sends where a connector cannot: the default mailbox, else the global connector; never those in question. */
export async function findDefaultSender(
  deps: HealthDeps,
  without: readonly string[],
): Promise<SenderCandidate | undefined> {
  const { defaultMailbox, globalSmtp } = await deps.loadSenderSettings();
  const ids = [defaultMailbox.connectorId, globalSmtp.enabled ? globalSmtp.connectorId : null];
  for (const id of ids) {
    if (id === null || without.includes(id)) continue;
    const connector = await deps.findConnector(id);
    if (connector?.canSend && connector.state === 'active') return connector;
  }
  return undefined;
}
