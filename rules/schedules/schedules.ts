import type { ScheduleInput } from '../../schemas/schedule.gen.ts';
import { findProblems } from '../../src/schema/validator.ts';
import {
  AppError,
  type FieldProblem,
  instantInZone,
  invalid,
  isTimeZone,
  type JsonObject,
  newId,
} from '../../src/sdk/index.ts';
import type { RuleRow } from '../../src/store/tables/rule.table.ts';
import type { ScheduleRow } from '../../src/store/tables/schedule.table.ts';
import { checkConditions } from '../conditions/check-conditions.ts';
import { evaluate } from '../conditions/evaluate.ts';
import { cloneFacts } from '../conditions/facts.ts';
import { canonicalText, hashOfText, storedFacts } from '../events/stored-facts.ts';
import { findForm } from '../forms/form.store.ts';
import { schemaOfTrigger } from '../instances/instance-facts.ts';
import { findRule } from '../rule.store.ts';
import { momentOf, type RuleDeps } from '../rule-deps.ts';
import { type Author, assertVersion } from '../version.ts';
import { type Frame, nextRun, nextRuns, type Timing } from './next-run.ts';
import { deleteScheduleRow, getSchedule, insertSchedule, updateSchedule } from './schedule.store.ts';

export interface ScheduleDeps {
  rules: RuleDeps;
  /** something may be due earlier than before */
  changed(): void;
}

const PREVIEWED = 5;

export async function createSchedule(
  { rules, changed }: ScheduleDeps,
  input: ScheduleInput,
  author: Author,
): Promise<ScheduleRow> {
  const now = rules.clock.now();
  const values = await checkedValues(rules, input, now);
  const made = { createdAt: now, createdBy: author.name, modifiedAt: now, modifiedBy: author.name, version: 1 };
  const begin = { state: 'active' as const, anchorAt: now, runs: 0, lastAt: null, hookHash: null, hookAt: null };
  const row: ScheduleRow = { id: newId(now), ...values, ...begin, ownerId: author.id, ...made };
  if (!(await rules.store.write((tx) => insertSchedule(tx, row)))) throw notUnique();
  changed();
  return row;
}

/** It begins anew: minutes are counted from now, and one that has ended is active again. */
export async function changeSchedule(
  deps: ScheduleDeps,
  id: string,
  input: ScheduleInput,
  author: Author,
): Promise<ScheduleRow> {
  const { rules, changed } = deps;
  const now = rules.clock.now();
  const values = await checkedValues(rules, input, now);
  const row = await updateOne(rules, id, author, (before) => {
    const isPaused = before.state === 'paused';
    const state = isPaused ? ('paused' as const) : ('active' as const);
    return { ...before, ...values, state, nextAt: isPaused ? null : values.nextAt, anchorAt: now, runs: 0 };
  });
  changed();
  return row;
}

/** Nothing is due while it is paused, and nothing of that time is made up for. Again: no change. */
export async function pauseSchedule({ rules }: ScheduleDeps, id: string, author: Author): Promise<ScheduleRow> {
  return updateOne(rules, id, author, (before) => {
    if (before.state === 'ended') throw new AppError('STATE', 'The schedule has ended: there is nothing to pause.');
    if (before.state === 'paused') return before;
    return { ...before, state: 'paused', nextAt: null };
  });
}

export async function resumeSchedule(
  { rules, changed }: ScheduleDeps,
  id: string,
  author: Author,
): Promise<ScheduleRow> {
  const row = await updateOne(rules, id, author, (before) => {
    if (before.state === 'active') return before;
    if (before.state === 'ended')
      throw new AppError('STATE', 'The schedule has ended. Change its times to let it run again.');
    if (isOnDemand(before)) return { ...before, state: 'active' };
    const nextAt = nextOf(before, rules.clock.now()) ?? null;
    if (nextAt !== null) return { ...before, state: 'active', nextAt };
    throw new AppError('STATE', 'No run is left: its time passed while it was paused. Change its times first.');
  });
  changed();
  return row;
}

