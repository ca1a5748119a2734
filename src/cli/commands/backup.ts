import { backupDatabase } from '../../store/backup-database.ts';
import { type Command, EXIT } from '../command.ts';
import { UsageError } from '../usage-error.ts';

/** `mailrule backup <file>`: a SQLite database, while it is in use. */
export const command: Command = {
  summary: 'Copy the SQLite database into a file while the server runs',
  usage: ['<file>'],
  help: `The secret key is not in it: keep that, too, apart. A server that is started on the copy sends nothing until somebody
says "mailrule guard resume". PostgreSQL: pg_dump.`,
  async run({ args, config, show }) {
    const [file, ...more] = args;
    if (file === undefined || more.length > 0) throw new UsageError('Name one file: mailrule backup <file>.');
    backupDatabase(config().databaseUrl, file, Date.now());
    show({ file }, () => `${file} written. The secret key is not in it.\n`);
    return EXIT.ok;
  },
};
