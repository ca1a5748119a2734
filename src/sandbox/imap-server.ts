import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { type ImapHost, serveImap } from './imap-connection.ts';

export interface ImapServer {
  port: number;
  stop(): Promise<void>;
}

/** An IMAP4rev1 server over the sandbox's accounts, on loopback only. */
export async function startImapServer(
  host: ImapHost,
  options: { port: number; implicitTls: boolean },
): Promise<ImapServer> {
  const sockets = new Set<Socket>();
  const serving = new Set<Promise<void>>();
  const accept = (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    const session = serveImap(host, socket).finally(() => serving.delete(session));
    serving.add(session);
  };
  const server =
    options.implicitTls && host.tls !== undefined ? createTlsServer(host.tls, accept) : createServer(accept);
  server.listen(options.port, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    async stop() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const socket of sockets) socket.destroy();
      await closed;
      await Promise.all(serving);
    },
  };
}
