import { createReadStream, type ReadStream } from 'node:fs';
import { basename } from 'node:path';
import { AppError, type JsonObject } from '../../sdk/index.ts';
import type { Api } from '../api.ts';
import { type Command, type CommandInput, EXIT, type ExitCode } from '../command.ts';
import { loadJson } from '../input-json.ts';
import { isFolder, zipOfFolder } from '../run-documents.ts';
import { followRun } from '../run-progress.ts';
import { ownerText, type RunOwner, rowsText, runRows } from '../run-rows.ts';
import { FOUR_EYES_FLAGS, runSettings } from '../run-settings.ts';
import { type ChangedRow, type Run, runText } from '../run-text.ts';
import { instantText, printable, textTable } from '../text-table.ts';
import { UsageError } from '../usage-error.ts';

interface Imported {
  stored: number;
  refused: number;
  problems: { line: number; message: string }[];
}

const MOST_CHANGED = 100;
const ENDED = ['finished', 'cancelled', 'paused', 'stopped'];

/** `mailrule run`: payroll runs from the command line, by the same operations as the page. */
export const command: Command = {
  summary: 'Plan, approve, send and watch payroll runs',
  usage: [
    'list',
    'plan --name <name> --period <2026-11> --rule <id> --rows <file> [--documents <zip, folder or pdf> | --layout <file.json>] [--options <file.json>]',
    'plan <id>',
    'show <id>',
    'confirm-addresses <id> [--row <id of a row>]',
    'approve <id> --hash <hash>',
    'release <id> [--at 2026-11-27T08:00]',
    'reschedule <id> [--at 2026-11-27T08:00]',
    'pause|resume|cancel|retry-failed <id>',
    'watch <id>',
    'rows <id> [--state <state>] [--after <n>]',
    'last-emailed <number of a person>',
    'report <id>',
    'settings [--four-eyes on|off] [--rules-four-eyes on|off] [--stop-after <failures>]',
    'passwords <file> [--owner <column>] [--password <column>]',
  ],
  help: `Sending needs a running server or worker; "plan" waits until the plan is there. "report" prints CSV. "passwords" stores those
of a CSV, XLSX or JSON file for runs with password.stored; delete the file afterwards.
"watch" says how many wait, how fast the server sent in the last half minute and how long the rest takes; it ends with 0 where all were sent.
Documents of a ZIP or of a folder are matched by their names, {{employeeId}}.pdf, where --options say nothing of "documents".
"confirm-addresses" says that documents go to another address than last time because it has changed: look at "rows --state problem" first.
"reschedule" gives a released run another time, or sends it now, as long as nothing has left.
"rows" and "last-emailed" say when each person last got an e-mail of a run, and of which.
"settings" shows whether a second person approves each run (and each change of a rule) and after how many failures in a row a run stops by itself, or sets it (administrator).
"retry-failed" tries the failed e-mails again; a paused or stopped run goes on with the rest, too.
With --url the requests go to that server, with the rights of the token; a second person approves with a token of their own.`,
  options: {
    name: { type: 'string' },
    period: { type: 'string' },
    rule: { type: 'string' },
    rows: { type: 'string' },
    documents: { type: 'string' },
    layout: { type: 'string' },
    options: { type: 'string' },
    owner: { type: 'string' },
    password: { type: 'string' },
    hash: { type: 'string' },
    at: { type: 'string' },
    ...FOUR_EYES_FLAGS,
    'stop-after': { type: 'string' },
    row: { type: 'string' },
    state: { type: 'string' },
    after: { type: 'string' },
  },
  async run(input) {
    const [action, id, ...more] = input.args;
    if (more.length > 0) throw new UsageError(`Too many arguments: ${more.join(' ')}.`);
    if (action === 'list') return list(input);
    if (action === 'plan') return plan(input, id);
    if (action === 'settings') return settings(input, id);
    if (id === undefined) throw new UsageError('Use: mailrule run list, plan, or show|approve|release|... <id>.');
    switch (action) {
      case 'show':
        return show(input, await (await input.api()).call<Run>({ method: 'GET', path: pathOf(id) }), MOST_CHANGED);
      case 'approve':
        return decide(input, id, action, { hash: needed(input, 'hash') });
      case 'release':
      case 'reschedule':
        return decide(input, id, action, textFlag(input, 'at') === undefined ? {} : { at: textFlag(input, 'at') });
      case 'confirm-addresses':
        return confirmAddresses(input, id);
      case 'pause':
      case 'resume':
      case 'cancel':
      case 'retry-failed':
        return decide(input, id, action, undefined);
      case 'watch':
        return watch(input, id);
      case 'rows':
        return rows(input, id);
      case 'last-emailed':
        return person(input, id);
      case 'report':
        return report(input, id);
      case 'passwords':
        return passwords(input, id);
      default:
        throw new UsageError(`There is no "mailrule run ${action}".`);
    }
  },
};

