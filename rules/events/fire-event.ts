import {
  type ActionContext,
  AppError,
  type JsonObject,
  type JsonSchema,
  newId,
  UNKNOWN_PERSON,
} from '../../src/sdk/index.ts';
import type { EventRow } from '../../src/store/tables/event.table.ts';
import type { RuleRow } from '../../src/store/tables/rule.table.ts';
import type { Tx } from '../../src/store/transaction.ts';
import { evaluate } from '../conditions/evaluate.ts';
import { assertFacts, cloneFacts } from '../conditions/facts.ts';
import type { Trace } from '../conditions/trace.ts';
import { findForm, getForm } from '../forms/form.store.ts';
import { schemaOfTrigger } from '../instances/instance-facts.ts';
import type { Prepared } from '../mail-outbox.ts';
import { type PlannableRule, planRule } from '../plan-rule.ts';
import { rulesToRun } from '../rule.store.ts';
import { actionContext, momentOf, type RuleDeps } from '../rule-deps.ts';
import { type InstanceChange, isMeant, triggerKeyOf } from '../trigger.ts';
import { findEventByKey, insertEvent } from './event.store.ts';
import { type EventRequest, triggerOf, usableKey } from './event-request.ts';
import { storeMadeFiles, withValues } from './made-files.ts';
import { causeOf } from './mail-cause.ts';
import { canonicalText, hashOfText, storedFacts } from './stored-facts.ts';

export interface RuleOutcome {
  ruleId: string;
  name: string;
  fired: boolean;
  trace: Trace;
  mails: { id: string; state: string }[];
}

export interface EventAnswer {
  eventId: string;
  state: EventRow['state'];
  createdAt: number;
  /** of a held event: when it expires */
  expiresAt: number | null;
  rules: RuleOutcome[];
}

/** What belongs to an event and is stored with it, or not at all. */
export interface Companion {
  /** seen by the rules beside the given facts */
  instance?: JsonObject | undefined;
  change?: InstanceChange;
  /** `made`: values that the rules made, files of the record */
  store(tx: Tx, made: JsonObject): Promise<void>;
}

/** What is done with an event beside it. */
export interface With {
  /** whose request it is and about what, where that is more than its facts say: another one with its key is refused */
  scope?: string;
  /** its facts fitted when they were stored; the form may ask for more since */
  stored?: true;
  /** called once the facts are known to fit, and not for an event that is known already */
  makeCompanion?(event: { eventId: string; now: number; values: JsonObject }): Promise<Companion>;
  /** done in the transaction that stores the event: when it throws, there is no event */
  within?(tx: Tx, answer: EventAnswer): Promise<void>;
}

interface Fired {
  outcome: RuleOutcome;
  prepared: Prepared[];
  /** files that the rule made for fields of the record */
  made?: JsonObject | undefined;
}

const DEFAULT_MOST_MAILS = 500;
const DEFAULT_HOLD_MS = 3_600_000;

/**
 * Evaluates the rules of an event and stores the event with all its mails in one transaction: either all of it is
 * there afterwards or nothing. Any fact that cannot be used refuses the whole event.
 */
export async function submitEvent(
  deps: RuleDeps,
  request: EventRequest,
  { makeCompanion, within, stored: wereStored, scope = '' }: With = {},
): Promise<EventAnswer> {
  const trigger = triggerOf(request);
  const triggerKey = triggerKeyOf(trigger);
  const facts = cloneFacts(request.facts);
  const stored = storedFacts(facts);
  const text = canonicalText(stored);
  // The text of [triggerKey, stored, hold], without taking the facts apart twice.
  const requestHash = hashOfText(`[${JSON.stringify(triggerKey)},${text},${request.hold === true}]${scope}`);
  const idempotencyKey = usableKey(request);
  const known = idempotencyKey === null ? undefined : await findEventByKey(deps.store.read, idempotencyKey);
  if (known !== undefined) return answerKnown(known, requestHash);

  const form = trigger.form === undefined ? undefined : await getForm(deps.store.read, trigger.form);
  const schema = schemaOfTrigger(trigger.kind, form);
  if (!wereStored) assertFacts(makeCompanion === undefined ? schema : form?.schema, facts);
  const now = deps.clock.now();
  const eventId = newId(now);
  const companion = await makeCompanion?.({ eventId, now, values: stored });
  const prepared = await prepareEvent(deps, {
    ...{ eventId, now, triggerKey, schema, idempotencyKey, requestHash, companion },
    ...{ facts, text, by: request.by, hold: request.hold === true, onlyRule: request.onlyRule },
  });
  return (await store(deps, prepared, within)) ?? answerLater(deps, prepared.event);
}

