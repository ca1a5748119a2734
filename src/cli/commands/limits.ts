import { type Command, type CommandInput, EXIT, type ExitCode } from '../command.ts';
import { instantText, textTable } from '../text-table.ts';
import { UsageError } from '../usage-error.ts';

type Limits = Record<'perConnector' | 'perRule' | 'perRecipient', number | null>;

interface Held {
  key: string;
  name: string;
  count: number;
  oldestAt: number;
}

const FLAGS = { connector: 'perConnector', rule: 'perRule', recipient: 'perRecipient' } as const;

/** `mailrule limits`: how many e-mails may leave in an hour, and what is held above that. */
export const command: Command = {
  summary: 'Show or set how many e-mails may leave in an hour; let go or take back what is held above that',
  usage: [
    '',
    'set [--connector <n|none>] [--rule <n|none>] [--recipient <n|none>]',
    'approve <key> [--reason <text>]',
    'cancel <key> [--reason <text>]',
  ],
  help: `Keys are those of the list, e.g. rule:<id>. Payroll runs are approved by their plan and do not count.
An event that makes more than 500 e-mails is in the list as event:<id>: all of them wait, and an approver or administrator lets them go or
takes them back. With four eyes ("mailrule run settings") that is somebody else than who caused the event.`,
  options: {
    connector: { type: 'string' },
    rule: { type: 'string' },
    recipient: { type: 'string' },
    reason: { type: 'string' },
  },
  async run(input) {
    const [action, key, ...more] = input.args;
    if (more.length > 0) throw new UsageError(`Too many arguments: ${more.join(' ')}.`);
    switch (action) {
      case undefined:
        return show(input);
      case 'set':
        return set(input);
      case 'approve':
      case 'cancel':
        if (key === undefined) throw new UsageError(`Use: mailrule limits ${action} <key>, with a key of the list.`);
        return decide(input, action, key);
      default:
        throw new UsageError(`There is no "mailrule limits ${action}".`);
    }
  },
};

async function show(input: CommandInput): Promise<ExitCode> {
  const api = await input.api();
  const limits = await api.call<Limits>({ method: 'GET', path: '/settings/limits' });
  const { items } = await api.call<{ items: Held[] }>({ method: 'GET', path: '/limits/held' });
  input.show({ limits, held: items }, () => `${limitsText(limits)}${heldText(items)}`);
  return EXIT.ok;
}

async function set(input: CommandInput): Promise<ExitCode> {
  const given = Object.entries(FLAGS).filter(([flag]) => typeof input.flags[flag] === 'string');
  if (given.length === 0) throw new UsageError('Give --connector, --rule or --recipient: a number, or none.');
  const changes = Object.fromEntries(given.map(([flag, name]) => [name, numberOf(input, flag)]));
  const api = await input.api();
  const { perConnector, perRule, perRecipient } = await api.call<Limits>({ method: 'GET', path: '/settings/limits' });
  const body = { perConnector, perRule, perRecipient, ...changes };
  input.show(await api.call<Limits>({ method: 'PUT', path: '/settings/limits', body }), limitsText);
  return EXIT.ok;
}

async function decide(input: CommandInput, action: string, key: string): Promise<ExitCode> {
  const reason = input.flags['reason'];
  const body = { key, ...(typeof reason === 'string' && { reason }) };
  const api = await input.api();
  const done = await api.call<{ count: number }>({ method: 'POST', path: `/limits/held/${action}`, body });
  const said = action === 'approve' ? 'take their turn' : 'are not sent';
  input.show(done, ({ count }) => `${count} e-mails ${said}.\n`);
  return EXIT.ok;
}

function numberOf(input: CommandInput, flag: string): number | null {
  const text = String(input.flags[flag]);
  if (text === 'none') return null;
  if (!/^\d{1,7}$/.test(text)) throw new UsageError(`--${flag} is a number of e-mails in an hour, or none.`);
  return Number(text);
}

function limitsText(limits: Limits): string {
  const said = (limit: number | null) => (limit === null ? 'no limit' : String(limit));
  return `E-mails in an hour: ${said(limits.perConnector)} for a connector, ${said(limits.perRule)} for a rule, ${said(limits.perRecipient)} to one address.\n`;
}

function heldText(items: readonly Held[]): string {
  if (items.length === 0) return 'Nothing is held by a limit.\n';
  return textTable(
    ['key', 'name', 'held', 'since'],
    items.map(({ key, name, count, oldestAt }) => [key, name, String(count), instantText(oldestAt)]),
  );
}
