import { createLogger } from '../../logger.ts';
import { openSecretKeys } from '../../open-keys.ts';
import { QUEUES } from '../../outbox/worker-role.ts';
import { runServer } from '../../server-process.ts';
import { type Command, EXIT } from '../command.ts';
import { assertNoWords, assertShared, parseRole, ROLE_OPTIONS } from '../worker-role.ts';

/** `mailrule serve`: the HTTP API, and the worker in the same process. */
export const command: Command = {
  summary: 'Start the server: HTTP API and worker',
  usage: ['[--host <address>] [--port <port>] [--no-worker | [--concurrency <sessions>] [--queues <list>]]'],
  help: `Environment: MAILRULE_DATABASE, MAILRULE_SECRET_KEY or MAILRULE_SECRET_KEY_FILE, MAILRULE_HOST, MAILRULE_PORT,
MAILRULE_PUBLIC_URL, MAILRULE_TRUSTED_PROXIES, MAILRULE_CONNECTORS, MAILRULE_LOG_LEVEL. See docs/operations.md.
With --no-worker nothing is sent from this process; start "mailrule worker" beside it (PostgreSQL only).
--concurrency and --queues: as of "mailrule worker", for the part that sends in this process.`,
  options: { host: { type: 'string' }, port: { type: 'string' }, 'no-worker': { type: 'boolean' }, ...ROLE_OPTIONS },
  async run({ config, flags, args, streams, signal }) {
    assertNoWords('serve', args);
    const sends = flags['no-worker'] !== true;
    const role = parseRole(flags);
    const settings = config();
    if (!sends) assertShared(settings.databaseUrl, '--no-worker');
    if (role.queues.length < QUEUES.length) assertShared(settings.databaseUrl, '--queues');
    const log = createLogger({ level: settings.logLevel });
    await runServer({
      config: settings,
      env: streams.env,
      secretKeys: openSecretKeys(settings, log),
      log,
      http: true,
      worker: sends ? role : undefined,
      signal,
      announce: (text) => streams.out(text),
    });
    return EXIT.ok;
  },
};