export async function deleteSchedule({ rules }: ScheduleDeps, id: string, author: Author): Promise<void> {
  await rules.store.write(async (tx) => {
    assertVersion(await getSchedule(tx, id), author);
    await deleteScheduleRow(tx, id);
  });
}

/** The next runs of what is being typed, up to its end. */
export function previewRuns(
  input: Pick<ScheduleInput, 'timeZone' | 'timing' | 'facts' | 'expires'>,
  now: number,
): number[] {
  const { timeZone, timing, expires } = input;
  if (!isTimeZone(timeZone)) throw invalid([zoneProblem(timeZone)]);
  const problems = endProblems(input);
  if (problems.length > 0) throw invalid(problems);
  const facts = (input.facts ?? {}) as JsonObject;
  const runs = nextRuns(timing, { zone: timeZone, anchor: now, facts }, now - 1, PREVIEWED);
  const end = endOf({ timeZone, expires: expires === undefined ? null : { ...expires } });
  return runs.slice(0, expires?.runs ?? PREVIEWED).filter((at) => at <= end);
}

/** Of a stored one, up to its end. */
export function runsAhead(row: ScheduleRow): number[] {
  if (row.nextAt === null) return [];
  const left = Number(row.expires?.['runs'] ?? Number.POSITIVE_INFINITY) - row.runs;
  const runs = [row.nextAt, ...nextRuns(row.timing as Timing, frameOf(row), row.nextAt, PREVIEWED - 1)];
  const end = endOf(row);
  return runs.slice(0, Math.max(0, left)).filter((at) => at <= end);
}

/** The first run after this moment that is not behind the end. */
export function nextOf(
  row: Pick<ScheduleRow, 'timing' | 'timeZone' | 'anchorAt' | 'facts' | 'expires'>,
  after: number,
): number | undefined {
  const at = nextRun(row.timing as Timing, frameOf(row), after);
  return at === undefined || at > endOf(row) ? undefined : at;
}

function frameOf({ timeZone, anchorAt, facts }: Pick<ScheduleRow, 'timeZone' | 'anchorAt' | 'facts'>): Frame {
  return { zone: timeZone, anchor: anchorAt, facts };
}

export function isOnDemand({ timing }: Pick<ScheduleRow, 'timing'>): boolean {
  return timing['kind'] === 'onDemand';
}

/** No run after this moment; Infinity: it has no end. */
export function endOf({ expires, timeZone }: Pick<ScheduleRow, 'expires' | 'timeZone'>): number {
  const at = expires?.['at'];
  return (typeof at === 'string' ? instantInZone(at, timeZone) : undefined) ?? Number.POSITIVE_INFINITY;
}

/** STALE when somebody was first, CONFLICT when it would not be unique. */
export async function updateOne(
  { store, clock }: RuleDeps,
  id: string,
  author: Author,
  change: (before: ScheduleRow) => ScheduleRow,
): Promise<ScheduleRow> {
  return store.write(async (tx) => {
    const before = await getSchedule(tx, id);
    assertVersion(before, author);
    const after = change(before);
    // Nothing to change is no new version: who read the one before may go on with it.
    if (after === before) return before;
    const row = { ...after, version: before.version + 1, modifiedAt: clock.now(), modifiedBy: author.name };
    if (!(await updateSchedule(tx, row, before))) throw notUnique();
    return row;
  });
}

function notUnique(): AppError {
  return new AppError(
    'CONFLICT',
    'A unique schedule of this rule with these facts has not ended yet. Change or delete that one.',
  );
}

function zoneProblem(zone: string): FieldProblem {
  return { path: '/timeZone', message: `"${zone}" is no time zone. One looks like Europe/Prague.` };
}

