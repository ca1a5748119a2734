import { AppError, type ConnectorState, type MailAccount } from '../../src/sdk/index.ts';
import type { ConnectorRow } from '../../src/store/tables/connector.table.ts';
import type { Provider } from './provider.gen.ts';

/** What a connector is opened for. Reading is everything by IMAP, filing copies into Sent Items included. */
export type ConnectorUse = 'send' | 'read';

export interface ProviderSwitches {
  receive: boolean;
  send: boolean;
}

/** A provider without an IMAP server has nothing to receive from. */
export function switchesOf(provider: Provider | undefined): ProviderSwitches {
  if (provider === undefined) return { receive: true, send: true };
  return { receive: provider.receive ?? provider.imap !== undefined, send: provider.send ?? true };
}

/** One sentence; undefined where this use is not switched off. */
export function switchedOff(provider: Provider | undefined, use: ConnectorUse): string | undefined {
  if (provider === undefined) return undefined;
  const what = use === 'send' ? 'Sending' : 'Receiving';
  // That a provider has no IMAP server is no decision of anybody.
  const off = use === 'send' ? provider.send === false : provider.receive === false;
  return off ? `${what} is switched off for the e-mail provider "${provider.label}".` : undefined;
}

/** Throws CONNECTOR_INACTIVE; `details.switchedOff` tells the outbox that waiting is all there is to do. */
export function assertSwitchedOn(provider: Provider | undefined, use: ConnectorUse): void {
  const reason = switchedOff(provider, use);
  if (reason === undefined) return;
  throw new AppError('CONNECTOR_INACTIVE', `${reason} It goes on when an administrator switches it on again.`, {
    details: { switchedOff: true },
  });
}

/**
 * The state as everybody sees it. What is stored stays: when the provider is switched on again nothing has to be tested
 * anew.
 */
export function effectiveState(
  provider: Provider | undefined,
  row: Pick<ConnectorRow, 'state' | 'stateReason'>,
): { state: ConnectorState; stateReason: string } {
  const { state, stateReason } = row;
  const [send, read] = [switchedOff(provider, 'send'), switchedOff(provider, 'read')];
  if (state !== 'active' && state !== 'problematic') return { state, stateReason };
  if (send !== undefined) return { state: 'inactive', stateReason: read === undefined ? send : `${send} ${read}` };
  return { state, stateReason: read === undefined ? stateReason : `${stateReason.replace(/\.?$/, '.')} ${read}` };
}

/** The limits of the provider count where the connector says nothing; never more connections than the provider allows. */
export function withProviderLimits(
  limits: MailAccount['limits'],
  provider: Provider | undefined,
): MailAccount['limits'] {
  const { connections, messagesPerMinute, recipientsPerDay } = provider?.limits ?? {};
  return {
    ...(messagesPerMinute === undefined ? {} : { messagesPerMinute }),
    ...(recipientsPerDay === undefined ? {} : { recipientsPerDay }),
    ...limits,
    connections: Math.min(limits.connections, connections ?? limits.connections),
  };
}
