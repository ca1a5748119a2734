import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/** Below the kernel's range for outgoing connections, so that no client takes the port between our look and the server's bind. */
const FIRST = 20_000;
const LAST = 32_000;
/** Ports that are bound again and again, with nobody on them in between: the others must not find them free. */
const KEPT = [18_000, 20_000] as const;

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}

/** A loopback port for a server that must be told its port before it starts. Servers of our own listen on 0 instead. */
export function freePort(): Promise<number> {
  return freePortIn(FIRST, LAST);
}

/** The same for a server that is stopped and started again on its port. */
export function keptPort(): Promise<number> {
  return freePortIn(...KEPT);
}

async function freePortIn(first: number, last: number): Promise<number> {
  for (let attempt = 0; attempt < 100; attempt++) {
    const port = randomInt(first, last);
    if (await isFree(port)) return port;
  }
  throw new Error(`No free port between ${first} and ${last} on 127.0.0.1. Stop what uses them.`);
}

export async function freePorts<Name extends string>(...names: Name[]): Promise<Record<Name, number>> {
  const taken = new Set<number>();
  const entries: [Name, number][] = [];
  for (const name of names) {
    let port = await freePort();
    while (taken.has(port)) port = await freePort();
    taken.add(port);
    entries.push([name, port]);
  }
  return Object.fromEntries(entries) as Record<Name, number>;
}
