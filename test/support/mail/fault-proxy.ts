import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { connect as connectTls, createServer as createTlsServer, type TLSSocket } from 'node:tls';
import type { Certificate } from './certs.ts';
import { type ProxyDirection, type ProxyPair, type ProxyWeather, pump } from './fault-proxy-pump.ts';

export interface FaultProxyOptions {
  target: { host?: string; port: number };
  /** The proxy ends TLS on both sides, so that triggers see clear text on an implicit-TLS port. */
  tls?: { certificate: Certificate; caPem: string };
  /** '127.0.0.2' makes Dovecot and Postfix see a foreign client: they trust connections from their own address. */
  localAddress?: string;
  /** Keep what went through, in `transcript`. */
  record?: boolean;
  port?: number;
}

/**
 * cut: RST after the match got through. close: FIN after it. dropAndCut: the matching bytes do not get through.
 * blackhole: neither they nor anything later, and nobody is told.
 */
type ProxyAction = 'cut' | 'close' | 'dropAndCut' | 'blackhole';

export interface FaultProxy {
  port: number;
  readonly transcript: readonly { connection: number; direction: ProxyDirection; text: string }[];
  readonly connections: { total: number; open: number };
  set(weather: Partial<ProxyWeather>): void;
  /** The port is closed until `accept()`, and what is open is cut. */
  refuse(): Promise<void>;
  accept(): Promise<void>;
  /** RST on both sides of every connection. */
  cut(): void;
  /** FIN on both sides. */
  close(): void;
  /** client: the product sees the server's FIN but may still write. server: the other way round. */
  halfClose(side: 'client' | 'server'): void;
  /** Does `action` once, when the text, or that many bytes of one connection, went in this direction. Resolves then. */
  once(direction: ProxyDirection, when: RegExp | number, action: ProxyAction): Promise<void>;
  stop(): Promise<void>;
}

/** A TCP proxy that a test can misuse. Up = from the client to the server. */
export async function startFaultProxy(options: FaultProxyOptions): Promise<FaultProxy> {
  const weather: ProxyWeather = { latencyMs: 0, jitterMs: 0, bytesPerSecond: 0, blackhole: 'none', silent: false };
  const pairs = new Set<ProxyPair>();
  const triggers: ProxyPair['triggers'] = [];
  const transcript: { connection: number; direction: ProxyDirection; text: string }[] = [];
  let total = 0;

  const onClient = (client: Socket) => {
    const pair: ProxyPair = {
      ...{ id: ++total, client, server: undefined, triggers, weather },
      ...{ seen: { up: 0, down: 0 }, tail: { up: '', down: '' }, hole: false, held: false },
      record: (direction, text) => {
        if (options.record) transcript.push({ connection: pair.id, direction, text });
      },
    };
    pairs.add(pair);
    // Broken connections are this proxy's trade: an error is always followed by 'close', which is handled.
    client.on('error', () => undefined);
    client.on('close', () => {
      pairs.delete(pair);
      pair.server?.destroy();
    });
    if (weather.silent) return;
    const server = connectTarget(options);
    pair.server = server;
    server.on('error', () => client.destroy());
    server.on('close', () => {
      if (!pair.held) client.destroy();
    });
    pump(pair, client, server, 'up');
    pump(pair, server, client, 'down');
  };
  const server =
    options.tls === undefined
      ? createServer({ allowHalfOpen: true }, onClient)
      : createTlsServer(
          { key: options.tls.certificate.key, cert: options.tls.certificate.cert, allowHalfOpen: true },
          onClient,
        );
  const listen = async (port: number) => {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
  };
  const endAll = (how: 'cut' | 'close') => {
    for (const pair of pairs) endPair(pair, how);
  };
  const refuse = async () => {
    const closed = server.listening ? new Promise<void>((resolve) => server.close(() => resolve())) : undefined;
    endAll('cut');
    await closed;
  };
  await listen(options.port ?? 0);
  const { port } = server.address() as AddressInfo;
  return {
    port,
    transcript,
    connections: {
      get total() {
        return total;
      },
      get open() {
        return pairs.size;
      },
    },
    set: (change) => {
      Object.assign(weather, change);
    },
    refuse,
    accept: () => listen(port),
    cut: () => endAll('cut'),
    close: () => endAll('close'),
    halfClose: (side) => {
      for (const pair of pairs) {
        pair.held = true;
        (side === 'client' ? pair.client : pair.server)?.end();
      }
    },
    once: (direction, when, action) =>
      new Promise((resolve) => {
        // What passed before this call does not count for a pattern.
        for (const pair of pairs) pair.tail[direction] = '';
        triggers.push({ direction, when, action, end: endPair, fired: resolve });
      }),
    stop: refuse,
  };
}

function connectTarget({ target, tls, localAddress }: FaultProxyOptions): Socket | TLSSocket {
  const host = target.host ?? '127.0.0.1';
  if (tls === undefined) {
    return connect({
      ...{ host, port: target.port, allowHalfOpen: true },
      ...(localAddress === undefined ? {} : { localAddress }),
    });
  }
  return connectTls({ host, port: target.port, ca: tls.caPem, servername: 'localhost' });
}

function endPair(pair: ProxyPair, how: 'cut' | 'close'): void {
  for (const socket of [pair.client, pair.server]) {
    if (socket === undefined) continue;
    if (how === 'close') socket.end();
    // resetAndDestroy() is for TCP only; destroying a TLS socket drops its connection without close_notify.
    else if ('encrypted' in socket) socket.destroy();
    else socket.resetAndDestroy();
  }
}
