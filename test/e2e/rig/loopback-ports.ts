import { randomInt } from 'node:crypto';
import { connect, createServer, type Server } from 'node:net';

export interface LoopbackHost {
  /** an address of 127.0.0.0/8 that nobody else uses */
  host: string;
  close(): Promise<void>;
}

/**
 * A host of its own on this machine on which servers of other ports answer on these: so that mail servers can be met
 * on their usual ports.
 */
export async function openLoopbackHost(ports: Record<number, number>): Promise<LoopbackHost> {
  const host = `127.${randomInt(1, 255)}.${randomInt(1, 255)}.${randomInt(2, 255)}`;
  const servers: Server[] = [];
  const close = async () => {
    await Promise.all(servers.map((server) => new Promise((done) => server.close(done))));
  };
  try {
    for (const [port, target] of Object.entries(ports)) servers.push(await forward(host, Number(port), target));
  } catch (error) {
    await close();
    if ((error as NodeJS.ErrnoException).code !== 'EACCES') throw error;
    const sentence = 'This test must listen on the ports 465 and 993 of 127.0.0.0/8: run it as root, or allow it with';
    throw new Error(`${sentence} "sysctl net.ipv4.ip_unprivileged_port_start=0".`, { cause: error });
  }
  return { host, close };
}

function forward(host: string, port: number, target: number): Promise<Server> {
  const server = createServer((near) => {
    const far = connect(target, '127.0.0.1');
    near.pipe(far).pipe(near);
    // One side being gone ends the other; neither is a failure of the test.
    near.on('error', () => far.destroy());
    far.on('error', () => near.destroy());
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve(server));
  });
}
