import { newId } from '../../sdk/index.ts';
import type { Api } from '../api.ts';
import { type Command, type CommandInput, EXIT, type ExitCode } from '../command.ts';
import { instantText, printable, textTable } from '../text-table.ts';
import { UsageError } from '../usage-error.ts';

/** The part of GET /outbox that is shown. */
interface Line {
  id: string;
  state: string;
  subject: string;
  to: string[];
  sentCopy: string | null;
  attempts: number;
  createdAt: number;
}

/** The part of GET /outbox/:id that is shown. */
interface Entry {
  id: string;
  subject: string;
  fromAddress: string;
  senderReason: string | null;
  messageId: string;
  delivery: { state: string; detail: string; dueAt: number | null };
  recipients: { kind: string; address: string; state: string; response: string | null }[];
  attempts: { kind: string; at: number; verdict: string; code: number | null; response: string | null }[];
  sentCopy: { state: string; folder: string | null; detail: string } | null;
}

const FILTERS = ['state', 'recipient', 'connector', 'event', 'limit'];

/** `mailrule outbox`: look at what was or is to be sent, and decide about it. */
export const command: Command = {
  summary: 'List, show, retry, cancel, resolve or resend mails of the outbox',
  usage: [
    'list [--state <state>] [--recipient <address>] [--connector <id>] [--event <id>] [--limit <n>]',
    'show <id>',
    'retry <id> [--reason <text>]',
    'cancel <id> [--reason <text>]',
    'resolve <id> --as accepted|failed|send_again --reason <text>',
    'resend <id> [--to <address>] [--idempotency-key <key>]',
  ],
  options: {
    state: { type: 'string' },
    recipient: { type: 'string' },
    connector: { type: 'string' },
    event: { type: 'string' },
    limit: { type: 'string' },
    reason: { type: 'string' },
    as: { type: 'string' },
    to: { type: 'string' },
    'idempotency-key': { type: 'string' },
  },
  async run(input) {
    const [action, id, ...more] = input.args;
    if (more.length > 0) throw new UsageError(`Too many arguments: ${more.join(' ')}.`);
    if (action === 'list') return list(input);
    if (id === undefined) throw new UsageError('Use: mailrule outbox list, or show|retry|cancel|resolve|resend <id>.');
    switch (action) {
      case 'show':
        return show(input, id);
      case 'retry':
      case 'cancel':
        return decide(input, id, action, texts(input, ['reason']));
      case 'resolve':
        return decide(input, id, action, texts(input, ['as', 'reason']));
      case 'resend':
        return decide(input, id, action, texts(input, ['to']), {
          'idempotency-key': texts(input, ['idempotency-key'])['idempotency-key'] ?? newId(),
        });
      default:
        throw new UsageError(`There is no "mailrule outbox ${action}".`);
    }
  },
};

async function list(input: CommandInput): Promise<ExitCode> {
  const api = await input.api();
  const answer = await api.call<{ items: Line[] }>({ method: 'GET', path: '/outbox', query: texts(input, FILTERS) });
  input.show(answer, ({ items }) =>
    textTable(
      ['id', 'state', 'copy', 'tries', 'created', 'to', 'subject'],
      items.map((line) => [
        line.id,
        line.state,
        line.sentCopy ?? '-',
        line.attempts,
        instantText(line.createdAt),
        line.to.join(', '),
        line.subject,
      ]),
    ),
  );
  return EXIT.ok;
}

async function show(input: CommandInput, id: string): Promise<ExitCode> {
  const api = await input.api();
  input.show(await api.call<Entry>({ method: 'GET', path: pathOf(id) }), entryText);
  return EXIT.ok;
}

async function decide(
  input: CommandInput,
  id: string,
  action: string,
  body: Record<string, string>,
  headers: Record<string, string> = {},
): Promise<ExitCode> {
  const api: Api = await input.api();
  const answer = await api.call<Record<string, unknown>>({
    method: 'POST',
    path: `${pathOf(id)}/${action}`,
    body,
    headers,
  });
  input.show(answer, (value) => textTable(Object.keys(value), [Object.values(value)]));
  return EXIT.ok;
}

function entryText(entry: Entry): string {
  const { delivery, sentCopy } = entry;
  const facts: [string, string][] = [
    ['id', entry.id],
    ['subject', entry.subject],
    ['from', `${entry.fromAddress} (${entry.senderReason ?? 'no sender'})`],
    ['message-id', entry.messageId],
    ['state', `${delivery.state}: ${delivery.detail}`],
    ['next step', instantText(delivery.dueAt) || '-'],
    ['sent copy', sentCopy ? `${sentCopy.state} ${sentCopy.folder ?? ''} ${sentCopy.detail}` : '-'],
  ];
  const head = facts.map(([name, value]) => `${name.padEnd(12)}${printable(value)}\n`).join('');
  const recipients = entry.recipients.map((one) => [one.kind, one.address, one.state, one.response]);
  const attempts = entry.attempts.map((one) => [instantText(one.at), one.kind, one.verdict, one.code, one.response]);
  return [
    head,
    textTable(['kind', 'recipient', 'state', 'answer'], recipients),
    textTable(['at', 'attempt', 'verdict', 'code', 'answer'], attempts),
  ].join('\n');
}

function pathOf(id: string): string {
  return `/outbox/${encodeURIComponent(id)}`;
}

/** The flags that are given, as strings. */
function texts({ flags }: CommandInput, names: string[]): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = flags[name];
      return typeof value === 'string' ? [[name, value] as const] : [];
    }),
  );
}
