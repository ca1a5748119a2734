import type { RunInput } from '../../schemas/run.gen.ts';
import { AppError, invalid, newId } from '../sdk/index.ts';
import type { RunRow, RunState } from '../store/tables/run.table.ts';
import { type Author, changeRun, made } from './change-run.ts';
import { countItems } from './item.store.ts';
import { hashOfRun } from './lock.ts';
import { moveMails } from './move-mails.ts';
import { getRun, insertRun, listFiles } from './run.store.ts';
import type { RunDeps } from './run-deps.ts';
import { type Choices, parseChoices } from './run-options.ts';
import { instantInZone } from './send-window.ts';

const OPEN: readonly RunState[] = ['draft', 'planned', 'approved'];
const GOING: readonly RunState[] = ['released', 'sending'];

export async function createRun(deps: RunDeps, input: RunInput, author: Author): Promise<RunRow> {
  if ((input.rule === undefined) === (input.form === undefined)) {
    throw invalid([{ path: '/rule', message: 'Give either the rule or the form that has the rule.' }]);
  }
  const ruleId = input.rule ?? (await deps.rules.ruleOfForm(input.form ?? ''));
  const options = parseChoices(deps.rules, input.options);
  await deps.rules.openRule(ruleId, { confidential: options.confidential });
  const now = deps.clock.now();
  const row: RunRow = {
    id: newId(now),
    name: input.name.trim(),
    period: input.period.trim(),
    ruleId,
    ruleVersion: null,
    options,
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
  };
  await deps.store.write((tx) => insertRun(tx, row));
  return row;
}

/** The planning itself goes on in the background. */
export async function startPlan(deps: RunDeps, id: string, author: Author): Promise<RunRow> {
  const files = await listFiles(deps.store.read, (await getRun(deps.store.read, id)).id);
  if (!files.some(({ kind, state }) => kind === 'rows' && state !== 'uploading')) {
    throw new AppError('STATE', 'Upload the file with the rows first (kind=rows).');
  }
  const ask = { id, author, from: OPEN, otherwise: 'Only a draft or a plan can be planned.' };
  return changeRun(deps, ask, (run) => ({ ...made(run, author), ...PLANNING, stateReason: '' }));
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
  const ask = { id, author, from: ['planned'] as const, otherwise: 'Only a plan can be approved.' };
  return changeRun(deps, ask, (run) => {
    if (fourEyes && !author.mayApprove) {
      throw new AppError('FORBIDDEN', 'This needs the role approver or administrator; ask an administrator for it.');
    }
    if (fourEyes && run.makers.includes(author.id)) {
      const sentence = 'You made or changed this run: a second person has to approve it (setting "four eyes").';
      throw new AppError('FORBIDDEN', sentence);
    }
    if (run.version !== before.version || run.planHash !== hash || stored.hash !== hash) {
      const sentence = 'The plan is not the one that you saw. Look at it again, then approve its hash.';
      throw new AppError('CONFLICT', sentence, { details: { hash: run.planHash } });
    }
    if (counts.problems > 0 || counts.waiting > 0) {
      const sentence = `${counts.problems} rows have problems. Correct each of them or leave it out, then approve.`;
      throw new AppError('STATE', sentence, { details: { problems: counts.problems } });
    }
    if (stored.mails === 0) throw new AppError('STATE', 'There is nothing to send in this plan.');
    const approval = { approvedHash: hash, approvedAt: deps.clock.now(), approvedBy: author.name };
    return { state: 'approved', stateReason: '', ...approval };
  });
}

/** Now, or at a time by the clock of the run's zone; the send window counts besides. */
export async function releaseRun(deps: RunDeps, id: string, at: string | undefined, author: Author): Promise<RunRow> {
  const stored = await hashOfRun(deps.store.read, id);
  const ask = { id, author, from: ['approved'] as const, otherwise: 'Only an approved run can be released.' };
  return changeRun(deps, ask, (run) => {
    if (run.approvedHash !== stored.hash || run.planHash !== stored.hash) {
      throw new AppError('CONFLICT', 'What is stored is not what was approved. Plan the run again.');
    }
    const now = deps.clock.now();
    const releaseAt = at === undefined ? now : instantInZone(at, (run.options as Choices).timeZone);
    if (Number.isNaN(releaseAt)) throw invalid([{ path: '/at', message: 'There is no such date or time.' }]);
    if (releaseAt < now) {
      throw invalid([{ path: '/at', message: 'This time is over; choose a later one, or release the run now.' }]);
    }
    return { state: 'released', stateReason: '', releasedAt: now, releasedBy: author.name, releaseAt };
  });
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

/** Only what failed; what was accepted is never sent again. */
export async function retryFailed(deps: RunDeps, id: string, author: Author): Promise<RunRow> {
  const from = ['sending', 'finished', 'stopped', 'paused'] as const;
  const ask = { id, author, from, otherwise: 'Failed e-mails are tried again once the run was sent.' };
  const run = await changeRun(deps, ask, () => ({
    state: 'sending',
    stateReason: `${author.name} let the failed ones be tried again.`,
    startedAt: deps.clock.now(),
    finishedAt: null,
  }));
  await moveMails(deps, run, 'retry');
  deps.outbox.wake();
  return run;
}
