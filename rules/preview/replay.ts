import type { RuleReplayInput } from '../../schemas/rule-replay.gen.ts';
import { type ActionContext, AppError, type JsonObject, type JsonSchema } from '../../src/sdk/index.ts';
import type { RuleRow } from '../../src/store/tables/rule.table.ts';
import type { Conditions } from '../conditions/conditions.ts';
import { evaluate } from '../conditions/evaluate.ts';
import { assertFacts, cloneFacts } from '../conditions/facts.ts';
import { findForm } from '../forms/form.store.ts';
import { fieldsOfSchema } from '../forms/rule-fields.ts';
import { schemaOfTrigger, toldChange } from '../instances/instance-facts.ts';
import { type PlannableAction, type PlannableRule, planRule } from '../plan-rule.ts';
import { getRule } from '../rule.store.ts';
import { actionContext, type RuleDeps } from '../rule-deps.ts';
import { withExampleRun } from '../runs/run-facts.ts';
import { isMeant } from '../trigger.ts';
import { type DraftRule, draftOf } from './draft-rule.ts';
import { compareMails, type MailDifference, type ReplayedMail, replayedMail } from './replayed-mails.ts';
import { type SampleRecord, sampleRecords, schemaOfFacts } from './sample-records.ts';

/** What one version of a rule makes of one record. */
interface Made {
  fires: boolean;
  mails: ReplayedMail[];
  /** why it would be refused */
  problem: string | null;
}

export interface ReplayedRecord {
  eventId: string;
  label: string;
  at: number;
  /** `starts`, `stops`: who got no e-mail would get one, or the other way round; `changes`: another e-mail; `refused`: none can be made */
  outcome: 'same' | 'starts' | 'stops' | 'changes' | 'refused';
  /** why, where it is refused */
  problem: string | null;
  /** addresses that would get an e-mail now and did not, and the other way round */
  added: string[];
  removed: string[];
  differences: MailDifference[];
}

export interface Replay {
  records: ReplayedRecord[];
  counts: Record<ReplayedRecord['outcome'], number>;
  /** records that there was no time for */
  skipped: number;
}

const DEFAULT_RECORDS = 50;
const LONGEST_MS = 10_000;

/**
 * A changed rule against what happened: for each of the last records of its trigger, what the stored rule makes of it and
 * what the changed one would, both as of the moment of the record. Nothing is stored and nothing is sent. Without a
 * changed rule the stored one is compared with itself: what comes out is what today's connectors and settings change.
 */
export async function replayRule(
  deps: RuleDeps,
  { id, ...input }: RuleReplayInput & { id: string },
  person: string,
  signal: AbortSignal,
): Promise<Replay> {
  const stored = await getRule(deps.store.read, id);
  const before = await storedDraft(deps, stored);
  const now = input.rule === undefined ? before : await draftOf(deps, { ruleId: id, rule: input.rule }, person);
  if (now.conditions === undefined) {
    throw new AppError('VALIDATION', 'The conditions are not complete. Complete them, then compare again.');
  }
  const most = input.records ?? DEFAULT_RECORDS;
  const samples = await recordsOf(deps, { triggerKey: stored.triggerKey, most, schema: before.schema });
  const context = await actionContext(deps, person);
  const sides = {
    before: { deps, context, draft: { ...before, trigger: stored.trigger } },
    now: { deps, context, draft: { ...now, trigger: input.rule?.trigger ?? stored.trigger } },
  };
  return compareSides(sides, samples, { signal, end: deps.clock.now() + LONGEST_MS });
}

/** A stored rule with what its e-mails are made of as it is, and as `changed` has it: a template of the library, for one. */
export async function replayChange(
  { deps, changed }: { deps: RuleDeps; changed: RuleDeps },
  { rule, most = DEFAULT_RECORDS }: { rule: RuleRow; most: number | undefined },
  person: string,
  limits: { signal: AbortSignal; end: number },
): Promise<Replay> {
  const draft = { ...(await storedDraft(deps, rule)), trigger: rule.trigger };
  const samples = await recordsOf(deps, { triggerKey: rule.triggerKey, most, schema: draft.schema });
  const sides = {
    before: { deps, context: await actionContext(deps, person), draft },
    now: { deps: changed, context: await actionContext(changed, person), draft },
  };
  return compareSides(sides, samples, limits);
}

