import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { expireHeldEvents } from '../../../rules/events/held-events.ts';
import type { Caller } from '../../../src/http/route.ts';
import { AppError, type JsonObject } from '../../../src/sdk/index.ts';
import { openStore, type Store } from '../../../src/store/store.ts';
import { EventTable } from '../../../src/store/tables/event.table.ts';
import { FormInstanceTable } from '../../../src/store/tables/form-instance.table.ts';
import { rulesRig } from '../../support/rules-rig.ts';
import { forEachDatabase } from '../../support/test-database.ts';

interface Instance {
  id: string;
  number: string | null;
  status: string;
  completed: boolean;
  owner: { name: string; email: string };
  values: JsonObject;
  version: number;
  link: string | null;
}
interface Answer {
  eventId: string;
  instance: Instance;
  items: Instance[];
  next: string | null;
  events: { rules: { name: string; fired: boolean; mails: unknown[] }[] }[];
  rules: { name: string; fired: boolean }[];
  detail: string;
  fields: { name: string }[];
}

const schema = {
  type: 'object',
  required: ['email'],
  properties: {
    email: { type: 'string' },
    days: { type: 'number', title: 'Days off' },
    note: { type: 'string' },
    person: { type: 'object', format: 'person', properties: { name: { type: 'string' }, email: { type: 'string' } } },
  },
};
const params = {
  connector: 'payroll',
  to: [{ field: 'email' }],
  subject: '{{instance.number}} {{instance.status}}',
  html: '{{#each instance.changes}}{{title}}: {{default old "-"}} to {{new}}{{/each}}.',
};
const leave = {
  schema,
  process: 'Leave request',
  numberPrefix: 'LR-',
  statuses: [{ name: 'Draft' }, { name: 'Sent' }, { name: 'Approved', completed: true }],
  ownerField: 'person',
  link: 'https://hr.acme.test/leave/{number}?id={id}',
};
const caller: Caller = { id: 'u1', name: 'Dora', roles: ['designer'] };
const ada = { email: 'ada@sandbox.test', days: 3 };

/** A refusal as an answer: its code in the place of the status. */
async function told<T>(
  work: Promise<T>,
): Promise<T | { status: string; body: { detail: string; errors: { path: string }[] } }> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof AppError) {
      const errors = error.details.fields ?? [];
      return { status: error.code, body: { detail: error.message, errors } };
    }
    throw error;
  }
}

