import {
  type ActionContext,
  AppError,
  type HeldMail,
  type JsonObject,
  type JsonSchema,
  type PlannedMail,
  UNKNOWN_PERSON,
} from '../../src/sdk/index.ts';
import type { EventRow } from '../../src/store/tables/event.table.ts';
import type { MailOutcomeRow } from '../../src/store/tables/mail-outcome.table.ts';
import type { RuleRow } from '../../src/store/tables/rule.table.ts';
import { evaluate } from '../conditions/evaluate.ts';
import { assertFacts } from '../conditions/facts.ts';
import type { Trace } from '../conditions/trace.ts';
import { findForm } from '../forms/form.store.ts';
import type { Prepared } from '../mail-outbox.ts';
import { outcomeOfAction } from '../outcomes/outcome-of-action.ts';
import { countMails, type PlannableAction, type PlannableRule, type PlannedAction, planRule } from '../plan-rule.ts';
import { answeredMail } from '../received/answered-mail.ts';
import { RECEIVED_SCHEMA } from '../received/received-schema.ts';
import type { RowsSeen } from '../rows/select-rows.ts';
import { rulesToRun } from '../rule.store.ts';
import { actionContext, momentOf, type RuleDeps } from '../rule-deps.ts';
import { type InstanceChange, isMeant } from '../trigger.ts';
import { DEFAULT_MOST_HELD, DEFAULT_MOST_MAILS } from './approval.ts';
import { storeMadeFiles, withValues } from './made-files.ts';
import { causeOf } from './mail-cause.ts';
import { canonicalText, hashOfText, storedFacts } from './stored-facts.ts';

export interface RuleOutcome {
  ruleId: string;
  name: string;
  fired: boolean;
  trace: Trace;
  mails: { id: string; state: string }[];
  /** of a rule that is repeated for each row of a table */
  rows?: RowsSeen;
  /** the earlier rule that could not send, so that this one was not asked */
  stoppedBy?: string;
  /** why actions with ignoreErrors made nothing; the first of them */
  ignored?: IgnoredError[];
}

export interface IgnoredError {
  /** JSON pointer into the rule, such as /actions/0 */
  action: string;
  /** of the table, from 0; null: it is for no row */
  row: number | null;
  code: string;
  message: string;
}

export interface Fired {
  outcome: RuleOutcome;
  prepared: Prepared[];
  /** how many of its mails leave by themselves */
  leaving: number;
  /** what follows when its mails end */
  follows: MailOutcomeRow[];
  /** files that the rule made for fields of the record */
  made?: JsonObject | undefined;
}

/** A table of thousands of rows may fail in each of them for the same reason. */
const MOST_IGNORED = 20;

export interface Submitted {
  deps: RuleDeps;
  event: EventRow;
  factsDigest: string;
  onlyRule?: string | undefined;
  /** the rule that runs because another one failed, whatever its trigger */
  branch?: { rule: RuleRow; depth: number } | undefined;
  change?: InstanceChange | undefined;
  /** of the stored instance that the event is about */
  instanceId?: string | undefined;
}

export async function runRules(
  submitted: Submitted,
  facts: JsonObject,
  schema: JsonSchema | undefined,
): Promise<Fired[]> {
  const { deps } = submitted;
  // Rules of one author share what is read once.
  const contexts = new Map<string, ActionContext>();
  const fired: Fired[] = [];
  let seen = { facts, factsDigest: submitted.factsDigest };
  let [made, leaving] = [0, 0];
  let stoppedBy: string | undefined;
  for (const rule of await meantRules(submitted)) {
    if (stoppedBy !== undefined) {
      fired.push(notAsked(rule, stoppedBy));
      continue;
    }
    const author = rule.authorId ?? UNKNOWN_PERSON;
    const context = contexts.get(author) ?? (await actionContext(deps, author));
    contexts.set(author, context);
    const run: Run = { ...submitted, factsDigest: seen.factsDigest, context, before: { made, leaving } };
    const { stops, ...one } = await runRule(run, rule, seen.facts, schema);
    made += one.prepared.length;
    leaving += one.leaving;
    if (one.made !== undefined) {
      // The output of an earlier rule is an input of the later ones.
      const given = withValues(seen.facts, one.made);
      seen = { facts: given, factsDigest: hashOfText(canonicalText(storedFacts(given))) };
    }
    fired.push(one);
    if (stops) stoppedBy = rule.name;
  }
  return fired;
}

async function meantRules({ deps, event, onlyRule, branch, change }: Submitted): Promise<RuleRow[]> {
  if (branch !== undefined) return [branch.rule];
  const all = await rulesToRun(deps.store.read, event.triggerKey);
  return all.filter(({ id, trigger }) => (onlyRule === undefined || id === onlyRule) && isMeant(trigger, change));
}

function notAsked({ id, name }: RuleRow, stoppedBy: string): Fired {
  const trace: Trace = { kind: 'any', result: false, children: [] };
  return {
    outcome: { ruleId: id, name, fired: false, trace, mails: [], stoppedBy },
    prepared: [],
    leaving: 0,
    follows: [],
  };
}

interface Run extends Submitted {
  context: ActionContext;
  /** what the rules before it made; `leaving`: by themselves */
  before: { made: number; leaving: number };
}

