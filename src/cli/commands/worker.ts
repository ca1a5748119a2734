import { createLogger } from '../../logger.ts';
import { openSecretKeys } from '../../open-keys.ts';
import { runServer } from '../../server-process.ts';
import { type Command, EXIT } from '../command.ts';

/** `mailrule worker`: sends, and answers no requests. On PostgreSQL any number of them share the queue. */
export const command: Command = {
  summary: 'Send the mails of the outbox, without HTTP',
  usage: [''],
  help: 'On SQLite the server and the worker must be one process: use "mailrule serve" there.',
  async run({ config, streams, signal }) {
    const settings = config();
    const log = createLogger({ level: settings.logLevel });
    await runServer({
      config: settings,
      env: streams.env,
      secretKeys: openSecretKeys(settings, log),
      log,
      http: false,
      worker: true,
      signal,
      announce: (text) => streams.out(text),
    });
    return EXIT.ok;
  },
};
