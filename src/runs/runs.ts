import type { RunInput } from '../../schemas/run.gen.ts';
import { AppError, invalid, newId, ownerKey } from '../sdk/index.ts';
import type { RunRow, RunState } from '../store/tables/run.table.ts';
import type { Tx } from '../store/transaction.ts';
import { type Author, changeRun, made, moveRun } from './change-run.ts';
import { changedRows } from './plan/changed-rows.ts';
import { misdirectedRows } from './plan/misdirected-rows.ts';
import { planProblemsAgain, suppressedRows, unregisteredRows } from './plan/plan-again.ts';
import { hashOfRun } from './release/lock.ts';
import {
  assertAllRegistered,
  assertNoneChanged,
  assertNoneMisdirected,
  assertNoneSuppressed,
  rowsHave,
} from './release/release.ts';
import { closedWindow } from './release/run-hours.ts';
import { countItems, type ItemCounts } from './rows/item.store.ts';
import { getRun, insertRun, listFiles, lockRun, otherPeriods } from './run.store.ts';
import type { RunDeps } from './run-deps.ts';
import { type Choices, parseChoices } from './run-options.ts';
import { moveMails } from './sending/move-mails.ts';

/** Nothing of it has been released. */
export const OPEN: readonly RunState[] = ['draft', 'planned', 'approved'];
const GOING: readonly RunState[] = ['released', 'sending'];

export async function createRun(deps: RunDeps, input: RunInput, author: Author): Promise<RunRow> {
  const now = deps.clock.now();
  const row: RunRow = {
    id: newId(now),
    ...(await chosen(deps, input, null)),
    ruleVersion: null,
    state: 'draft',
    stateReason: '',
    version: 1,
    step: '',
    stepDone: 0,
    stepTotal: null,
    lease: null,
    leaseUntil: null,
    planHash: null,
    plannedAt: null,
    createdAt: now,
    createdBy: author.name,
    createdById: author.id,
    makers: [author.id],
    approvedHash: null,
    approvedAt: null,
    approvedBy: null,
    releasedAt: null,
    releasedBy: null,
    releaseAt: null,
    startedAt: null,
    finishedAt: null,
    purgedAt: null,
    comparisonWas: null,
    comparisonBy: null,
    comparisonAt: null,
  };
  await deps.store.write((tx) => insertRun(tx, row));
  return row;
}

/** What a person says of a run. `id`: of the one that is changed. */
export async function chosen(
  deps: RunDeps,
  input: RunInput,
  id: string | null,
): Promise<{ name: string; period: string; ruleId: string; options: Choices }> {
  const blank = (['name', 'period'] as const).filter((field) => ownerKey(input[field]) === '');
  if (blank.length > 0) throw invalid(blank.map((field) => ({ path: `/${field}`, message: `Fill in the ${field}.` })));
  if ((input.rule === undefined) === (input.form === undefined)) {
    throw invalid([{ path: '/rule', message: 'Give either the rule or the form that has the rule.' }]);
  }
  const ruleId = input.rule ?? (await deps.rules.ruleOfForm(input.form ?? ''));
  const { schema } = await deps.rules.openRule(ruleId, { confidential: input.options?.confidential ?? true });
  const options = parseChoices(deps.rules, input, schema);
  const period = samePeriod(input.period.trim(), await otherPeriods(deps.store.read, ruleId, id));
  return { name: input.name.trim(), period, ruleId, options };
}

/**
 * What is sent once goes by the period as it is spelled: one that differs from that of an earlier run by nothing but capital
 * letters, the kind of a dash, spaces around it or signs that nobody sees is spelled like it.
 */
function samePeriod(period: string, others: readonly string[]): string {
  if (others.includes(period)) return period;
  const key = ownerKey(period);
  return others.find((other) => ownerKey(other) === key) ?? period;
}

/** The planning itself goes on in the background. What has a problem is looked at again: its cause may be mended by now. */
export async function startPlan(deps: RunDeps, id: string, author: Author): Promise<RunRow> {
  const files = await listFiles(deps.store.read, (await getRun(deps.store.read, id)).id);
  if (!files.some(({ kind, state }) => kind === 'rows' && state !== 'uploading')) {
    throw new AppError('STATE', 'Upload the file with the rows first (kind=rows).');
  }
  const ask = { id, author, from: OPEN, otherwise: 'Only a draft or a plan can be planned.' };
  return changeRun(deps, ask, async (run, tx) => {
    await planProblemsAgain(deps, tx, run);
    return { ...made(run, author), ...PLANNING, stateReason: '' };
  });
}

export const PLANNING = { state: 'planning', planHash: null, step: 'rows', stepDone: 0, stepTotal: null } as const;

/** What is planned so far stays; planning again goes on from there. */
export async function stopPlan(deps: RunDeps, id: string, author: Author): Promise<RunRow> {
  const ask = { id, author, from: ['planning'] as const, otherwise: 'Nothing is being planned.' };
  const stateReason = `${author.name} stopped the planning.`;
  return changeRun(deps, ask, () => ({ state: 'draft', stateReason, step: '', lease: null, leaseUntil: null }));
}

