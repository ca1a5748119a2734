import type { FormInstanceInput } from '../../schemas/form-instance.gen.ts';
import type { InstanceChangeInput } from '../../schemas/instance-change.gen.ts';
import type { Caller } from '../../src/http/route.ts';
import { AppError, invalid, type JsonObject, newId } from '../../src/sdk/index.ts';
import type { FormRow } from '../../src/store/tables/form.table.ts';
import type { FormInstanceRow } from '../../src/store/tables/form-instance.table.ts';
import type { Tx } from '../../src/store/transaction.ts';
import { assertFacts, cloneFacts } from '../conditions/facts.ts';
import {
  type EventAnswer,
  insertPrepared,
  type PreparedEvent,
  prepareEvent,
  submitEvent,
} from '../events/fire-event.ts';
import { withValues } from '../events/made-files.ts';
import { canonicalText, hashOfText, storedFacts } from '../events/stored-facts.ts';
import { getForm } from '../forms/form.store.ts';
import type { RuleDeps } from '../rule-deps.ts';
import { ownerKeyOf, ownerOf } from '../runs/owner.ts';
import { type InstanceChange, triggerKeyOf } from '../trigger.ts';
import { type Author, assertVersion } from '../version.ts';
import {
  deleteInstanceRow,
  emailOf,
  findInstanceOfEvent,
  insertInstance,
  nextNumber,
  updateInstance,
} from './instance.store.ts';
import {
  changesOf,
  factsSchemaOf,
  type Happening,
  hasInstanceField,
  INSTANCE,
  instanceFacts,
} from './instance-facts.ts';
import { assertNotHeld, getOwnInstance, type InstanceOf } from './own-instance.ts';

export interface Changed {
  form: FormRow;
  row: FormInstanceRow;
  /** save, field_change, status_change: those that happened, in this order */
  events: EventAnswer[];
}

type FormEvent = 'save' | 'field_change' | 'status_change';

/** Makes an instance, runs the rules of submit and stores instance, event and mails together, or nothing of them. */
export async function submitInstance(
  deps: RuleDeps,
  of: { form: string; caller: Caller; idempotencyKey?: string },
  input: FormInstanceInput,
): Promise<EventAnswer & { form: FormRow; row: FormInstanceRow | undefined }> {
  const form = await getForm(deps.store.read, of.form);
  assertNotReserved(form, input.facts, '/facts');
  const { idempotencyKey, caller } = of;
  const key = idempotencyKey === undefined ? {} : { idempotencyKey };
  let made: FormInstanceRow | undefined;
  const request = { ...input, form: form.id, by: caller.id, ...key };
  const answer = await submitEvent(deps, request, {
    scope: ` by ${caller.id}`,
    makeCompanion: async ({ eventId, now, values }) => {
      const row = await newInstance(deps, form, { caller, eventId, now, values });
      made = row;
      const store = async (tx: Tx, files: JsonObject) => {
        made = { ...row, values: { ...row.values, ...files } };
        await insertInstance(tx, made);
      };
      return { ...seen(form, row), instanceId: row.id, store };
    },
  });
  const row = made?.eventId === answer.eventId ? made : await findInstanceOfEvent(deps.store.read, answer.eventId);
  return { ...answer, form, row };
}

/** All values anew, and perhaps the status. STALE for another version than was read. */
export async function saveInstance(
  deps: RuleDeps,
  of: InstanceOf,
  { values: given, status }: InstanceChangeInput,
  author: Author,
): Promise<Changed> {
  const form = await getForm(deps.store.read, of.form);
  assertNotReserved(form, given, '/values');
  const values = cloneFacts(given);
  assertFacts(form.schema, values, '/values');
  return change(deps, { of, form, author }, { values, status });
}

/** Nothing happens where it has the status already. */
export async function setInstanceStatus(
  deps: RuleDeps,
  of: InstanceOf,
  status: string,
  author: Author,
): Promise<Changed> {
  const form = await getForm(deps.store.read, of.form);
  return change(deps, { of, form, author }, { status });
}

/**
 * Somebody looks at it: the rules of load run, the instance stays as it is. What its form asks for since it was stored is
 * told when it is saved: else nobody could look at it to mend that.
 */
export async function openInstance(deps: RuleDeps, of: InstanceOf & { idempotencyKey?: string }): Promise<Changed> {
  const { store } = deps;
  const form = await getForm(store.read, of.form);
  const row = await getOwnInstance(store.read, of);
  await assertNotHeld(store.read, row);
  const { idempotencyKey } = of;
  const key = idempotencyKey === undefined ? {} : { idempotencyKey };
  const request = { form: form.id, event: 'load' as const, facts: row.values, by: of.caller.id, ...key };
  const answer = await submitEvent(deps, request, {
    scope: ` of ${row.id} by ${of.caller.id}`,
    stored: true,
    makeCompanion: async () => ({ ...seen(form, row), instanceId: row.id, store: async () => {} }),
  });
  return { form, row, events: [answer] };
}

/** Its events and mails stay, for they happened. */
export async function deleteInstance({ store }: RuleDeps, of: InstanceOf, author: Author): Promise<void> {
  await store.write(async (tx) => {
    const row = await getOwnInstance(tx, of);
    assertVersion(row, author);
    await assertNotHeld(tx, row);
    await deleteInstanceRow(tx, row.id);
  });
}

