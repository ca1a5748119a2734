import { type Command, type CommandInput, EXIT, type ExitCode } from '../command.ts';
import { softBounces } from '../soft-bounces.ts';
import { instantText, textTable } from '../text-table.ts';
import { UsageError } from '../usage-error.ts';

interface Line {
  id: string;
  address: string;
  kind: string;
  reason: string;
  createdAt: number;
  createdBy: string;
  ended: { at: number; by: string; reason: string } | null;
}

/** `mailrule suppression`: addresses that get no e-mail. */
export const command: Command = {
  summary: 'List, add or end suppressed addresses: they get no e-mail',
  usage: [
    'list [--search <part>] [--kind person|hard_bounce|soft_bounce|complaint|unsubscribe] [--ended] [--limit <n>]',
    'add <address> --reason <text> [--kind <kind>]',
    'end <id> --reason <text>',
    'soft-bounces [--mails <n|never>] [--days <n>]',
  ],
  help: `Ending lets the address get e-mail again; who, when and why stay in "list --ended".
"soft-bounces" shows after how many e-mails that came back softly, within how many days, an address is put on the list, or sets it (administrator).`,
  options: {
    search: { type: 'string' },
    kind: { type: 'string' },
    limit: { type: 'string' },
    reason: { type: 'string' },
    ended: { type: 'boolean' },
    mails: { type: 'string' },
    days: { type: 'string' },
  },
  async run(input) {
    const [action, what, ...more] = input.args;
    if (more.length > 0) throw new UsageError(`Too many arguments: ${more.join(' ')}.`);
    if (action === 'list') return list(input);
    if (action === 'soft-bounces' && what === undefined) {
      await softBounces(input);
      return EXIT.ok;
    }
    if (what === undefined) throw new UsageError('Use: mailrule suppression list, add <address>, or end <id>.');
    switch (action) {
      case 'add':
        return decide(input, '/suppressions', { address: what, ...texts(input, ['reason', 'kind']) });
      case 'end':
        return decide(input, `/suppressions/${encodeURIComponent(what)}/end`, texts(input, ['reason']));
      default:
        throw new UsageError(`There is no "mailrule suppression ${action}".`);
    }
  },
};

async function list(input: CommandInput): Promise<ExitCode> {
  const ended = input.flags['ended'] === true ? { ended: 'true' } : {};
  const query = { ...texts(input, ['search', 'kind', 'limit']), ...ended };
  const answer = await (await input.api()).call<{ items: Line[] }>({ method: 'GET', path: '/suppressions', query });
  input.show(answer, ({ items }) => table(items));
  return EXIT.ok;
}

async function decide(input: CommandInput, path: string, body: object): Promise<ExitCode> {
  const line = await (await input.api()).call<Line>({ method: 'POST', path, body });
  input.show(line, (one) => table([one]));
  return EXIT.ok;
}

function table(items: readonly Line[]): string {
  return textTable(
    ['id', 'address', 'kind', 'since', 'by', 'reason', 'ended'],
    items.map(({ id, address, kind, createdAt, createdBy, reason, ended }) => [
      ...[id, address, kind, instantText(createdAt), createdBy, reason],
      ended === null ? '' : `${instantText(ended.at)} ${ended.by}: ${ended.reason}`,
    ]),
  );
}

/** The text flags that were given. */
function texts({ flags }: CommandInput, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.flatMap((name) => (typeof flags[name] === 'string' ? [[name, flags[name]]] : [])));
}