forEachDatabase((database) => {
  let store: Store;
  let rig: Awaited<ReturnType<typeof rulesRig>>;
  let form = '';
  let count = 0;
  beforeAll(async () => {
    store = await openStore({ url: database.url() });
  });
  afterAll(() => store.close());
  beforeEach(async () => {
    rig = await rulesRig(store);
    count += 1;
    form = (await rig.call('POST', 'forms', { name: `Leave ${count}`, ...leave })).body.id;
  });

  const call = async (
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    path: string,
    body?: unknown,
    headers = {},
    who = caller,
  ) => {
    const [pure = '', query = ''] = `forms/${form}/instances${path}`.split('?');
    const sent = {
      method,
      path: pure,
      query: Object.fromEntries(new URLSearchParams(query)),
      body,
      headers,
      caller: who,
    };
    const answer = await told(rig.dispatch(sent));
    return { status: answer.status, body: answer.body as Answer };
  };
  const ask: typeof rig.call = async (...of) => (await told(rig.call(...of))) as Awaited<ReturnType<typeof rig.call>>;
  const rule = async (name: string, trigger: object, over: object = {}) => {
    const actions = [{ action: 'send-email', params: { ...params, ...over } }];
    return ask('POST', 'rules', { name, trigger: { kind: 'form', form, ...trigger }, actions });
  };
  const submit = async (facts: object = ada, headers = {}, hold = false) =>
    (await call('POST', '', { facts, hold }, headers)).body;
  const subjects = () => rig.outbox.planned().map(({ draft }) => draft.subject);
  const stored = () => store.read.getRepository(FormInstanceTable).countBy({ formId: form });

  test('beyond 12 a submitted form is an instance with number, status and owner, which its rules see', async () => {
    await rule('Submitted', { event: 'submit' });
    const { instance, rules } = await submit();
    expect(rules).toMatchObject([{ name: 'Submitted', fired: true }]);
    expect(instance).toMatchObject({ number: 'LR-1', status: 'Draft', completed: false, owner: { name: 'Dora' } });
    expect(instance.link).toBe(`https://hr.acme.test/leave/LR-1?id=${instance.id}`);
    expect(subjects()).toEqual(['LR-1 Draft']);
    const person = { name: 'Bo', email: 'Bo@acme.test' };
    expect((await submit({ ...ada, person })).instance).toMatchObject({ number: 'LR-2', owner: person });
    expect((await call('GET', `/${instance.id}`)).body).toMatchObject({ id: instance.id, values: ada, version: 1 });
  });

  test('an Idempotency-Key never makes a second instance, and answers the first one', async () => {
    const key = { 'idempotency-key': `once-${form}` };
    const answers = await Promise.all([submit(ada, key), submit(ada, key)]);
    const again = await submit(ada, key);
    expect(new Set([...answers, again].map(({ instance }) => instance.id)).size).toBe(1);
    expect(await stored()).toBe(1);
    expect((await call('POST', '', { facts: { ...ada, days: 4 } }, key)).status).toBe('IDEMPOTENCY_MISMATCH');
  });

  test('an Idempotency-Key is of one person and one instance: somebody else with it is not told what the first one submitted', async () => {
    const key = { 'idempotency-key': `mine-${form}` };
    await submit(ada, key);
    const other: Caller = { id: 'u2', name: 'Eli', roles: ['user'] };
    const theirs = await call('POST', '', { facts: ada }, key, other);
    expect(theirs.status).toBe('IDEMPOTENCY_MISMATCH');
    expect(await stored()).toBe(1);
    const [a, b] = [(await submit(ada)).instance, (await submit(ada)).instance];
    const opening = { 'idempotency-key': `open-${form}` };
    expect((await call('POST', `/${a.id}/open`, undefined, opening)).status).toBe(200);
    expect((await call('POST', `/${b.id}/open`, undefined, opening)).status).toBe('IDEMPOTENCY_MISMATCH');
  });

  test('A1.33 saving fires save, then changed fields, then the status; rules may name the fields and statuses', async () => {
    await rule('Saved', { event: 'save' });
    await rule('Days', { event: 'field_change', fields: ['days'] });
    await rule('Note', { event: 'field_change', fields: ['note'] });
    await rule('Approved', { event: 'status_change', to: ['Approved'] });
    await rule('Back', { event: 'status_change', from: ['Approved'] });
    const { instance } = await submit();
    const { body } = await call('PUT', `/${instance.id}`, { values: { ...ada, days: 5 }, status: 'Approved' });
    expect(body.events.map(({ rules }) => rules.map(({ name }) => name))).toEqual([['Saved'], ['Days'], ['Approved']]);
    expect(body.instance).toMatchObject({ status: 'Approved', completed: true, version: 2, values: { days: 5 } });
    expect(rig.outbox.planned().map(({ draft }) => draft.html)).toEqual(Array(3).fill('Days off: 3 to 5.'));
    const same = await call('PUT', `/${instance.id}`, { values: { ...ada, days: 5 } });
    expect(same.body.events.map(({ rules }) => rules.map(({ name }) => name))).toEqual([['Saved']]);
  });

  test('A1.45 the e-mail about a save shows what changed and leads to the instance', async () => {
    await rule('Saved', { event: 'save' }, { html: '{{digest instance.changes}}{{processLink instance "Open"}}' });
    const { instance } = await submit();
    await call('PUT', `/${instance.id}`, { values: { ...ada, days: 5 } });
    const html = rig.outbox.planned()[0]?.draft.html;
    expect(html).toContain('<td align="left">Days off</td><td align="left">3</td><td align="left">5</td>');
    expect(html).toContain(`<a href="https://hr.acme.test/leave/LR-1?id=${instance.id}">Open</a>`);
  });

  test('a status that it has already changes nothing; one that the form does not have is refused', async () => {
    await rule('Any status', { event: 'status_change' });
    const { instance } = await submit();
    expect((await call('POST', `/${instance.id}/status`, { status: 'Draft' })).body.events).toEqual([]);
    expect((await call('POST', `/${instance.id}/status`, { status: 'Gone' })).status).toBe('VALIDATION');
    const sent = await call('POST', `/${instance.id}/status`, { status: 'Sent' });
    expect(sent.body.events[0]?.rules).toMatchObject([{ name: 'Any status', fired: true }]);
    expect(subjects()).toEqual(['LR-1 Sent']);
  });

  test('opening an instance runs the rules of load and changes nothing', async () => {
    await rule('Opened', { event: 'load' });
    const { instance } = await submit();
    const { body } = await call('POST', `/${instance.id}/open`);
    expect(body.events[0]?.rules).toMatchObject([{ name: 'Opened', fired: true }]);
    expect(body.instance.version).toBe(1);
  });

  test('an instance whose form asks for a new field opens as it is, and the field is told when it is saved', async () => {
    await rule('Opened', { event: 'load' });
    const { instance } = await submit();
    const { name } = (await ask('GET', `forms/${form}`)).body as unknown as { name: string };
    const asksMore = {
      ...schema,
      required: ['email', 'reason'],
      properties: { ...schema.properties, reason: { type: 'string' } },
    };
    expect((await ask('PUT', `forms/${form}`, { name, ...leave, schema: asksMore })).status).toBe(200);
    const opened = await call('POST', `/${instance.id}/open`);
    expect(opened).toMatchObject({ status: 200, body: { events: [{ rules: [{ name: 'Opened', fired: true }] }] } });
    expect((await call('POST', `/${instance.id}/status`, { status: 'Sent' })).status).toBe(200);
    const saved = await call('PUT', `/${instance.id}`, { values: ada });
    expect(saved).toMatchObject({ status: 'VALIDATION', body: { errors: [{ path: '/values/reason' }] } });
    expect((await call('PUT', `/${instance.id}`, { values: { ...ada, reason: 'holiday' } })).status).toBe(200);
    expect((await call('POST', '', { facts: ada })).status).toBe('VALIDATION');
  });

  test('who saves what somebody else saved meanwhile is refused, and nothing is sent', async () => {
    await rule('Saved', { event: 'save' });
    const { instance } = await submit();
    await call('PUT', `/${instance.id}`, { values: ada });
    const late = await call('PUT', `/${instance.id}`, { values: ada }, { 'if-match': '"1"' });
    expect(late.status).toBe('STALE');
    const seen = { 'if-match': '"2"' };
    const both = await Promise.all(
      [1, 2].map((days) => call('PUT', `/${instance.id}`, { values: { ...ada, days } }, seen)),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([200, 'STALE']);
    const key = `form:${form}:save`;
    expect(await store.read.getRepository(EventTable).countBy({ triggerKey: key })).toBe(2);
  });

  test('beyond 12 values that do not fit are refused whole: no instance, no event, no mail', async () => {
    await rule('Submitted', { event: 'submit' });
    expect((await call('POST', '', { facts: { days: 3 } })).status).toBe('VALIDATION');
    expect((await call('POST', '', { facts: { ...ada, instance: { status: 'Approved' } } })).status).toBe('VALIDATION');
    rig.outbox.insert = async () => {
      throw new Error('the disk is full');
    };
    await expect(submit()).rejects.toThrow('the disk is full');
    expect([await stored(), rig.outbox.mails.length]).toEqual([0, 0]);
  });

  test('beyond 12 an instance of a held event waits for it, and goes away when it is rolled back or expires', async () => {
    const held = await submit(ada, {}, true);
    const path = `/${held.instance.id}/status`;
    expect((await call('POST', path, { status: 'Sent' })).status).toBe('STATE');
    await ask('POST', `events/${held.eventId}/commit`);
    expect((await call('POST', path, { status: 'Sent' })).status).toBe(200);
    const gone = await submit(ada, {}, true);
    await ask('POST', `events/${gone.eventId}/rollback`);
    await submit(ada, {}, true);
    await expireHeldEvents(rig.deps, rig.world.now + 7_200_000);
    expect(await stored()).toBe(1);
  });

  test('instances are listed in pages, the newest first, by status and owner', async () => {
    for (const days of [1, 2, 3]) {
      rig.world.now += 1000;
      await submit({ ...ada, days, person: { email: `p${days}@acme.test` } });
    }
    const first = (await call('GET', '?limit=2')).body;
    expect(first.items.map(({ number }) => number)).toEqual(['LR-3', 'LR-2']);
    const second = (await call('GET', `?limit=2&after=${first.next}`)).body;
    expect([second.items.map(({ number }) => number), second.next]).toEqual([['LR-1'], null]);
    expect((await call('GET', '?owner=P2@acme.test')).body.items).toMatchObject([{ number: 'LR-2' }]);
    await call('POST', `/${first.items[0]?.id}/status`, { status: 'Sent' });
    expect((await call('GET', '?status=Sent')).body.items).toMatchObject([{ number: 'LR-3' }]);
  });

  test('who does not design forms sees and changes own instances only', async () => {
    const { instance } = await submit();
    const ole: Caller = { id: 'u2', name: 'Ole', roles: ['user'] };
    for (const [method, rest, body] of [
      ['GET', '', undefined],
      ['PUT', '', { values: ada }],
      ['POST', '/status', { status: 'Sent' }],
      ['POST', '/open', undefined],
      ['DELETE', '', undefined],
    ] as const) {
      const answer = await call(method, `/${instance.id}${rest}`, body, {}, ole);
      expect([method, rest, answer.status]).toEqual([method, rest, 'NOT_FOUND']);
    }
    await call('POST', '', { facts: ada }, {}, ole);
    const own = (await call('GET', '', undefined, {}, ole)).body;
    expect(own.items).toMatchObject([{ number: 'LR-2' }]);
  });

  test('an instance is deleted, its events stay; a form with instances is not deleted', async () => {
    const { instance, eventId } = await submit();
    expect((await ask('DELETE', `forms/${form}`)).status).toBe('CONFLICT');
    expect((await call('DELETE', `/${instance.id}`)).status).toBe(204);
    expect((await ask('GET', `events/${eventId}`)).status).toBe(200);
    expect((await ask('DELETE', `forms/${form}`)).status).toBe(204);
  });

  test('a form without statuses and numbers has instances, too; a field called instance is refused', async () => {
    form = (await ask('POST', 'forms', { name: `Plain ${count}`, schema })).body.id;
    expect((await submit()).instance).toMatchObject({ number: null, status: '', completed: false, link: null });
    const taken = { ...schema, properties: { ...schema.properties, instance: { type: 'string' } } };
    const refused = await ask('POST', 'forms', { name: `Taken ${count}`, schema: taken });
    expect([refused.status, (refused.body as unknown as Answer).detail]).toEqual([
      'VALIDATION',
      expect.stringContaining('instance'),
    ]);
    const twice = await ask('POST', 'forms', { ...leave, name: 'x', statuses: [{ name: 'A' }, { name: 'A' }] });
    const nobody = await ask('POST', 'forms', { ...leave, name: 'y', ownerField: 'boss' });
    expect([twice.status, nobody.status]).toEqual(['VALIDATION', 'VALIDATION']);
  });

  test('a rule that names a field or a status which the form does not have is refused', async () => {
    const wrong = [
      { event: 'field_change', fields: ['dayz'] },
      { event: 'save', fields: ['days'] },
      { event: 'status_change', to: ['Gone'] },
      { event: 'submit', from: ['Draft'] },
    ];
    for (const trigger of wrong) expect((await rule('Wrong', trigger)).status).toBe('VALIDATION');
  });

  test('A1.45 A1.52 conditions see the status, and the editor is offered the fields of the instance', async () => {
    const actions = [{ action: 'send-email', params }];
    const conditions = { all: [{ fact: 'instance', path: '$.completed', operator: 'equal', value: true }] };
    const trigger = { kind: 'form', form, event: 'save' };
    expect((await ask('POST', 'rules', { name: 'Done', trigger, conditions, actions })).status).toBe(201);
    const { instance } = await submit();
    const draft = await call('PUT', `/${instance.id}`, { values: ada });
    const done = await call('PUT', `/${instance.id}`, { values: ada, status: 'Approved' });
    expect([draft, done].map(({ body }) => body.events[0]?.rules[0]?.fired)).toEqual([false, true]);
    const offered = await rig.dispatch({ method: 'GET', path: 'rules/fields', query: { form }, caller });
    const { fields } = offered.body as Answer;
    const names = fields.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['days', 'instance.status', 'instance.owner.email', 'instance.link']));
  });
});
