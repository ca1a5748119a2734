import { type Command, type CommandInput, EXIT, type ExitCode } from '../command.ts';
import { UsageError } from '../usage-error.ts';

interface Setting {
  contentDays: number | null;
  runDays: number | null;
}

interface Due extends Setting {
  mails: { count: number; bytes: number };
  files: { count: number; bytes: number };
  received: { count: number; bytes: number };
  runs: { count: number; rows: number; documents: number; bytes: number };
}

const DAYS = ['content-days', 'run-days'] as const;

/** `mailrule retention`: after how many days contents are deleted, and how much that would be now. */
export const command: Command = {
  summary: 'Show or set after how many days contents are deleted',
  usage: [
    '[--dry-run] [--content-days <days>] [--run-days <days>]',
    'set [--content-days <days|never>] [--run-days <days|never>]',
  ],
  help: `Without "set" nothing is changed and nothing deleted: it says what would go now, with the days given instead of the setting.
The server or worker deletes, every five minutes. Records, digests, states, subjects and addresses always stay.`,
  options: { 'dry-run': { type: 'boolean' }, 'content-days': { type: 'string' }, 'run-days': { type: 'string' } },
  async run(input) {
    const [action, ...more] = input.args;
    if (more.length > 0 || (action !== undefined && action !== 'set')) {
      throw new UsageError(
        'Use: mailrule retention [--dry-run], or mailrule retention set --content-days <days|never>.',
      );
    }
    return action === 'set' ? set(input) : due(input);
  },
};

async function due(input: CommandInput): Promise<ExitCode> {
  const query = Object.fromEntries(
    DAYS.flatMap((flag) => (typeof input.flags[flag] === 'string' ? [[nameOf(flag), input.flags[flag]]] : [])),
  );
  const answer = await (await input.api()).call<Due>({ method: 'GET', path: '/settings/retention/due', query });
  input.show(answer, dueText);
  return EXIT.ok;
}

async function set(input: CommandInput): Promise<ExitCode> {
  if (input.flags['dry-run'] === true) throw new UsageError('"set" stores the setting; leave it out to try days out.');
  const given = DAYS.filter((flag) => typeof input.flags[flag] === 'string');
  if (given.length === 0) throw new UsageError('Give --content-days or --run-days: 1 to 3650, or never.');
  const api = await input.api();
  const { contentDays, runDays } = await api.call<Setting>({ method: 'GET', path: '/settings/retention' });
  const body = {
    contentDays,
    runDays,
    ...Object.fromEntries(given.map((flag) => [nameOf(flag), daysOf(input, flag)])),
  };
  const stored = await api.call<Setting>({ method: 'PUT', path: '/settings/retention', body });
  input.show(stored, (shown) => settingText(shown));
  return EXIT.ok;
}

function nameOf(flag: (typeof DAYS)[number]): keyof Setting {
  return flag === 'content-days' ? 'contentDays' : 'runDays';
}

function daysOf(input: CommandInput, flag: string): number | null {
  const text = String(input.flags[flag]);
  if (text === 'never') return null;
  if (!/^\d{1,4}$/.test(text)) throw new UsageError(`--${flag} is a number of days, 1 to 3650, or never.`);
  return Number(text);
}

function settingText({ contentDays, runDays }: Setting): string {
  const said = (days: number | null) => (days === null ? 'never deleted' : `deleted after ${days} days`);
  return `Contents of e-mails and uploaded files: ${said(contentDays)}.\nDocuments and values of payroll runs: ${said(runDays)}.\n`;
}

function dueText({ mails, files, received, runs, ...setting }: Due): string {
  return `${settingText(setting)}To be deleted now:
  ${mails.count} e-mails, ${megabytes(mails.bytes)} MB
  ${files.count} uploaded files, ${megabytes(files.bytes)} MB
  ${received.count} received messages, ${megabytes(received.bytes)} MB
  ${runs.count} payroll runs with ${runs.documents} documents, ${megabytes(runs.bytes)} MB, and ${runs.rows} rows
`;
}

function megabytes(bytes: number): string {
  return (bytes / 1_000_000).toFixed(1);
}
