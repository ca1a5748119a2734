import { createReadStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { type AuditBreak, type AuditRecord, openChainCheck } from '../../audit/audit-hash.ts';
import { AppError } from '../../sdk/index.ts';
import { type Command, type CommandInput, EXIT, type ExitCode } from '../command.ts';
import { printable, textTable } from '../text-table.ts';
import { UsageError } from '../usage-error.ts';

interface Check {
  intact: boolean;
  records: number;
  head: { seq: number; hash: string } | null;
  broken: AuditBreak | null;
}

const FILTERS = ['actor', 'kind', 'action', 'subject', 'from', 'to', 'limit'] as const;

/** `mailrule audit`: who did what, and whether nobody changed the record of it. */
export const command: Command = {
  summary: 'Show and export who did what, and check that no record was changed',
  usage: [
    'list [--actor <name>] [--kind <kind>] [--action <operation>] [--subject <name>] [--from <time>] [--to <time>] [--limit <n>] [--refused]',
    'export <file>',
    'verify [<file>]',
  ],
  help: `"verify <file>" checks an export and needs neither server nor database. Exit code 1: the chain is broken, and the first broken
record is named. Note number and hash of the last record somewhere else: only they show that the end was cut off.`,
  options: { ...Object.fromEntries(FILTERS.map((name) => [name, { type: 'string' }])), refused: { type: 'boolean' } },
  async run(input) {
    const [action, file, ...more] = input.args;
    if (more.length > 0) throw wrongUse();
    if (action === 'list' && file === undefined) return list(input);
    if (action === 'export' && file !== undefined) return exportTo(input, file);
    if (action === 'verify') return verify(input, file);
    throw wrongUse();
  },
};

async function list(input: CommandInput): Promise<ExitCode> {
  const query = Object.fromEntries(
    FILTERS.flatMap((name) => (typeof input.flags[name] === 'string' ? [[name, input.flags[name]]] : [])),
  );
  if (input.flags['refused'] === true) query['refused'] = 'true';
  const api = await input.api();
  const answer = await api.call<{ items: AuditRecord[] }>({ method: 'GET', path: '/audit', query });
  input.show(answer, ({ items }) =>
    textTable(
      ['nr', 'at', 'who', 'did', 'to', 'fields', 'outcome', 'from'],
      items.map(({ seq, at, actor, action, subject, fields, outcome, address }) => [
        String(seq),
        at,
        actor.name,
        action,
        subject.name || subject.id || '-',
        fields.join(',') || '-',
        outcome,
        address || '-',
      ]),
    ),
  );
  return EXIT.ok;
}

async function exportTo(input: CommandInput, file: string): Promise<ExitCode> {
  const api = await input.api();
  const text = await api.call<string>({ method: 'GET', path: '/audit/export' });
  await writeFile(file, text, { mode: 0o600 });
  const records = text.split('\n').filter((line) => line !== '').length;
  input.show({ file, records }, () => `${records} records are in ${printable(file)}.\n`);
  return EXIT.ok;
}

async function verify(input: CommandInput, file: string | undefined): Promise<ExitCode> {
  const check =
    file === undefined
      ? await (await input.api()).call<Check>({ method: 'GET', path: '/audit/verify' })
      : await checkFile(file);
  input.show(check, checkText);
  return check.intact ? EXIT.ok : EXIT.failed;
}

async function checkFile(file: string): Promise<Check> {
  const chain = openChainCheck();
  let broken: AuditBreak | null = null;
  let line = 0;
  try {
    for await (const text of createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY })) {
      line += 1;
      const record = recordOf(text);
      broken =
        record === undefined ? { seq: line - 1, why: `Line ${line} is no record.` } : (chain.add(record) ?? null);
      if (broken !== null) break;
    }
  } catch (cause) {
    throw new AppError('BAD_REQUEST', `The file ${file} cannot be read: ${(cause as Error).message}`, { cause });
  }
  const head = chain.head();
  return { intact: broken === null, records: head === null ? 0 : head.seq + 1, head, broken };
}

/** What the hash is over must be there; anything else in the line shows as another hash or not at all. */
function recordOf(text: string): AuditRecord | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const record = value as Partial<AuditRecord> | null;
  const isRecord =
    typeof record === 'object' &&
    record !== null &&
    Number.isSafeInteger(record.seq) &&
    typeof record.hash === 'string' &&
    Array.isArray(record.fields) &&
    [record.actor, record.subject].every((one) => typeof one === 'object' && one !== null);
  return isRecord ? (record as AuditRecord) : undefined;
}

function checkText({ intact, records, head, broken }: Check): string {
  const last = head === null ? 'There is no record.' : `The last good record is ${head.seq}, ${printable(head.hash)}.`;
  if (intact) return `Intact: ${records} records.\n${last}\n`;
  return `NOT intact: ${printable(broken?.why ?? '')}\n${last}\n`;
}

function wrongUse(): UsageError {
  return new UsageError('Use: mailrule audit list, export <file>, or verify [<file>].');
}
