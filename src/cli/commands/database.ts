import { type CopiedTable, copyDatabase } from '../../store/copy-database.ts';
import { type Command, type CommandInput, EXIT, type ExitCode } from '../command.ts';
import { textTable } from '../text-table.ts';
import { UsageError } from '../usage-error.ts';

/** `mailrule database copy`: from one machine to many. */
export const command: Command = {
  summary: 'Copy a SQLite database into an empty PostgreSQL one',
  usage: ['copy --from sqlite:<file> --to postgres://<user>:<password>@<host>/<database>'],
  help: `Stop the server first. All rows are copied and counted, in one transaction, or none; run it again when it was interrupted.
The secret key stays the same. Afterwards sending is stopped in the old database; keep that as a backup, then start with the new one.`,
  options: { from: { type: 'string' }, to: { type: 'string' } },
  async run(input) {
    if (input.args.join(' ') !== 'copy')
      throw new UsageError('Use: mailrule database copy --from <sqlite> --to <postgres>.');
    return copy(input);
  },
};

async function copy({ flags, streams, show, signal }: CommandInput): Promise<ExitCode> {
  const { from, to } = flags;
  if (typeof from !== 'string' || typeof to !== 'string') throw new UsageError('Give both databases: --from and --to.');
  let told = '';
  const copied = await copyDatabase({
    from,
    to,
    signal,
    progress: (table, rows, of) => {
      const text = `${table}: ${Math.floor((rows / of) * 10)}0 %\n`;
      if (text !== told) streams.say(text);
      told = text;
    },
  });
  show(copied, report);
  return EXIT.ok;
}

function report(copied: CopiedTable[]): string {
  const filled = copied.filter(({ rows }) => rows > 0);
  const total = filled.reduce((sum, { rows }) => sum + rows, 0);
  const table = textTable(
    ['table', 'rows'],
    filled.map(({ table, rows }) => [table, String(rows)]),
  );
  return `${table}\n${total} rows copied; the counts agree. Set MAILRULE_DATABASE to the new database, keep the secret key, and start.\n`;
}
