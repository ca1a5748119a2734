import { egressText, parseEgress } from './egress-config.ts';
import type { Caller } from './http/route.ts';
import { type EgressSettings, openEgress } from './mail/egress.ts';
import { extendDeadlines } from './outbox/deliver/gate.ts';
import type { ConnectorPort } from './outbox/deps.ts';
import type { Outbox } from './outbox/outbox.ts';
import { AppError, type Egress, guardText, letsThrough } from './sdk/index.ts';
import type { GatePort } from './settings/guard.routes.ts';

/** What the slices ask of each other, where it takes more than a line. */

/** Where connections may go, and the same for people. The sandbox runs on this machine, on ports of its own. */
export function egressOf(options: { egress?: EgressSettings; sandbox?: unknown }) {
  const settings = options.egress ?? parseEgress(process.env);
  const allowed = options.sandbox === undefined ? settings : { ...settings, allow: [...settings.allow, 'loopback:*'] };
  const egress: Egress = openEgress(allowed);
  return { egress, view: { ...allowed, text: egressText(allowed) } };
}

interface ConnectorParts {
  openConnector: ConnectorPort['open'];
  findSwitchOff: NonNullable<ConnectorPort['findSwitchOff']>;
  refusedUsers: NonNullable<ConnectorPort['refusedUsers']>;
  markProblematic(id: string, reason: string): Promise<unknown>;
  markActive(id: string): Promise<unknown>;
  learn: ConnectorPort['learn'];
}

export function connectorPort(connectors: ConnectorParts): ConnectorPort {
  return {
    open: connectors.openConnector,
    findSwitchOff: connectors.findSwitchOff,
    refusedUsers: connectors.refusedUsers,
    markProblematic: async (id, reason) => void (await connectors.markProblematic(id, reason)),
    markWorking: async (id) => void (await connectors.markActive(id)),
    learn: connectors.learn,
  };
}

export function gatePort(outbox: Pick<Outbox, 'readGate' | 'changeGate'>): GatePort {
  return { read: () => outbox.readGate(), change: (change) => outbox.changeGate(change), extendDeadlines };
}

/** For a mail that does not go through the outbox. */
export async function assertMayMail(outbox: Pick<Outbox, 'readGate'>, address: string): Promise<void> {
  const { stop, guards } = await outbox.readGate();
  if (stop !== undefined) throw new AppError('STATE', `${stop.by} stopped all sending: ${stop.reason}`);
  if (letsThrough(guards, address)) return;
  throw new AppError('STATE', `The guard lets no e-mail go to ${address}. ${guardText(guards)}`);
}

/** The right by which mailboxes of the organisation are read. */
export async function mayLookAfter(
  connectors: { assertMay(deed: 'test', id: string, caller: Caller): Promise<void> },
  id: string,
  caller: Caller,
): Promise<boolean> {
  try {
    await connectors.assertMay('test', id, caller);
    return true;
  } catch (error) {
    if (error instanceof AppError && (error.code === 'FORBIDDEN' || error.code === 'NOT_FOUND')) return false;
    throw error;
  }
}
