import { setImmediate } from 'node:timers/promises';
import { AppError, type JsonObject, type JsonSchema, newId } from '../../src/sdk/index.ts';
import type { EventApproval, EventRow } from '../../src/store/tables/event.table.ts';
import type { Tx } from '../../src/store/transaction.ts';
import { assertFacts, cloneFacts } from '../conditions/facts.ts';
import { getForm } from '../forms/form.store.ts';
import { schemaOfTrigger } from '../instances/instance-facts.ts';
import type { Prepared } from '../mail-outbox.ts';
import { insertOutcomes } from '../outcomes/outcome.store.ts';
import type { RuleDeps } from '../rule-deps.ts';
import { formOf, type InstanceChange, triggerKeyOf } from '../trigger.ts';
import { approvalFor, approvalKey } from './approval.ts';
import { findEventByKey, insertEvent } from './event.store.ts';
import { type EventRequest, triggerOf, usableKey } from './event-request.ts';
import { type Fired, type RuleOutcome, runRules, type Submitted } from './run-rules.ts';
import { canonicalText, hashOfText, storedFacts } from './stored-facts.ts';

export interface EventAnswer {
  eventId: string;
  state: EventRow['state'];
  createdAt: number;
  /** of a held event: when it expires */
  expiresAt: number | null;
  /** of an event with more mails than leave by themselves; `key` is what a person lets go or takes back */
  approval: (EventApproval & { key: string }) | null;
  rules: RuleOutcome[];
}

/** What belongs to an event and is stored with it, or not at all. */
export interface Companion {
  /** seen by the rules beside the given facts */
  instance?: JsonObject | undefined;
  /** of the one that is stored */
  instanceId?: string;
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

const DEFAULT_HOLD_MS = 3_600_000;
const AT_ONCE = 500;

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

  const formId = formOf(trigger);
  const form = formId === undefined ? undefined : await getForm(deps.store.read, formId);
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
  branch?: Submitted['branch'];
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
    instanceId: companion?.instanceId ?? null,
    expiresAt: draft.hold ? now + (deps.holdMs ?? DEFAULT_HOLD_MS) : null,
    approval: null,
  };
  const factsDigest = hashOfText(instance === undefined && text !== undefined ? text : canonicalText(stored));
  const { onlyRule, branch } = draft;
  const { change, instanceId } = companion ?? {};
  const submitted = { deps, event, factsDigest, onlyRule, branch, change, instanceId };
  const fired = await runRules(submitted, facts, draft.schema);
  const made: JsonObject = Object.assign({}, ...fired.map((one) => one.made));
  return {
    event: { ...event, facts: { ...stored, ...made }, approval: approvalFor(deps, fired) },
    companion,
    fired,
    made,
  };
}

export function answerOf({ id, state, createdAt, expiresAt, approval, result }: EventRow): EventAnswer {
  const rules = result as unknown as RuleOutcome[];
  return {
    eventId: id,
    state,
    createdAt,
    expiresAt,
    approval: approval && { ...approval, key: approvalKey(id) },
    rules,
  };
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
  const states = await insertAll(
    tx,
    deps,
    fired.flatMap(({ prepared }) => prepared),
  );
  if (event.approval !== null) await deps.outbox.awaitApproval(tx, event.id);
  await insertOutcomes(
    tx,
    fired.flatMap(({ follows }) => follows),
  );
  let at = 0;
  const rules = fired.map(({ outcome, prepared }) => {
    const mails = states.slice(at, at + prepared.length).map(({ id, state }) => ({
      id,
      state: event.approval !== null && state === 'queued' ? 'held' : state,
    }));
    at += prepared.length;
    return { ...outcome, mails };
  });
  const row = { ...event, result: rules };
  if (!(await insertEvent(tx, row))) return undefined;
  await companion?.store(tx, made);
  return answerOf(row as unknown as EventRow);
}

/** Thousands are stored in one transaction, and everybody who does not write is answered meanwhile. */
async function insertAll(tx: Tx, { outbox }: RuleDeps, prepared: Prepared[]) {
  const states = await outbox.insert(tx, prepared.slice(0, AT_ONCE));
  for (let at = AT_ONCE; at < prepared.length; at += AT_ONCE) {
    await setImmediate();
    states.push(...(await outbox.insert(tx, prepared.slice(at, at + AT_ONCE))));
  }
  return states;
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