/** `hash` is what the approver saw. With four eyes it must be somebody who neither made nor changed the run. */
export async function approveRun(
  deps: RunDeps,
  id: string,
  hash: string,
  author: Author & { mayApprove: boolean },
): Promise<RunRow> {
  const { fourEyes } = await deps.loadSettings();
  const before = await getRun(deps.store.read, id);
  const counts = await countItems(deps.store, id);
  const stored = await hashOfRun(deps.store.read, id);
  const suppressed = await suppressedRows(deps.store.read, id);
  const unregistered = await unregisteredRows(deps, deps.store.read, before);
  const changed = await changedRows(deps.store.read, before);
  const misdirected = await misdirectedRows(deps.store.read, before);
  const ask = { id, author, from: ['planned'] as const, otherwise: 'Only a plan can be approved.' };
  return changeRun(deps, ask, (run) => {
    if (fourEyes && !author.mayApprove) {
      throw new AppError('FORBIDDEN', 'This needs the role approver or administrator; ask an administrator for it.');
    }
    if (fourEyes && run.makers.includes(author.id)) {
      const sentence = 'You made or changed this run: a second person has to approve it (setting "four eyes").';
      throw new AppError('FORBIDDEN', sentence);
    }
    if (stored.mails === 0 && counts.problems + counts.waiting === 0) {
      throw new AppError('STATE', nothingToSend(counts));
    }
    if (run.version !== before.version || run.planHash !== hash || stored.hash !== hash) {
      const sentence = 'The plan is not the one that you saw. Look at it again, then approve its hash.';
      throw new AppError('CONFLICT', sentence, { details: { hash: run.planHash } });
    }
    if (counts.problems > 0 || counts.waiting > 0) {
      const sentence = `${rowsHave(counts.problems)} problems. Correct each of them or leave it out, then approve.`;
      throw new AppError('STATE', sentence, { details: { problems: counts.problems } });
    }
    assertNoneSuppressed(suppressed);
    assertAllRegistered(unregistered);
    assertNoneChanged(changed);
    assertNoneMisdirected(misdirected);
    const approval = { approvedHash: hash, approvedAt: deps.clock.now(), approvedBy: author.name };
    return { state: 'approved', stateReason: '', ...approval };
  });
}

export function nothingToSend({ rows, alreadySent, notSelected }: ItemCounts): string {
  if (rows === 0) {
    return 'The file has no rows, only headings or nothing: there is nothing to send. Upload the file with the rows again.';
  }
  const byHand = rows - alreadySent - notSelected;
  const why = [
    alreadySent > 0 ? `${alreadySent} already sent with the same data` : '',
    notSelected > 0 ? `${notSelected} not chosen by the conditions of the run` : '',
    byHand > 0 ? `${byHand} left out by a person` : '',
  ];
  return `There is nothing to send: every row was left out (${why.filter((text) => text !== '').join(', ')}).`;
}

/** At once: nothing leaves that has not come to its final dot. */
export async function pauseRun(deps: RunDeps, id: string, author: Author): Promise<RunRow> {
  const ask = { id, author, from: GOING, otherwise: 'Only a run that is released or being sent can be paused.' };
  const run = await changeRun(deps, ask, () => ({ state: 'paused', stateReason: `${author.name} paused it.` }));
  await moveMails(deps, run, 'hold');
  return run;
}

export async function resumeRun(deps: RunDeps, id: string, author: Author): Promise<RunRow> {
  const ask = {
    id,
    author,
    from: ['paused', 'stopped'] as const,
    otherwise: 'Only a paused or stopped run can go on.',
  };
  return changeRun(deps, ask, () => ({ state: 'released', stateReason: '' }));
}

/** At any moment: what has not come to its final dot is never sent. */
export async function cancelRun(deps: RunDeps, id: string, author: Author): Promise<RunRow> {
  const from: RunState[] = [...OPEN, ...GOING, 'planning', 'paused', 'stopped'];
  const ask = { id, author, from, otherwise: 'It is too late to cancel.' };
  const change = {
    state: 'cancelled',
    stateReason: `${author.name} cancelled it.`,
    lease: null,
    leaseUntil: null,
  } as const;
  const run = await changeRun(deps, ask, () => ({ ...change, finishedAt: deps.clock.now() }));
  await moveMails(deps, run, 'cancel');
  return run;
}

/** An e-mail of a run, and who lets it be tried again. */
export interface TriedAgain {
  id: string;
  runId: string;
  by: string;
}

/**
 * One e-mail of a finished run is tried again: the run is under way until that one has its outcome, too. Answers why
 * that e-mail has to wait where its send window is closed.
 */
export async function goOnWith(
  { clock }: Pick<RunDeps, 'clock'>,
  tx: Tx,
  again: TriedAgain,
): Promise<string | undefined> {
  const run = await lockRun(tx, again.runId);
  const at = clock.now();
  const closed = await closedWindow(tx, run, again.id, at);
  if (run.state === 'finished') {
    const stateReason = [`${again.by} let one e-mail be tried again.`, closed].filter(Boolean).join(' ');
    const under =
      closed === undefined ? ({ state: 'sending', startedAt: at } as const) : ({ state: 'released' } as const);
    await moveRun(tx, run, { ...under, stateReason, finishedAt: null }, { by: again.by, at });
  }
  return closed;
}
