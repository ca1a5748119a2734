import { createApp } from '../../../src/app.ts';
import { openHttpServer } from '../../../src/http/server.ts';
import { createLogger } from '../../../src/logger.ts';
import { newSecretKey } from '../../../src/secrets/secret-box.ts';
import { QUICK_POLICY } from '../../support/outbox-rig.ts';

export interface FreshApp {
  url: string;
  /** the link that the server would print */
  setupLink: string;
  close(): Promise<void>;
}

/** An installation that nobody has set up, with its worker. Without a sandbox it is as in production. */
export async function openFreshApp(databaseUrl: string, options: { sandbox: boolean }): Promise<FreshApp> {
  const app = await createApp({
    databaseUrl,
    secretKeys: [newSecretKey()],
    log: createLogger({ level: 'silent' }),
    retryPolicy: QUICK_POLICY,
    page: process.env['MAILRULE_TEST_WEB'] ?? true,
    ...(options.sandbox ? { sandbox: 'startable' as const } : {}),
  });
  const server = await openHttpServer({ router: app.router, host: '127.0.0.1', port: 0 });
  await app.start();
  return {
    url: server.url,
    setupLink: `${server.url}/setup#${await app.findSetupCode()}`,
    close: async () => {
      app.endStreams();
      await server.close();
      await app.close();
    },
  };
}
