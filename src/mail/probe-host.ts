import { lookup } from 'node:dns/promises';
import { type Patience, withPatience } from './probe-socket.ts';

/** The addresses of a host, as the system resolves it (/etc/hosts included). Rejects with Node's DNS codes. */
export function probeHost(host: string, patience: Patience): Promise<string[]> {
  return withPatience(patience, ({ resolve, reject }) => {
    // getaddrinfo cannot be cancelled; its late answer finds a settled promise and is ignored.
    lookup(host, { all: true }).then((found) => resolve([...new Set(found.map(({ address }) => address))]), reject);
    return () => undefined;
  });
}