async function list(input: CommandInput): Promise<ExitCode> {
  const answer = await (await input.api()).call<{ items: (Run & { createdAt: number })[] }>({
    method: 'GET',
    path: '/runs',
  });
  input.show(answer, ({ items }) =>
    textTable(
      ['id', 'name', 'period', 'state', 'rows', 'accepted', 'failed', 'created'],
      items.map(({ id, name, period, state, counts, createdAt }) => [
        ...[id, name, period, state, counts.rows, counts.mails['accepted'], counts.mails['failed']],
        instantText(createdAt),
      ]),
    ),
  );
  return EXIT.ok;
}

/** Makes the run and uploads its files where no id is given; then plans, and waits. */
async function plan(input: CommandInput, known: string | undefined): Promise<ExitCode> {
  const api = await input.api();
  const id = known ?? (await createRun(input, api));
  await api.call({ method: 'POST', path: `${pathOf(id)}/plan` });
  const planned = await followRun(input, pathOf(id), (state) => state !== 'planning');
  await show(input, planned, MOST_CHANGED);
  return planned.state === 'planned' && planned.counts.problems === 0 ? EXIT.ok : EXIT.failed;
}

async function createRun(input: CommandInput, api: Api): Promise<string> {
  const options = await matchedOptions(input, await optionsOf(input));
  const body = {
    name: needed(input, 'name'),
    period: needed(input, 'period'),
    rule: needed(input, 'rule'),
    ...(options && { options }),
  };
  const rows = needed(input, 'rows');
  const run = await api.call<Run>({ method: 'POST', path: '/runs', body });
  try {
    await upload(input, api, run.id, 'rows', rows);
    const documents = textFlag(input, 'documents');
    if (documents !== undefined) await upload(input, api, run.id, 'documents', documents);
  } catch (error) {
    // Nobody was told of a run that has not got its files.
    await api.call({ method: 'DELETE', path: pathOf(run.id) });
    throw error;
  }
  return run.id;
}

/** A layout is a file of its own: it is the same in every month, the options are not. */
async function optionsOf(input: CommandInput): Promise<JsonObject | undefined> {
  const [options, layout] = [textFlag(input, 'options'), textFlag(input, 'layout')];
  const given = options === undefined ? undefined : ((await loadJson(options, input.streams.stdin)) as JsonObject);
  if (layout === undefined) return given;
  const documents = { ...(given?.['documents'] as object | undefined), by: 'layout' };
  return { ...given, documents: { ...documents, layout: await loadJson(layout, input.streams.stdin) } } as JsonObject;
}

/** Documents that nobody said how to match would be left behind: no e-mail would have one. */
async function matchedOptions(input: CommandInput, given: JsonObject | undefined): Promise<JsonObject | undefined> {
  const documents = textFlag(input, 'documents');
  if (documents === undefined || given?.['documents'] !== undefined) return given;
  if (!documents.toLowerCase().endsWith('.zip') && !(await isFolder(documents))) {
    throw new UsageError(
      'Say in --options how the documents find their rows ("documents"), or give a ZIP or a folder.',
    );
  }
  const { ownerField = 'employeeId' } = given ?? {};
  const pattern = `{{${String(ownerField)}}}.pdf`;
  input.streams.say(`The documents are matched by their names, ${pattern}; choose otherwise in --options.\n`);
  return { ...given, documents: { by: 'name', pattern } };
}

async function upload(input: CommandInput, api: Api, id: string, kind: string, file: string): Promise<void> {
  const isZipped = kind === 'documents' && (await isFolder(file));
  const { name, content } = isZipped
    ? await zipOfFolder({ ...input.streams, signal: input.signal }, file)
    : { name: basename(file), content: await openFile(file) };
  const query = { kind, name };
  const { note } = await api.upload<{ note: string }>({ method: 'POST', path: `${pathOf(id)}/files`, query, content });
  if (note !== '') input.streams.say(`${note}\n`);
}

