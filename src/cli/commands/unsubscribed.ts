import { type Command, type CommandInput, EXIT, type ExitCode } from '../command.ts';
import { instantText, textTable } from '../text-table.ts';
import { UsageError } from '../usage-error.ts';

interface Line {
  id: string;
  address: string;
  at: number;
  messageId: string;
  ended: { at: number; by: string; reason: string } | null;
}

/** `mailrule unsubscribed`: who gets no mass mail. */
export const command: Command = {
  summary: 'List who unsubscribed from mass mail, or let an address get it again',
  usage: ['list [--search <part>] [--ended] [--limit <n>]', 'end <id> --reason <text>'],
  help: 'Who unsubscribed still gets every other e-mail. Who, when and why it was ended stay in "list --ended".',
  options: {
    search: { type: 'string' },
    limit: { type: 'string' },
    reason: { type: 'string' },
    ended: { type: 'boolean' },
  },
  async run(input) {
    const [action, id, ...more] = input.args;
    if (more.length > 0) throw new UsageError(`Too many arguments: ${more.join(' ')}.`);
    if (action === 'list' && id === undefined) return list(input);
    if (action === 'end' && id !== undefined) return end(input, id);
    throw new UsageError('Use: mailrule unsubscribed list, or end <id> --reason <text>.');
  },
};

async function list(input: CommandInput): Promise<ExitCode> {
  const ended = input.flags['ended'] === true ? { ended: 'true' } : {};
  const query = { ...texts(input, ['search', 'limit']), ...ended };
  const answer = await (await input.api()).call<{ items: Line[] }>({ method: 'GET', path: '/unsubscribed', query });
  input.show(answer, ({ items }) => table(items));
  return EXIT.ok;
}

async function end(input: CommandInput, id: string): Promise<ExitCode> {
  const path = `/unsubscribed/${encodeURIComponent(id)}/end`;
  const line = await (await input.api()).call<Line>({ method: 'POST', path, body: texts(input, ['reason']) });
  input.show(line, (one) => table([one]));
  return EXIT.ok;
}

function table(items: readonly Line[]): string {
  return textTable(
    ['id', 'address', 'since', 'e-mail', 'ended'],
    items.map(({ id, address, at, messageId, ended }) => [
      ...[id, address, instantText(at), messageId],
      ended === null ? '' : `${instantText(ended.at)} ${ended.by}: ${ended.reason}`,
    ]),
  );
}

/** The text flags that were given. */
function texts({ flags }: CommandInput, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.flatMap((name) => (typeof flags[name] === 'string' ? [[name, flags[name]]] : [])));
}