interface Side {
  deps: RuleDeps;
  context: ActionContext;
  draft: DraftRule & { trigger: object };
}

async function compareSides(
  sides: { before: Side; now: Side },
  samples: readonly SampleRecord[],
  { signal, end }: { signal: AbortSignal; end: number },
): Promise<Replay> {
  const records: ReplayedRecord[] = [];
  for (const sample of samples) {
    if (signal.aborted || sides.now.deps.clock.now() > end) break;
    const made = [
      await makeOf(sides.before, sides.before.draft, sample),
      await makeOf(sides.now, sides.now.draft, sample),
    ] as const;
    records.push(compared(sample, ...made));
    // Other requests have their turn between two records.
    await new Promise((resolve) => setImmediate(resolve));
  }
  return { records, counts: countsOf(records), skipped: samples.length - records.length };
}

/** As it is, whatever is wrong with it by now. */
async function storedDraft({ store }: RuleDeps, row: RuleRow): Promise<DraftRule> {
  const { id, version, name, trigger, conditions } = row;
  const form = trigger['form'];
  const found = typeof form === 'string' ? await findForm(store.read, form) : undefined;
  const schema = schemaOfTrigger(trigger['kind'], found, trigger['event']);
  const { actions, forEach } = row as unknown as PlannableRule;
  const indexed = (list: PlannableAction[] = []) => list.map((one, index) => ({ ...one, index }));
  const rows = forEach && { ...forEach, before: indexed(forEach.before), after: indexed(forEach.after) };
  const shown = { actions: indexed(actions), ...(rows && { forEach: rows }) };
  return { id, version, name, conditions: conditions as Conditions, ...shown, schema, warnings: [] };
}

async function recordsOf(
  { store }: RuleDeps,
  { triggerKey, most, schema }: { triggerKey: string; most: number; schema: JsonSchema | undefined },
): Promise<SampleRecord[]> {
  return sampleRecords(store, [triggerKey], (facts) => fieldsOfSchema(schema ?? schemaOfFacts(facts), ''), most);
}

async function makeOf(
  { deps, context }: { deps: RuleDeps; context: ActionContext },
  draft: DraftRule & { trigger: object },
  { facts: given, at }: SampleRecord,
): Promise<Made> {
  try {
    const facts: JsonObject = cloneFacts(given);
    if (!isMeant(draft.trigger, toldChange(facts))) return { fires: false, mails: [], problem: null };
    assertFacts(draft.schema, facts);
    const { fires } = await evaluate(draft.conditions ?? {}, facts, draft.schema, { now: at, zone: deps.zone });
    if (!fires) return { fires, mails: [], problem: null };
    const asOf = { ...deps, clock: { ...deps.clock, now: () => at } };
    const { planned } = await planRule(
      { deps: asOf, context, preview: true },
      draft,
      withExampleRun(facts, at),
      draft.schema,
    );
    return {
      fires,
      mails: planned.flatMap((one) => one.mails.map((mail) => replayedMail(one, mail))),
      problem: null,
    };
  } catch (error) {
    // The event itself would be refused with this.
    if (!(error instanceof AppError)) throw error;
    return { fires: false, mails: [], problem: error.message };
  }
}

function compared({ id, label, at }: SampleRecord, before: Made, now: Made): ReplayedRecord {
  const { added, removed, differences } = compareMails(before.mails, now.mails);
  const changed = added.length + removed.length + differences.length > 0;
  const outcome = outcomeOf(before, now, changed);
  return { eventId: id, label, at, outcome, problem: now.problem, added, removed, differences };
}

function outcomeOf(before: Made, now: Made, changed: boolean): ReplayedRecord['outcome'] {
  if (now.problem !== null) return before.problem === now.problem ? 'same' : 'refused';
  if (before.mails.length === 0 && now.mails.length > 0) return 'starts';
  if (before.mails.length > 0 && now.mails.length === 0) return 'stops';
  return changed ? 'changes' : 'same';
}

function countsOf(records: readonly ReplayedRecord[]): Replay['counts'] {
  const counts = { same: 0, starts: 0, stops: 0, changes: 0, refused: 0 };
  for (const { outcome } of records) counts[outcome] += 1;
  return counts;
}
