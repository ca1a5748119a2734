import net, { type LookupFunction } from 'node:net';
import type { Egress } from '../sdk/index.ts';
import { type Patience, withPatience } from './probe-socket.ts';

/** Where to, and by whose leave, something connects. */
export interface Reach {
  signal: AbortSignal;
  egress: Egress;
}

export type DialPatience = Patience & Reach;

/** A TCP connection to an address that is allowed; the caller destroys it. */
export async function dial(peer: { host: string; port: number }, patience: DialPatience): Promise<net.Socket> {
  const addresses = await checkedAddresses(peer, patience);
  return withPatience(patience, ({ resolve, reject }) => {
    const socket = net.connect({ host: peer.host, port: peer.port, lookup: fixedLookup(addresses) });
    // Stays for the socket's whole life: a reset after the test has moved on must not end the process.
    socket.on('error', reject);
    socket.once('connect', () => resolve(socket));
    return () => socket.destroy();
  });
}

/** The addresses of a host, each of them allowed. Rejects with EGRESS, or Node's DNS codes. */
export function checkedAddresses(
  { host, port }: { host: string; port: number },
  patience: DialPatience,
): Promise<string[]> {
  return withPatience(patience, ({ resolve, reject }) => {
    // getaddrinfo cannot be cancelled; its late answer finds a settled promise and is ignored.
    patience.egress.resolve(host, port).then(resolve, reject);
    return () => undefined;
  });
}

/** Looks nothing up: whatever connects gets the addresses that were checked, so a second answer of the DNS counts nothing. */
export function fixedLookup(addresses: readonly string[]): LookupFunction {
  const found = addresses.map((address) => ({ address, family: net.isIP(address) }));
  return (_host, options, done) => {
    const [first] = found;
    const wanted =
      options.family === 4 || options.family === 6 ? found.filter((one) => one.family === options.family) : found;
    if (options.all) done(null, wanted);
    else done(null, (wanted[0] ?? first)?.address ?? '', (wanted[0] ?? first)?.family ?? 0);
  };
}