async function runRule(
  run: Run,
  rule: RuleRow,
  facts: JsonObject,
  eventSchema: JsonSchema | undefined,
): Promise<Fired & { stops: boolean }> {
  const { deps, context, event, factsDigest } = run;
  const schema = eventSchema ?? (await schemaOfRule(deps, rule));
  if (eventSchema === undefined) assertFacts(schema, facts);
  const { fires, trace } = await evaluate(rule.conditions, facts, schema, momentOf(deps));
  const outcome: RuleOutcome = { ruleId: rule.id, name: rule.name, fired: fires, trace, mails: [] };
  if (!fires) return { outcome, prepared: [], leaving: 0, follows: [], stops: false };
  const plannable = rule as unknown as PlannableRule;
  const mostMails = (deps.maxHeldPerEvent ?? DEFAULT_MOST_HELD) - run.before.made;
  const { planned, rows } = await planRule(
    { deps, context, mostMails, goesOn: true, answered: answeredMail(rule.trigger, facts) },
    plannable,
    facts,
    schema,
  );
  const { leaving, atOnce } = countLeaving(run, planned, rule);
  const prepared: Prepared[] = [];
  const follows = new Map<PlannableAction, MailOutcomeRow>();
  let stops = false;
  for (const one of planned) {
    const { action, mails } = one;
    const follow = follows.get(action) ?? (mails.length === 0 ? undefined : outcomeOfAction(run, rule, action));
    if (follow !== undefined) follows.set(action, follow);
    if (action.stopOnFailure === true && (one.ignored !== undefined || mails.some(isStuck))) stops = true;
    for (const mail of mails) {
      const cause = {
        ...causeOf(event, rule, keyParts(one, mail.recipientKey)),
        factsDigest,
        ...(atOnce && { atOnce }),
      };
      prepared.push(await deps.outbox.prepare(mail, follow === undefined ? cause : { ...cause, outcomeId: follow.id }));
    }
  }
  const all = planned.flatMap(({ mails }) => mails);
  const ignored = planned.flatMap(ignoredError).slice(0, MOST_IGNORED);
  return {
    outcome: { ...outcome, ...(rows && { rows }), ...(ignored.length > 0 && { ignored }) },
    ...{ prepared, leaving, stops },
    follows: [...follows.values()],
    made: await storeMadeFiles(deps, all, { by: event.createdBy, schema }),
  };
}

function ignoredError({ part, index, row, ignored }: PlannedAction): IgnoredError[] {
  if (ignored === undefined) return [];
  const list = part === 'actions' ? '/actions' : `/forEach/${part}`;
  return [{ action: `${list}/${index}`, row, code: ignored.code, message: ignored.message }];
}

/** Without a table the key is as it always was; a row is known by its place, which never changes in an event. */
function keyParts(
  { part, index, row }: PlannedAction,
  recipient: string,
): { action: number | string; recipient: string } {
  const action = part === 'actions' ? index : `${part} ${index}`;
  return { action: row === null ? action : `${action} row ${row}`, recipient };
}

/** It could not be completed, or nobody sends it for now. */
function isStuck(mail: PlannedMail | HeldMail): boolean {
  return 'held' in mail || mail.waitsForConnector !== undefined || mail.waitsForRight !== undefined;
}

/**
 * Throws TOO_LARGE for more than can be held, and for more than people can be asked to send themselves. `atOnce`: together with
 * those before it they are so many that their bytes must not all be kept in memory.
 */
function countLeaving(
  { deps, before }: Run,
  planned: readonly PlannedAction[],
  { name }: RuleRow,
): { leaving: number; atOnce: boolean } {
  const { maxMailsPerEvent = DEFAULT_MOST_MAILS, maxHeldPerEvent = DEFAULT_MOST_HELD } = deps;
  const made = countMails(planned);
  const leaving = planned.flatMap(({ mails }) => mails).filter(leavesByItself).length;
  const byPeople = before.made - before.leaving + made - leaving;
  if (before.made + made > maxHeldPerEvent) throw tooMany(name, `more than ${maxHeldPerEvent} e-mails`);
  if (byPeople > maxMailsPerEvent) throw tooMany(name, `more than ${maxMailsPerEvent} e-mails that people send`);
  return { leaving, atOnce: before.leaving + leaving > maxMailsPerEvent };
}

function leavesByItself(mail: PlannedMail | HeldMail): boolean {
  return 'held' in mail || mail.performer === undefined;
}

function tooMany(rule: string, what: string): AppError {
  return new AppError(
    'TOO_LARGE',
    `This event would make ${what} (rule "${rule}"). Send it in parts, or as a payroll run, which is planned, looked at and approved first.`,
  );
}

/** A workflow event has no form of its own; a rule may name one whose schema its facts must fit. */
async function schemaOfRule(deps: RuleDeps, rule: RuleRow): Promise<JsonSchema | undefined> {
  if (rule.trigger['kind'] === 'email-received') return RECEIVED_SCHEMA;
  const form = rule.trigger['form'];
  return typeof form === 'string' ? (await findForm(deps.store.read, form))?.schema : undefined;
}