async function newInstance(
  { store }: RuleDeps,
  form: FormRow,
  { caller, eventId, now, values }: { caller: Caller; eventId: string; now: number; values: JsonObject },
): Promise<FormInstanceRow> {
  const { numberPrefix } = form;
  const number = numberPrefix === null ? null : await store.write((tx) => nextNumber(tx, form.id));
  const email = await emailOf(store.read, caller.id);
  const owner = ownerOf(form, values) ?? { name: caller.name, email };
  return {
    id: newId(now),
    formId: form.id,
    number: number === null ? null : `${numberPrefix}${number}`,
    values,
    status: form.statuses?.[0]?.name ?? '',
    ownerName: owner.name,
    ownerEmail: owner.email,
    ownerKey: ownerKeyOf(owner),
    eventId,
    version: 1,
    createdAt: now,
    createdBy: caller.name,
    createdById: caller.id,
    modifiedAt: now,
    modifiedBy: caller.name,
    modifiedEmail: email,
  };
}

interface Wanted {
  /** with the bytes of files, which rules may attach */
  values?: JsonObject | undefined;
  status?: string | undefined;
}

async function change(
  deps: RuleDeps,
  { of, form, author }: { of: InstanceOf; form: FormRow; author: Author },
  { values, status }: Wanted,
): Promise<Changed> {
  const { store } = deps;
  const before = await getOwnInstance(store.read, of);
  assertVersion(before, author);
  await assertNotHeld(store.read, before);
  assertStatus(form, status);
  const row = await changedRow(deps, form, before, { values, status, caller: of.caller });
  const changes = values === undefined ? [] : changesOf(form, before.values, row.values);
  const events: FormEvent[] = [
    ...(values === undefined ? [] : (['save'] as const)),
    ...(changes.length === 0 ? [] : (['field_change'] as const)),
    ...(row.status === before.status ? [] : (['status_change'] as const)),
  ];
  if (events.length === 0) return { form, row: before, events: [] };
  const moved = { from: before.status, to: row.status };
  const happening: Happening = { changes, ...(moved.from === moved.to ? {} : { previousStatus: moved.from }) };
  const meant: InstanceChange = {
    fields: changes.map(({ field }) => field),
    ...(moved.from === moved.to ? {} : { status: moved }),
  };
  const prepared: PreparedEvent[] = [];
  let given = values ?? row.values;
  for (const event of events) {
    const one = await prepareChange(deps, event, { form, row, values: given, happening, meant, by: of.caller.id });
    prepared.push(one);
    given = withValues(given, one.made);
  }
  const changed = { ...row, values: Object.assign({ ...row.values }, ...prepared.map(({ made }) => made)) };
  const answers = await store.grouped(async (tx) => {
    await updateInstance(tx, changed);
    const stored: EventAnswer[] = [];
    for (const one of prepared)
      stored.push(...[await insertPrepared(tx, deps, one)].filter((done) => done !== undefined));
    return stored;
  });
  return { form, row: changed, events: answers };
}

interface ChangeEvent {
  form: FormRow;
  row: FormInstanceRow;
  values: JsonObject;
  happening: Happening;
  meant: InstanceChange;
  by: string;
}

function prepareChange(
  deps: RuleDeps,
  event: FormEvent,
  { form, row, values, happening, meant, by }: ChangeEvent,
): Promise<PreparedEvent> {
  const now = deps.clock.now();
  const triggerKey = triggerKeyOf({ kind: 'form', form: form.id, event });
  const { instance } = seen(form, row, happening);
  return prepareEvent(deps, {
    ...{ eventId: newId(now), now, triggerKey, schema: factsSchemaOf(form), facts: values },
    ...{ idempotencyKey: null, by, hold: false },
    requestHash: hashOfText(canonicalText([triggerKey, row.id, row.version])),
    companion: { instance, instanceId: row.id, change: meant, store: async () => {} },
  });
}

async function changedRow(
  { store, clock }: RuleDeps,
  form: FormRow,
  before: FormInstanceRow,
  { values, status, caller }: Wanted & { caller: Caller },
): Promise<FormInstanceRow> {
  const kept = values === undefined ? before.values : storedFacts(values);
  const owner = (values === undefined ? undefined : ownerOf(form, kept)) ?? {
    name: before.ownerName,
    email: before.ownerEmail,
  };
  return {
    ...before,
    values: kept,
    status: status ?? before.status,
    ownerName: owner.name,
    ownerEmail: owner.email,
    ownerKey: ownerKeyOf(owner),
    version: before.version + 1,
    modifiedAt: clock.now(),
    modifiedBy: caller.name,
    modifiedEmail: await emailOf(store.read, caller.id),
  };
}

/** What rules see of the instance. A form with a field of that name shows that one, as it always did. */
function seen(form: FormRow, row: FormInstanceRow, happening?: Happening): { instance?: JsonObject } {
  return hasInstanceField(form.schema) ? {} : { [INSTANCE]: instanceFacts(form, row, happening) };
}

function assertStatus({ name, statuses }: FormRow, status: string | undefined): void {
  if (status === undefined || statuses?.some((one) => one.name === status)) return;
  const known = statuses?.map((one) => one.name).join(', ');
  const message = known === undefined ? `The form "${name}" has no statuses.` : `The status must be one of: ${known}.`;
  throw invalid([{ path: '/status', message }]);
}

function assertNotReserved({ schema }: FormRow, values: object, at: string): void {
  if (!Object.hasOwn(values, INSTANCE) || hasInstanceField(schema)) return;
  const message = `"${INSTANCE}" is what rules call the instance itself; give the field another name.`;
  throw new AppError('VALIDATION', message, { details: { fields: [{ path: `${at}/${INSTANCE}`, message }] } });
}
