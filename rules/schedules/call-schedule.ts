import type { EventInput } from '../../schemas/event.gen.ts';
import type { ScheduleCall } from '../../schemas/schedule-call.gen.ts';
import { AppError, invalid, type JsonObject } from '../../src/sdk/index.ts';
import type { RuleRow } from '../../src/store/tables/rule.table.ts';
import type { ScheduleRow } from '../../src/store/tables/schedule.table.ts';
import { type EventAnswer, submitEvent, type With } from '../events/fire-event.ts';
import { assertOwnFiles } from '../events/own-files.ts';
import { hashOfText } from '../events/stored-facts.ts';
import { getForm } from '../forms/form.store.ts';
import { findInstance } from '../instances/instance.store.ts';
import { hasInstanceField, INSTANCE, instanceFacts } from '../instances/instance-facts.ts';
import { assertNotHeld } from '../instances/own-instance.ts';
import { getRule } from '../rule.store.ts';
import type { RuleDeps } from '../rule-deps.ts';
import { outcomeOf, runOf } from './fire-schedule.ts';
import { countCall, keepRun } from './schedule.store.ts';
import { endOf } from './schedules.ts';

/** The largest number of a column. */
const NO_END = 2_147_483_647;
const ENDED = 'The schedule has ended. Whoever owns it can change it, so that it begins anew.';

/**
 * Somebody called the webhook: the rule looks at the facts of the schedule, at those of an instance, or at what was sent, the
 * nearer ones before the others. The same key again answers the same event and counts once.
 */
export async function callSchedule(
  rules: RuleDeps,
  row: ScheduleRow,
  { call, idempotencyKey }: { call: ScheduleCall; idempotencyKey?: string },
): Promise<EventAnswer> {
  const now = rules.clock.now();
  if (row.state === 'paused') throw new AppError('STATE', 'The schedule rests. Call again when it goes on.');
  if (row.state === 'ended' || now > endOf(row)) throw new AppError('STATE', ENDED);
  const rule = await getRule(rules.store.read, row.ruleId);
  const about = call.instance === undefined ? { values: row.facts } : await instanceOf(rules, rule, call.instance);
  // Whoever has the token acts for the owner, without the owner's right to look after everybody's records.
  const caller = { id: row.ownerId, name: '', roles: [] };
  const sent = (call.facts ?? {}) as JsonObject;
  await assertOwnFiles(rules, { caller, values: sent, at: '/facts', before: about.values });
  const { kind, event, form } = rule.trigger as { kind: string; event: string; form?: string };
  const of = kind === 'form' ? { form, event } : { type: event };
  const facts = { ...about.values, ...sent };
  // A key of one schedule says nothing about the keys of others, and of events.
  const key = idempotencyKey === undefined ? {} : { idempotencyKey: hashOfText(`hook ${row.id} ${idempotencyKey}`) };
  const most = Number(row.expires?.['runs'] ?? NO_END);
  const within: With['within'] = async (tx, answer) => {
    if (!(await countCall(tx, row, most, now))) throw new AppError('STATE', ENDED);
    await keepRun(tx, runOf(row, { dueAt: now, now, outcome: outcomeOf(answer), eventId: answer.eventId }));
  };
  const input = { ...of, facts } as EventInput;
  return submitEvent(
    rules,
    { ...input, ...key, by: row.ownerId, onlyRule: row.ruleId },
    { within, scope: ` of schedule ${row.id}`, ...(about.makeCompanion && { makeCompanion: about.makeCompanion }) },
  );
}

interface About {
  values: JsonObject;
  makeCompanion?: NonNullable<With['makeCompanion']>;
}

async function instanceOf(rules: RuleDeps, rule: RuleRow, id: string): Promise<About> {
  const { read } = rules.store;
  const form = rule.trigger['form'];
  const instance =
    typeof form === 'string' && rule.trigger['kind'] === 'form' ? await findInstance(read, id) : undefined;
  if (instance === undefined || instance.formId !== form) {
    throw invalid([{ path: '/instance', message: "The rule's form has no instance with this id." }]);
  }
  await assertNotHeld(read, instance);
  const of = await getForm(read, instance.formId);
  const shown = hasInstanceField(of.schema) ? {} : { [INSTANCE]: instanceFacts(of, instance) };
  return { values: instance.values, makeCompanion: async () => ({ ...shown, instanceId: id, store: async () => {} }) };
}
