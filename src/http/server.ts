import { createServer, type Server } from 'node:http';
import type { Router } from 'express';
import express from 'express';
import { AppError } from '../sdk/index.ts';

/** How many proxies stand in front, or their addresses; never simply "true", which anybody could use to lie. */
export type TrustedProxies = number | string[];

export interface HttpServer {
  /** 'http://127.0.0.1:8025' */
  readonly url: string;
  /** Takes no more connections and resolves when the open requests have been answered, at the latest after `graceMs`. */
  close(graceMs?: number): Promise<void>;
}

export interface HttpServerOptions {
  router: Router;
  host: string;
  port: number;
  trustedProxies?: TrustedProxies;
}

const GRACE_MS = 10_000;

/** Listens. CONFIG when the address or port cannot be used. */
export async function openHttpServer(options: HttpServerOptions): Promise<HttpServer> {
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', options.trustedProxies ?? false);
  app.use(options.router);
  const server = createServer(app);
  server.on('request', (_request, response) => {
    // While stopping, a kept-alive connection would hold the process for as long as its client likes.
    response.once('close', () => setImmediate(() => server.listening || server.closeIdleConnections()));
  });
  await listen(server, options);
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : options.port;
  const host = options.host.includes(':') ? `[${options.host}]` : options.host;
  return { url: `http://${host}:${port}`, close: (graceMs = GRACE_MS) => close(server, graceMs) };
}

async function listen(server: Server, { host, port }: HttpServerOptions): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const refuse = (error: NodeJS.ErrnoException) => {
      const reason =
        error.code === 'EADDRINUSE'
          ? `Port ${port} on ${host} is in use; stop the other program or choose another port with --port.`
          : `The server cannot listen on ${host}, port ${port}: ${error.message}.`;
      reject(new AppError('CONFIG', reason, { cause: error }));
    };
    server.once('error', refuse);
    server.listen(port, host, () => {
      server.off('error', refuse);
      resolve();
    });
  });
}

async function close(server: Server, graceMs: number): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const timer = setTimeout(() => server.closeAllConnections(), graceMs);
  await closed;
  clearTimeout(timer);
}
