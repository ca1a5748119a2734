import { AppError } from '../../src/sdk/index.ts';
import type { FormInstanceRow } from '../../src/store/tables/form-instance.table.ts';
import type { RuleRow } from '../../src/store/tables/rule.table.ts';
import type { ScheduleOutcome, ScheduleRow } from '../../src/store/tables/schedule.table.ts';
import { evaluate } from '../conditions/evaluate.ts';
import { cloneFacts } from '../conditions/facts.ts';
import { isHeld } from '../events/event.store.ts';
import { submitEvent } from '../events/fire-event.ts';
import { hashOfText } from '../events/stored-facts.ts';
import { getForm } from '../forms/form.store.ts';
import { pageOfInstances } from '../instances/instance.store.ts';
import { factsSchemaOf, hasInstanceField, INSTANCE, instanceFacts } from '../instances/instance-facts.ts';
import { getRule } from '../rule.store.ts';
import { momentOf, type RuleDeps } from '../rule-deps.ts';

const AT_ONCE = 100;

export interface InstancesFired {
  outcome: ScheduleOutcome;
  message: string;
}

/**
 * Lets the rule look at every instance of its form, as it is now. Each makes an event of its own, once for each moment that
 * was due: the event's key says so, and a run that was cut short, or two processes at once, make none twice. One whose
 * values are wrong is counted and does not stop the others.
 */
export async function fireInstances(rules: RuleDeps, row: ScheduleRow, dueAt: number): Promise<InstancesFired> {
  const rule = await getRule(rules.store.read, row.ruleId);
  if (!rule.enabled) return { outcome: 'rule_off', message: '' };
  const form = await getForm(rules.store.read, String(rule.trigger['form']));
  const count = { all: 0, fired: 0, failed: 0 };
  let [after, why] = ['', ''];
  for (;;) {
    const page = await pageOfInstances(rules.store.read, form.id, after, AT_ONCE);
    for (const instance of page) {
      count.all += 1;
      const shown = hasInstanceField(form.schema) ? {} : { [INSTANCE]: instanceFacts(form, instance) };
      try {
        const facts = cloneFacts({ ...instance.values, ...shown });
        const schema = factsSchemaOf(form);
        if (!(await evaluate(rule.conditions, facts, schema, momentOf(rules))).fires) continue;
        if (await isHeld(rules.store.read, instance.eventId)) continue;
        if (await fireOne(rules, { row, rule, instance, shown, dueAt })) count.fired += 1;
      } catch (error) {
        if (!(error instanceof AppError) || error.code === 'DATABASE') throw error;
        count.failed += 1;
        why ||= ` ${instance.number ?? instance.id}: ${error.message}`;
      }
    }
    const last = page.at(-1);
    if (last === undefined) break;
    after = last.id;
  }
  const failed = count.failed === 0 ? '' : ` ${count.failed} could not be looked at.${why}`;
  const outcome = count.failed > 0 ? 'failed' : count.fired > 0 ? 'fired' : 'not_needed';
  return { outcome, message: `${count.fired} of ${count.all} records.${failed}` };
}

interface One {
  row: ScheduleRow;
  rule: RuleRow;
  instance: FormInstanceRow;
  shown: object;
  dueAt: number;
}

async function fireOne(rules: RuleDeps, { row, rule, instance, shown, dueAt }: One): Promise<boolean> {
  const event = String(rule.trigger['event']) as 'save';
  const idempotencyKey = hashOfText(`schedule ${row.id} ${dueAt} ${instance.id}`);
  const request = { form: instance.formId, event, facts: instance.values, by: row.ownerId, onlyRule: row.ruleId };
  try {
    const { rules: outcomes } = await submitEvent(
      rules,
      { ...request, idempotencyKey },
      { makeCompanion: async () => ({ ...shown, instanceId: instance.id, store: async () => {} }) },
    );
    return outcomes.some(({ fired }) => fired);
  } catch (error) {
    // It was fired for this moment before its values changed.
    if (error instanceof AppError && error.code === 'IDEMPOTENCY_MISMATCH') return true;
    throw error;
  }
}
