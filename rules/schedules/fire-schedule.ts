import type { EventInput } from '../../schemas/event.gen.ts';
import { AppError } from '../../src/sdk/index.ts';
import type { ScheduleOutcome, ScheduleRow } from '../../src/store/tables/schedule.table.ts';
import type { Tx } from '../../src/store/transaction.ts';
import { evaluate } from '../conditions/evaluate.ts';
import { type EventAnswer, submitEvent } from '../events/fire-event.ts';
import { getRule } from '../rule.store.ts';
import { momentOf, type RuleDeps } from '../rule-deps.ts';
import { fireInstances } from './fire-instances.ts';
import { countRun, keepRun, moveOn, type Step } from './schedule.store.ts';
import { nextOf } from './schedules.ts';

/** Later than this it was missed: no server ran. */
const MISSED_MS = 5 * 60_000;

/** Somebody else moved the schedule on; what was begun here must not be stored. */
const taken = new Error('taken');

/**
 * What is due at `row.nextAt`, once among all processes: the event, its mails and the next moment are one transaction, and
 * only one can move the schedule on. A server that was away makes one run of all that it missed, or none.
 */
export async function fireDue(rules: RuleDeps, row: ScheduleRow): Promise<void> {
  const now = rules.clock.now();
  const dueAt = row.nextAt ?? now;
  const next = nextOf(row, Math.max(now, dueAt));
  const isLast = Number(row.expires?.['runs'] ?? Number.POSITIVE_INFINITY) <= row.runs + 1;
  const counted = stepOf(isLast ? undefined : next, now, true);
  const settle = async (tx: Tx, step: Step, outcome: ScheduleOutcome, more: Told = {}) => {
    if (!(await moveOn(tx, row, step))) throw taken;
    await keepRun(tx, runOf(row, { dueAt, now, outcome, ...more }));
  };
  try {
    if (row.missed === 'skip' && now - dueAt > MISSED_MS) {
      return await rules.store.write((tx) => settle(tx, stepOf(next, now, false), 'missed'));
    }
    if (await isOver(rules, row)) {
      return await rules.store.write((tx) => settle(tx, stepOf(undefined, now, false), 'not_needed'));
    }
    if (row.instances) {
      const { outcome, message } = await fireInstances(rules, row, dueAt);
      return await rules.store.write((tx) => settle(tx, counted, outcome, { message }));
    }
    await submit(rules, row, (tx, answer) => settle(tx, counted, outcomeOf(answer), { eventId: answer.eventId }));
  } catch (error) {
    if (error === taken) return;
    // A mistake of the rule or the facts is told and the schedule goes on; without a database it waits.
    if (!(error instanceof AppError) || error.code === 'DATABASE') throw error;
    await rules.store.write((tx) => settle(tx, counted, 'failed', { message: error.message })).catch(unlessTaken);
  }
}

/** At once, whatever its times; those stay, unless it was the last run of so many. */
export async function fireNow(rules: RuleDeps, row: ScheduleRow): Promise<EventAnswer> {
  if (row.instances) {
    const message = 'A schedule over all instances runs at its times. Make one that runs immediately.';
    throw new AppError('STATE', message);
  }
  const now = rules.clock.now();
  return submit(rules, row, async (tx, answer) => {
    if (!(await countRun(tx, row, now))) throw new AppError('NOT_FOUND', 'The schedule was deleted meanwhile.');
    await keepRun(tx, runOf(row, { dueAt: now, now, outcome: outcomeOf(answer), eventId: answer.eventId }));
  });
}

interface Told {
  message?: string;
  eventId?: string;
}

/** What the history keeps of one run. */
export function runOf(
  row: ScheduleRow,
  { dueAt, now, outcome, message, eventId }: Told & { dueAt: number; now: number; outcome: ScheduleOutcome },
) {
  return { scheduleId: row.id, dueAt, at: now, outcome, message: message ?? null, eventId: eventId ?? null };
}

function stepOf(next: number | undefined, now: number, counts: boolean): Step {
  return { nextAt: next ?? null, ended: next === undefined, counts, now };
}

async function submit(
  rules: RuleDeps,
  row: ScheduleRow,
  within: (tx: Tx, answer: EventAnswer) => Promise<void>,
): Promise<EventAnswer> {
  const rule = await getRule(rules.store.read, row.ruleId);
  const { kind, event, form } = rule.trigger as { kind: string; event: string; form?: string };
  const of = kind === 'form' ? { form, event } : { type: event };
  const input = { ...of, facts: row.facts } as EventInput;
  return submitEvent(rules, { ...input, by: row.ownerId, onlyRule: row.ruleId }, { within });
}

export function outcomeOf({ rules: [outcome] }: EventAnswer): ScheduleOutcome {
  if (outcome === undefined) return 'rule_off';
  return outcome.fired ? 'fired' : 'not_needed';
}

async function isOver(rules: RuleDeps, { expires, facts }: ScheduleRow): Promise<boolean> {
  const when = expires?.['when'];
  if (typeof when !== 'object' || when === null) return false;
  return (await evaluate(when, facts, undefined, momentOf(rules))).fires;
}

function unlessTaken(error: unknown): void {
  if (error !== taken) throw error;
}
