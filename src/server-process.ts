import { type AppOptions, createApp } from './app.ts';
import type { Config } from './config.ts';
import { type HttpServer, openHttpServer } from './http/server.ts';
import type { Logger } from './logger.ts';
import type { WorkerRole } from './outbox/worker-role.ts';

export interface ServerProcess {
  config: Config;
  /** what the files of connectors refer to */
  env: Record<string, string | undefined>;
  secretKeys: AppOptions['secretKeys'];
  log: Logger;
  http: boolean;
  /** where a process without HTTP says how it is */
  healthPort?: number | undefined;
  /** what of the queue this process does; absent: nothing */
  worker: WorkerRole | undefined;
  /** SIGTERM and SIGINT */
  signal: AbortSignal;
  /** what a person at the terminal must see: the address, and at the first start the link to set it up */
  announce(text: string): void;
}

/** Runs until the signal, then stops in order: no new requests, finish what is at the dot, close the database. */
export async function runServer(options: ServerProcess): Promise<void> {
  const { config, log } = options;
  const failed = new AbortController();
  const unwatch = watchForBugs(log, failed);
  const app = await createApp({
    databaseUrl: config.databaseUrl,
    secretKeys: options.secretKeys,
    log,
    egress: config.egress,
    guard: config.guard,
    timeZone: config.timeZone,
    ...(config.publicUrl === undefined ? {} : { publicUrl: config.publicUrl }),
    ...(config.production ? {} : { sandbox: 'startable' as const }),
  });
  let server: HttpServer | undefined;
  try {
    if (config.connectorsFolder) await app.applyConnectors(config.connectorsFolder, options.env);
    if (options.http) {
      const { host, port, trustedProxies } = config;
      server = await openHttpServer({ router: app.router, host, port, trustedProxies });
      const url = config.publicUrl ?? server.url;
      options.announce(`mailrule listens on ${url} (API: ${server.url}/api/docs)\n`);
      const code = await app.findSetupCode();
      if (code) options.announce(`Open ${url}/setup#${code} to make the first administrator (works once)\n`);
      await app.resumeSandbox();
    }
    if (options.healthPort !== undefined) {
      server = await openHttpServer({ router: app.probes, host: config.host, port: options.healthPort });
      log.info({ url: server.url }, 'health and metrics');
    }
    if (options.worker) await app.start(options.worker);
    log.info({ http: options.http, queues: options.worker?.queues ?? [] }, 'started');
    await aborted(AbortSignal.any([options.signal, failed.signal]));
    log.info({}, 'stopping');
  } finally {
    app.endStreams();
    await server?.close();
    await app.close();
    unwatch();
    log.info({}, 'stopped');
  }
  if (failed.signal.aborted) throw failed.signal.reason;
}

/** A bug must not leave a half-dead process behind: it is logged, and the process stops in order and says 1. */
function watchForBugs(log: Logger, failed: AbortController): () => void {
  const onBug = (error: unknown) => {
    log.fatal({ err: error }, 'a bug: stopping');
    failed.abort(error);
  };
  process.on('uncaughtException', onBug);
  process.on('unhandledRejection', onBug);
  return () => {
    process.off('uncaughtException', onBug);
    process.off('unhandledRejection', onBug);
  };
}

async function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}
