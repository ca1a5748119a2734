import type { Security } from '../sdk/index.ts';
import type { Reach } from './dial.ts';
import { type MailProtocol, probeGreeting } from './probe-tls.ts';

const PROBE_MS = 2_500;

export interface PortChoice {
  port: number;
  security: Exclude<Security, 'none'>;
}

/** RFC 8314: implicit TLS first; 587 and 143 with STARTTLS; 25 where a server takes submissions there. */
export const USUAL_PORTS: Record<MailProtocol, readonly PortChoice[]> = {
  imap: [
    { port: 993, security: 'implicit' },
    { port: 143, security: 'starttls' },
  ],
  smtp: [
    { port: 465, security: 'implicit' },
    { port: 587, security: 'starttls' },
    { port: 25, security: 'starttls' },
  ],
};

/** The first of the choices on which the host speaks the protocol with that security; undefined when there is none. */
export async function findWorkingPort(
  host: string,
  protocol: MailProtocol,
  choices: readonly PortChoice[],
  reach: Reach,
): Promise<PortChoice | undefined> {
  const works = await Promise.all(choices.map((choice) => speaks({ host, ...choice }, protocol, reach)));
  return choices.find((_, index) => works[index]);
}

async function speaks(peer: { host: string } & PortChoice, protocol: MailProtocol, reach: Reach): Promise<boolean> {
  try {
    return (await probeGreeting(peer, { timeoutMs: PROBE_MS, ...reach })) === protocol;
  } catch (error) {
    // A closed, silent or foreign port is an answer; only a cancelled test is passed on.
    if (reach.signal.aborted) throw error;
    return false;
  }
}
