/** The whole installation as a process of its own, which a test kills. Settings come as JSON in argv. */
import { createApp } from '../../src/app.ts';
import { openHttpServer } from '../../src/http/server.ts';
import { createLogger } from '../../src/logger.ts';
import { QUICK_POLICY } from '../support/outbox-rig.ts';

const { databaseUrl, secretKey } = JSON.parse(process.argv[2] ?? '{}') as { databaseUrl: string; secretKey: string };
const log = createLogger({ level: process.env['SHOW_LOG'] ? 'info' : 'silent', toStderr: true });
const app = await createApp({ databaseUrl, secretKeys: [secretKey], log, retryPolicy: QUICK_POLICY, page: false });
const server = await openHttpServer({ router: app.router, host: '127.0.0.1', port: 0 });
await app.start();
process.send?.({ url: server.url });
process.on('disconnect', () => process.exit(0));