/** An event whose facts are known to fit. */
export interface EventDraft {
  eventId: string;
  now: number;
  triggerKey: string;
  schema: JsonSchema | undefined;
  facts: JsonObject;
  /** canonicalText of the stored facts, where it is known */
  text?: string;
  idempotencyKey: string | null;
  requestHash: string;
  by: string;
  hold: boolean;
  onlyRule?: string | undefined;
  companion?: Companion | undefined;
}

/** An event with what its rules decided and the mails they made; nothing of it is stored. */
export interface PreparedEvent {
  event: EventRow;
  fired: Fired[];
  companion: Companion | undefined;
  /** values that the rules made, files of the record */
  made: JsonObject;
}

export async function prepareEvent(deps: RuleDeps, draft: EventDraft): Promise<PreparedEvent> {
  const { companion, now, text } = draft;
  const instance = companion?.instance;
  const facts = instance === undefined ? draft.facts : cloneFacts({ ...draft.facts, instance });
  const stored = storedFacts(facts);
  const event: EventRow = {
    id: draft.eventId,
    idempotencyKey: draft.idempotencyKey,
    requestHash: draft.requestHash,
    triggerKey: draft.triggerKey,
    facts: stored,
    state: draft.hold ? 'held' : 'committed',
    result: [],
    createdAt: now,
    createdBy: draft.by,
    expiresAt: draft.hold ? now + (deps.holdMs ?? DEFAULT_HOLD_MS) : null,
  };
  const factsDigest = hashOfText(instance === undefined && text !== undefined ? text : canonicalText(stored));
  const submitted = { deps, event, factsDigest, onlyRule: draft.onlyRule, change: companion?.change };
  const fired = await runRules(submitted, facts, draft.schema);
  const made: JsonObject = Object.assign({}, ...fired.map((one) => one.made));
  return { event: { ...event, facts: { ...stored, ...made } }, companion, fired, made };
}

export function answerOf({ id, state, createdAt, expiresAt, result }: EventRow): EventAnswer {
  return { eventId: id, state, createdAt, expiresAt, rules: result as unknown as RuleOutcome[] };
}

interface Submitted {
  deps: RuleDeps;
  event: EventRow;
  factsDigest: string;
  onlyRule?: string | undefined;
  change?: InstanceChange | undefined;
}

async function runRules(
  { deps, event, factsDigest, onlyRule, change }: Submitted,
  facts: JsonObject,
  schema: JsonSchema | undefined,
): Promise<Fired[]> {
  const all = await rulesToRun(deps.store.read, event.triggerKey);
  const rules = all.filter(
    ({ id, trigger }) => (onlyRule === undefined || id === onlyRule) && isMeant(trigger, change),
  );
  // Rules of one author share what is read once.
  const contexts = new Map<string, ActionContext>();
  const fired: Fired[] = [];
  let seen = { facts, factsDigest };
  let budget = deps.maxMailsPerEvent ?? DEFAULT_MOST_MAILS;
  for (const rule of rules) {
    const author = rule.authorId ?? UNKNOWN_PERSON;
    const context = contexts.get(author) ?? (await actionContext(deps, author));
    contexts.set(author, context);
    const run: Run = { deps, context, event, factsDigest: seen.factsDigest, budget };
    const one = await runRule(run, rule, seen.facts, schema);
    budget -= one.prepared.length;
    if (one.made !== undefined) {
      // The output of an earlier rule is an input of the later ones.
      const given = withValues(seen.facts, one.made);
      seen = { facts: given, factsDigest: hashOfText(canonicalText(storedFacts(given))) };
    }
    fired.push(one);
  }
  return fired;
}