async function checkedValues(rules: RuleDeps, input: ScheduleInput, now: number) {
  const problems: FieldProblem[] = [];
  const { timeZone, timing, expires } = input;
  const facts = storedFacts(cloneFacts(input.facts ?? {}));
  if (!isTimeZone(timeZone)) throw invalid([zoneProblem(timeZone)]);
  const rule = await findRule(rules.store.read, input.rule);
  if (rule === undefined) problems.push({ path: '/rule', message: 'There is no such rule. Choose one.' });
  problems.push(...instanceProblems(input, rule?.trigger['kind']));
  const name = input.name.trim();
  if (name === '') problems.push({ path: '/name', message: 'Give the schedule a name.' });
  problems.push(...endProblems(input));
  if (rule !== undefined) problems.push(...(await factProblems(rules, rule, { facts, when: expires?.when, input })));
  if (problems.length > 0) throw invalid(problems);
  const stored = { timing: { ...timing }, timeZone, facts, expires: expires === undefined ? null : { ...expires } };
  const nextAt = nextOf({ ...stored, anchorAt: now }, now - 1) ?? null;
  if (nextAt === null && !isOnDemand(stored)) throw invalid([{ path: '/timing', message: noRunText(timing) }]);
  const uniqueKey = input.unique === true ? hashOfText(`${input.rule}|${canonicalText(facts)}`) : null;
  const { missed = 'once', instances = false } = input;
  return { name, ruleId: input.rule, ...stored, missed, instances, nextAt, uniqueKey };
}

function instanceProblems({ instances, timing, facts }: ScheduleInput, kind: unknown): FieldProblem[] {
  if (!instances) return [];
  if (facts !== undefined && Object.keys(facts).length > 0) {
    const message = 'The rule looks at what the instances hold: stored values would never be read. Take them out.';
    return [{ path: '/facts', message }];
  }
  if (kind !== 'form') return [{ path: '/instances', message: 'Only the rule of a form can look at its instances.' }];
  if (timing.kind !== 'onDemand' && timing.kind !== 'field') return [];
  const message = 'Looking at all instances needs times of its own: not those of a field, and not on demand.';
  return [{ path: '/timing', message }];
}

function endProblems({ expires, timeZone }: Pick<ScheduleInput, 'expires' | 'timeZone'>): FieldProblem[] {
  if (expires?.at === undefined || instantInZone(expires.at, timeZone) !== undefined) return [];
  return [{ path: '/expires/at', message: 'No calendar has this day or time.' }];
}

/** What each run would fail at: facts that are none of the rule's form, and an end that asks for what is not there. */
async function factProblems(
  rules: RuleDeps,
  { trigger }: RuleRow,
  { facts, when, input }: { facts: JsonObject; when: object | undefined; input: ScheduleInput },
): Promise<FieldProblem[]> {
  const { kind, form: formId } = trigger as { kind: string; form?: string };
  const form = formId === undefined ? undefined : await findForm(rules.store.read, formId);
  const schema = schemaOfTrigger(kind, form);
  // The rest comes with each instance, or with each request.
  const isPart = input.instances === true || input.timing.kind === 'onDemand';
  const problems = schema === undefined || isPart ? [] : findProblems(schema, facts, '/facts');
  if (when === undefined) return problems;
  const wrong = checkConditions(when, schema, '/expires/when');
  if (wrong.length > 0 || problems.length > 0 || isPart) return [...problems, ...wrong];
  try {
    await evaluate(when, facts, undefined, momentOf(rules));
    return [];
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'FACT_UNKNOWN') throw error;
    return [{ path: '/expires/when', message: `The facts have no "${error.details['fact']}" to compare.` }];
  }
}

function noRunText(timing: Timing): string {
  if (timing.kind === 'field')
    return `It would never run: "${timing.field}" holds no date, or the time is in the past.`;
  return 'It would never run: the time is in the past, behind its end, or no calendar has it.';
}
