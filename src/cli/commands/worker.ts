import { createLogger } from '../../logger.ts';
import { openSecretKeys } from '../../open-keys.ts';
import { runServer } from '../../server-process.ts';
import { type Command, EXIT } from '../command.ts';
import { assertNoWords, assertShared, parseHealthPort, parseRole, ROLE_OPTIONS } from '../worker-role.ts';

/** `mailrule worker`: sends, and answers no requests. On PostgreSQL any number of them share the queue. */
export const command: Command = {
  summary: 'Send the mails of the outbox, without HTTP',
  usage: ['[--concurrency <sessions>] [--queues send,file,sync,plan] [--health-port <port>]'],
  help: `PostgreSQL only; on SQLite the server and the worker are one process: "mailrule serve".
--concurrency: SMTP sessions of this process at once, over all connectors; without it what the connectors allow.
--queues: send = e-mails, file = Sent copies, sync = mailboxes, plan = payroll plans, schedules and all that goes by the
clock. --health-port: /healthz, /readyz and /metrics of this process, on MAILRULE_HOST. Somebody must do each of them; without it this process does all.`,
  options: { ...ROLE_OPTIONS, 'health-port': { type: 'string' } },
  async run({ config, flags, args, streams, signal }) {
    assertNoWords('worker', args);
    const role = parseRole(flags);
    const settings = config();
    assertShared(settings.databaseUrl, 'A worker beside the server');
    const log = createLogger({ level: settings.logLevel });
    await runServer({
      config: settings,
      env: streams.env,
      secretKeys: openSecretKeys(settings, log),
      log,
      http: false,
      healthPort: parseHealthPort(flags['health-port']),
      worker: role,
      signal,
      announce: (text) => streams.out(text),
    });
    return EXIT.ok;
  },
};
