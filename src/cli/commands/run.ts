import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { AppError } from '../../sdk/index.ts';
import type { Api } from '../api.ts';
import { type Command, type CommandInput, EXIT, type ExitCode } from '../command.ts';
import { loadJson } from '../input-json.ts';
import { instantText, printable, textTable } from '../text-table.ts';
import { UsageError } from '../usage-error.ts';

/** The part of a run that is shown. */
interface Run {
  id: string;
  name: string;
  period: string;
  state: string;
  stateReason: string;
  counts: {
    rows: number;
    waiting: number;
    planned: number;
    problems: number;
    leftOut: number;
    alreadySent: number;
    replacements: number;
    mails: Record<string, number>;
  };
  problems: { kind: string; title: string; rows: number }[];
  plan: { hash: string | null; step: string | null; done: number; total: number | null };
  approval: { by: string | null; at: number | null };
  release: { by: string | null; notBefore: number | null };
  expected: { ms: number | null };
}

const EVERY_MS = 500;
const BAR = 30;
const ENDED = ['finished', 'cancelled', 'paused', 'stopped'];

/** `mailrule run`: payroll runs from the command line, by the same operations as the page. */
export const command: Command = {
  summary: 'Plan, approve, send and watch payroll runs',
  usage: [
    'list',
    'plan --name <name> --period <2026-11> --rule <id> --rows <file> [--documents <zip or pdf>] [--options <file.json>]',
    'plan <id>',
    'show <id>',
    'approve <id> --hash <hash>',
    'release <id> [--at 2026-11-27T08:00]',
    'pause|resume|cancel|retry-failed <id>',
    'watch <id>',
    'report <id>',
  ],
  help: `Sending needs a running server or worker; "plan" waits until the plan is there. "report" prints CSV.
With --url the requests go to that server, with the rights of the token; a second person approves with a token of their own.`,
  options: {
    name: { type: 'string' },
    period: { type: 'string' },
    rule: { type: 'string' },
    rows: { type: 'string' },
    documents: { type: 'string' },
    options: { type: 'string' },
    hash: { type: 'string' },
    at: { type: 'string' },
  },
  async run(input) {
    const [action, id, ...more] = input.args;
    if (more.length > 0) throw new UsageError(`Too many arguments: ${more.join(' ')}.`);
    if (action === 'list') return list(input);
    if (action === 'plan') return plan(input, id);
    if (id === undefined) throw new UsageError('Use: mailrule run list, plan, or show|approve|release|... <id>.');
    switch (action) {
      case 'show':
        return show(input, await (await input.api()).call<Run>({ method: 'GET', path: pathOf(id) }));
      case 'approve':
        return decide(input, id, action, { hash: needed(input, 'hash') });
      case 'release':
        return decide(input, id, action, textFlag(input, 'at') === undefined ? {} : { at: textFlag(input, 'at') });
      case 'pause':
      case 'resume':
      case 'cancel':
      case 'retry-failed':
        return decide(input, id, action, undefined);
      case 'watch':
        return watch(input, id);
      case 'report':
        return report(input, id);
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
  const planned = await follow(input, api, id, ({ state }) => state !== 'planning');
  show(input, planned);
  return planned.state === 'planned' && planned.counts.problems === 0 ? EXIT.ok : EXIT.failed;
}

async function createRun(input: CommandInput, api: Api): Promise<string> {
  const options = textFlag(input, 'options');
  const body = {
    name: needed(input, 'name'),
    period: needed(input, 'period'),
    rule: needed(input, 'rule'),
    ...(options === undefined ? {} : { options: await loadJson(options, input.streams.stdin) }),
  };
  const rows = needed(input, 'rows');
  const run = await api.call<Run>({ method: 'POST', path: '/runs', body });
  await upload(api, run.id, 'rows', rows);
  const documents = textFlag(input, 'documents');
  if (documents !== undefined) await upload(api, run.id, 'documents', documents);
  return run.id;
}

async function upload(api: Api, id: string, kind: string, file: string): Promise<void> {
  const content = createReadStream(file);
  await new Promise<void>((resolve, reject) => {
    content.once('open', () => resolve());
    content.once('error', (cause) => {
      reject(new AppError('BAD_REQUEST', `${file} cannot be read: ${cause.message}.`, { cause }));
    });
  });
  const query = { kind, name: basename(file) };
  await api.upload({ method: 'POST', path: `${pathOf(id)}/files`, query, content });
}

async function decide(input: CommandInput, id: string, action: string, body: object | undefined): Promise<ExitCode> {
  const api = await input.api();
  const path = `${pathOf(id)}/${action}`;
  return show(input, await api.call<Run>({ method: 'POST', path, ...(body && { body }) }));
}

async function watch(input: CommandInput, id: string): Promise<ExitCode> {
  const run = await follow(input, await input.api(), id, ({ state }) => ENDED.includes(state));
  show(input, run);
  const { failed = 0, uncertain = 0 } = run.counts.mails;
  return run.state === 'finished' && failed + uncertain === 0 ? EXIT.ok : EXIT.failed;
}

/** A bar on stderr, so that the result on stdout stays clean. */
async function follow(input: CommandInput, api: Api, id: string, isOver: (run: Run) => boolean): Promise<Run> {
  const startedAt = Date.now();
  let first: number | undefined;
  for (let last = ''; ; ) {
    const run = await api.call<Run>({ method: 'GET', path: pathOf(id) });
    const { done, total } = doneOf(run);
    first ??= done;
    const line = `${bar(run)}${leftText({ done: done - first, left: total - done, ms: Date.now() - startedAt })}`;
    if (line !== last) input.streams.say(`\r${line.padEnd(last.length)}`);
    last = line;
    if (isOver(run) || input.signal.aborted) {
      input.streams.say('\n');
      return run;
    }
    await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
  }
}

function doneOf({ state, plan: { done, total }, counts }: Run): { done: number; total: number } {
  if (state === 'planning') return { done, total: total ?? done };
  const { accepted = 0, failed = 0, uncertain = 0, bounced = 0, cancelled = 0 } = counts.mails;
  return { done: accepted + failed + uncertain + bounced + cancelled, total: counts.planned };
}

function bar(run: Run): string {
  const { done, total } = doneOf(run);
  const filled = total === 0 ? 0 : Math.min(BAR, Math.round((done / total) * BAR));
  const { accepted = 0, failed = 0, held = 0 } = run.counts.mails;
  const what = run.state === 'planning' ? (run.plan.step ?? '') : `${accepted} sent, ${failed} failed, ${held} held`;
  return `[${'#'.repeat(filled)}${'.'.repeat(BAR - filled)}] ${done}/${total} ${run.state} ${what}`;
}

function leftText({ done, left, ms }: { done: number; left: number; ms: number }): string {
  if (done <= 0 || left <= 0 || ms < 1_000) return '';
  return `, ${Math.round((done / ms) * 60_000)} a minute, ${Math.ceil((left * ms) / done / 1_000)} s left`;
}

async function report(input: CommandInput, id: string): Promise<ExitCode> {
  const csv = await (await input.api()).call<string>({ method: 'GET', path: `${pathOf(id)}/report.csv` });
  input.streams.out(csv);
  return EXIT.ok;
}

function show(input: CommandInput, run: Run): ExitCode {
  input.show(run, runText);
  return EXIT.ok;
}

function runText(run: Run): string {
  const { counts, plan: planned, expected } = run;
  const mails = Object.entries(counts.mails).filter(([, count]) => count > 0);
  const facts: [string, string][] = [
    ['id', run.id],
    ['name', `${run.name} (${run.period})`],
    ['state', [run.state, run.stateReason].filter((text) => text !== '').join(': ')],
    ['rows', `${counts.rows}: ${counts.planned} planned, ${counts.problems} with problems, ${counts.leftOut} left out`],
    ['again', `${counts.alreadySent} already sent, ${counts.replacements} corrections`],
    ['mails', mails.map(([state, count]) => `${count} ${state}`).join(', ') || '-'],
    ['takes', expected.ms === null ? 'no limit of a connector' : `${Math.ceil(expected.ms / 60_000)} min at its pace`],
    ['hash', planned.hash ?? '-'],
    ['approved', run.approval.by === null ? '-' : `${run.approval.by} ${instantText(run.approval.at)}`],
    ['released', run.release.by === null ? '-' : `${run.release.by}, from ${instantText(run.release.notBefore)}`],
  ];
  const head = facts.map(([name, value]) => `${name.padEnd(10)}${printable(value)}\n`).join('');
  if (run.problems.length === 0) return head;
  const problems = run.problems.map(({ kind, title, rows }) => [kind, title, rows]);
  return `${head}\n${textTable(['problem', '', 'rows'], problems)}`;
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