interface Run extends Submitted {
  context: ActionContext;
  /** how many mails the event may still make */
  budget: number;
}

async function runRule(
  run: Run,
  rule: RuleRow,
  facts: JsonObject,
  eventSchema: JsonSchema | undefined,
): Promise<Fired> {
  const { deps, context, event, factsDigest } = run;
  const schema = eventSchema ?? (await schemaOfRule(deps, rule));
  if (eventSchema === undefined) assertFacts(schema, facts);
  const { fires, trace } = await evaluate(rule.conditions, facts, schema, momentOf(deps));
  const outcome: RuleOutcome = { ruleId: rule.id, name: rule.name, fired: fires, trace, mails: [] };
  if (!fires) return { outcome, prepared: [] };
  const planned = await planRule({ deps, context }, rule as unknown as PlannableRule, facts, schema);
  const mails = planned.flatMap(({ index, mails }) =>
    mails.map((mail) => ({ mail, cause: { ...causeOf(event, rule, index, mail.recipientKey), factsDigest } })),
  );
  if (mails.length > run.budget) {
    throw new AppError(
      'TOO_LARGE',
      `This event would send more than ${deps.maxMailsPerEvent ?? DEFAULT_MOST_MAILS} e-mails (rule "${rule.name}"). Send it in parts.`,
    );
  }
  const prepared: Prepared[] = [];
  for (const { mail, cause } of mails) prepared.push(await deps.outbox.prepare(mail, cause));
  const all = mails.map(({ mail }) => mail);
  return { outcome, prepared, made: await storeMadeFiles(deps, all, { by: event.createdBy, schema }) };
}

/** A workflow event has no form of its own; a rule may name one whose schema its facts must fit. */
async function schemaOfRule(deps: RuleDeps, rule: RuleRow): Promise<JsonSchema | undefined> {
  const form = rule.trigger['form'];
  return typeof form === 'string' ? (await findForm(deps.store.read, form))?.schema : undefined;
}

/** Undefined when another request with the same idempotency key was first: then nothing of this one is stored. */
async function store(
  deps: RuleDeps,
  prepared: PreparedEvent,
  within: With['within'],
): Promise<EventAnswer | undefined> {
  const taken = new Error('taken');
  try {
    return await deps.store.grouped(async (tx) => {
      const answer = await insertPrepared(tx, deps, prepared);
      // Thrown, not returned: the mails must go, too.
      if (answer === undefined) throw taken;
      await within?.(tx, answer);
      return answer;
    });
  } catch (error) {
    if (error === taken) return undefined;
    throw error;
  }
}

/** Undefined when another event has the idempotency key: then the transaction must be undone. */
export async function insertPrepared(
  tx: Tx,
  deps: RuleDeps,
  { event, fired, companion, made }: PreparedEvent,
): Promise<EventAnswer | undefined> {
  const states = await deps.outbox.insert(
    tx,
    fired.flatMap(({ prepared }) => prepared),
  );
  let at = 0;
  const rules = fired.map(({ outcome, prepared }) => {
    const mails = states.slice(at, at + prepared.length).map(({ id, state }) => ({ id, state }));
    at += prepared.length;
    return { ...outcome, mails };
  });
  const row = { ...event, result: rules };
  if (!(await insertEvent(tx, row))) return undefined;
  await companion?.store(tx, made);
  return answerOf(row as unknown as EventRow);
}

async function answerLater({ store }: RuleDeps, { idempotencyKey, requestHash }: EventRow): Promise<EventAnswer> {
  const known = await findEventByKey(store.read, idempotencyKey ?? '');
  if (known === undefined) throw new AppError('CONFLICT', 'The event was removed while it was sent again. Try again.');
  return answerKnown(known, requestHash);
}

function answerKnown(known: EventRow, requestHash: string): EventAnswer {
  if (known.requestHash === requestHash) return answerOf(known);
  const message = 'This Idempotency-Key was used for another event. Use a new key for a new event.';
  throw new AppError('IDEMPOTENCY_MISMATCH', message, { details: { eventId: known.id } });
}
