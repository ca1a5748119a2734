import { loadSecretKeys } from '../../config.ts';
import { createLogger } from '../../logger.ts';
import { runServer } from '../../server-process.ts';
import { type Command, EXIT } from '../command.ts';

/** `mailrule worker`: sends, and answers no requests. On PostgreSQL any number of them share the queue. */
export const command: Command = {
  summary: 'Send the mails of the outbox, without HTTP',
  usage: [''],
  help: 'On SQLite the server and the worker must be one process: use "mailrule serve" there.',
  async run({ config, streams, signal }) {
    const settings = config();
    await runServer({
      config: settings,
      secretKeys: loadSecretKeys(settings),
      log: createLogger({ level: settings.logLevel }),
      http: false,
      worker: true,
      signal,
      announce: (text) => streams.out(text),
    });
    return EXIT.ok;
  },
};