async function passwords(input: CommandInput, file: string): Promise<ExitCode> {
  const columns = Object.fromEntries(
    ['owner', 'password'].flatMap((name) =>
      textFlag(input, name) === undefined ? [] : [[name, textFlag(input, name)]],
    ),
  );
  const answer = await (await input.api()).upload<Imported>({
    method: 'POST',
    path: '/document-passwords/import',
    query: { name: basename(file), ...columns },
    content: await openFile(file),
  });
  input.show(answer, ({ stored, refused, problems }) => {
    const lines = problems.map(({ line, message }) => `line ${line}: ${printable(message)}\n`);
    return `${stored} stored, ${refused} refused\n${lines.join('')}`;
  });
  return answer.refused === 0 ? EXIT.ok : EXIT.failed;
}

async function openFile(file: string): Promise<ReadStream> {
  const content = createReadStream(file);
  await new Promise<void>((resolve, reject) => {
    content.once('open', () => resolve());
    content.once('error', (cause) => {
      reject(new AppError('BAD_REQUEST', `${file} cannot be read: ${cause.message}.`, { cause }));
    });
  });
  return content;
}

async function decide(input: CommandInput, id: string, action: string, body: object | undefined): Promise<ExitCode> {
  const api = await input.api();
  const path = `${pathOf(id)}/${action}`;
  return show(input, await api.call<Run>({ method: 'POST', path, ...(body && { body }) }), 0);
}

/** Of one row, or of all that wait for it. */
async function confirmAddresses(input: CommandInput, id: string): Promise<ExitCode> {
  const row = textFlag(input, 'row');
  const body = row === undefined ? { problem: 'changed_address' } : { ids: [row] };
  const api = await input.api();
  // It is said of what the list shows now, not of what somebody corrects meanwhile.
  const { version } = await api.call<Run>({ method: 'GET', path: pathOf(id) });
  const asked = { path: `${pathOf(id)}/items/confirm`, body, headers: { 'if-match': `"${version}"` } };
  const { run } = await api.call<{ run: Run }>({ method: 'POST', ...asked });
  await show(input, run, MOST_CHANGED);
  return run.counts.problems === 0 ? EXIT.ok : EXIT.failed;
}

async function watch(input: CommandInput, id: string): Promise<ExitCode> {
  const run = await followRun(input, pathOf(id), (state) => ENDED.includes(state));
  await show(input, run, 0);
  const { failed = 0, uncertain = 0, bounced = 0 } = run.counts.mails;
  return run.state === 'finished' && failed + uncertain + bounced === 0 ? EXIT.ok : EXIT.failed;
}

async function rows(input: CommandInput, id: string): Promise<ExitCode> {
  const [state, after] = [textFlag(input, 'state'), textFlag(input, 'after')];
  const only = { ...(state !== undefined && { state }), ...(after !== undefined && { after }) };
  input.show(await runRows(await input.api(), pathOf(id), only), rowsText);
  return EXIT.ok;
}

async function person(input: CommandInput, owner: string): Promise<ExitCode> {
  const path = `/run-owners/${encodeURIComponent(owner)}`;
  input.show(await (await input.api()).call<RunOwner>({ method: 'GET', path }), ownerText);
  return EXIT.ok;
}

async function settings(input: CommandInput, more: string | undefined): Promise<ExitCode> {
  if (more !== undefined) throw new UsageError(`Too many arguments: ${more}.`);
  await runSettings(input);
  return EXIT.ok;
}

async function report(input: CommandInput, id: string): Promise<ExitCode> {
  const csv = await (await input.api()).call<string>({ method: 'GET', path: `${pathOf(id)}/report.csv` });
  input.streams.out(csv);
  return EXIT.ok;
}

/** `most`: so many of the rows that a person changed are listed, for whoever approves. */
async function show(input: CommandInput, run: Run, most: number): Promise<ExitCode> {
  const changed = run.plan.changedRows === 0 || most === 0 ? [] : await changedRows(input, run.id, most);
  input.show(run, () => runText(run, changed));
  return EXIT.ok;
}

async function changedRows(input: CommandInput, id: string, limit: number): Promise<ChangedRow[]> {
  const query = { byHand: 'true', state: 'planned', limit: String(limit) };
  const path = `${pathOf(id)}/items`;
  return (await (await input.api()).call<{ items: ChangedRow[] }>({ method: 'GET', path, query })).items;
}

function pathOf(id: string): string {
  return `/runs/${encodeURIComponent(id)}`;
}

function textFlag({ flags }: CommandInput, name: string): string | undefined {
  const value = flags[name];
  return typeof value === 'string' ? value : undefined;
}

function needed(input: CommandInput, name: string): string {
  const value = textFlag(input, name);
  if (value === undefined) throw new UsageError(`Give --${name}. See "mailrule run --help".`);
  return value;
}
