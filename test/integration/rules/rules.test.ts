import { readFileSync } from 'node:fs';
import { Engine } from 'json-rules-engine';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { attach } from '../../../rules/attach.ts';
import { expireHeldEvents } from '../../../rules/events/held-events.ts';
import { openStore, type Store } from '../../../src/store/store.ts';
import { EventTable } from '../../../src/store/tables/event.table.ts';
import { type Body, rulesRig } from '../../support/rules-rig.ts';
import { forEachDatabase } from '../../support/test-database.ts';

const example = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../../rules/examples/${name}.json`, import.meta.url), 'utf8'));
const params = { connector: 'payroll', to: [{ field: 'email' }], subject: 'Hi {{name}}', html: '<p>{{name}}</p>' };
const schema = {
  type: 'object',
  required: ['email'],
  properties: { email: { type: 'string' }, name: { type: 'string' }, n: { type: 'number' } },
};
const ada = { email: 'ada@sandbox.test', name: 'Ada', n: 3 };

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
    form = (await rig.call('POST', 'forms', { name: `Form ${count}`, schema })).body.id;
  });
  const rule = (over: object = {}) => ({
    name: 'Greet',
    trigger: { kind: 'form', form, event: 'submit' },
    conditions: {},
    actions: [{ action: 'send-email', params }],
    ...over,
  });
  const made = async (over: object = {}): Promise<Body> => (await rig.call('POST', 'rules', rule(over))).body;
  const submit = async (facts: object = ada, key?: string, hold = false): Promise<Body> =>
    (await rig.call('POST', `forms/${form}/instances`, { facts, hold }, key ? { 'idempotency-key': key } : {})).body;

  test('A1.33 a rule hangs on an event of a form or of a workflow and only runs there', async () => {
    await made();
    await made({ name: 'Saved', trigger: { kind: 'form', form, event: 'save' } });
    await made({ name: 'Flow', trigger: { kind: 'workflow', event: `paid-${count}` } });
    expect((await submit()).rules).toMatchObject([{ name: 'Greet', fired: true }]);
    const event = await rig.call('POST', 'events', { type: `paid-${count}`, facts: ada });
    expect(event).toMatchObject({
      status: 201,
      body: { state: 'committed', rules: [{ name: 'Flow', fired: true, mails: [{ state: 'queued' }] }] },
    });
    expect(rig.outbox.planned()).toHaveLength(2);
  });

  test('A1.50 rules run in list order and are moved; A1.49 switched off, duplicated, deleted, opened', async () => {
    const [a, b] = [await made({ name: 'A' }), await made({ name: 'B' })];
    const copy = (await rig.call('POST', `rules/${a.id}/duplicate`)).body;
    expect(copy).toMatchObject({ name: 'A (copy)', enabled: false });
    const names = async () => (await submit()).rules.map(({ name }: { name: string }) => name);
    expect(await names()).toEqual(['A', 'B']);
    await rig.call('POST', `rules/${copy.id}/enable`);
    expect(await names()).toEqual(['A', 'A (copy)', 'B']);
    await rig.call('PUT', 'rules/order', { ids: [b.id, copy.id, a.id] });
    expect(await names()).toEqual(['B', 'A (copy)', 'A']);
    // a change after a move keeps the place
    await rig.call('PUT', `rules/${b.id}`, { ...rule(), name: 'B2' });
    await rig.call('POST', `rules/${a.id}/disable`);
    await rig.call('DELETE', `rules/${copy.id}`);
    expect(await names()).toEqual(['B2']);
    expect((await rig.call('GET', `rules/${a.id}`)).body).toMatchObject({
      name: 'A',
      enabled: false,
      actions: [{ action: 'send-email' }],
    });
    await expect(rig.call('PUT', 'rules/order', { ids: [b.id] })).rejects.toMatchObject({ code: 'VALIDATION' });
  });

  test('a change on top of an unseen change is refused', async () => {
    const { id } = await made();
    await rig.call('PUT', `rules/${id}`, { ...rule(), name: 'Second' }, { 'if-match': '"1"' });
    await expect(rig.call('PUT', `rules/${id}`, rule(), { 'if-match': '"1"' })).rejects.toMatchObject({
      code: 'STALE',
    });
    await expect(rig.call('DELETE', `forms/${form}`, undefined, { 'if-match': '"9"' })).rejects.toMatchObject({
      code: 'STALE',
    });
    await expect(rig.call('DELETE', `forms/${form}`)).rejects.toMatchObject({ code: 'CONFLICT' });
  });

  describe('a bad rule is refused with the pointer of the field, and nothing is stored', () => {
    test.each<[object, string, string]>([
      [{ actions: [{ action: 'fax', params: {} }] }, '/actions/0/action', 'VALIDATION'],
      [
        { conditions: { all: [{ fact: 'n', operator: 'like', value: 1 }] } },
        '/conditions/all/0/operator',
        'VALIDATION',
      ],
      [{ conditions: { all: [{ fact: 'zzz', operator: 'equal', value: 1 }] } }, '/conditions/all/0/fact', 'VALIDATION'],
      [
        { actions: [{ action: 'send-email', params: { ...params, subject: '' } }] },
        '/actions/0/params/subject',
        'VALIDATION',
      ],
      [
        { actions: [{ action: 'send-email', params: { ...params, html: 'a\n{{#if name}}' } }] },
        '/actions/0/params/html',
        'TEMPLATE',
      ],
      [
        { actions: [{ action: 'send-email', params: { ...params, html: { type: 'Program', body: [] } } }] },
        '/actions/0/params/html',
        'VALIDATION',
      ],
      [
        { actions: [{ action: 'send-email', params: { ...params, html: '{{nmae}}' } }] },
        '/actions/0/params/html',
        'VALIDATION',
      ],
      [
        { actions: [{ action: 'send-email', params: { ...params, connector: 'nope' } }] },
        '/actions/0/params/connector',
        'CONNECTOR_UNKNOWN',
      ],
      [
        { actions: [{ action: 'send-email', params: { ...params, raw: { path: '/etc/passwd' } } }] },
        '/actions/0/params/raw',
        'VALIDATION',
      ],
      [{ trigger: { kind: 'form', form: 'nope', event: 'submit' } }, '/trigger/form', 'VALIDATION'],
    ])('%j', async (over, path, code) => {
      const before = (await rig.call('GET', 'rules')).body.items.length;
      await expect(rig.call('POST', 'rules', rule(over))).rejects.toMatchObject({
        code,
        details: { fields: expect.arrayContaining([expect.objectContaining({ path })]) },
      });
      const found = (await rig.call('POST', 'rules/check', rule(over))).body.findings;
      expect(found).toContainEqual(expect.objectContaining({ level: 'error', path }));
      expect((await rig.call('GET', 'rules')).body.items).toHaveLength(before);
    });
  });

  test('beyond 7 a template mistake says line and column', async () => {
    const actions = [{ action: 'send-email', params: { ...params, html: 'a\n {{{name}}}' } }];
    await expect(rig.call('POST', 'rules', rule({ actions }))).rejects.toMatchObject({
      details: { line: 2, column: 2, fields: [{ line: 2, column: 2 }] },
    });
  });

  test('security 12: a form schema with a pattern that blocks is refused', async () => {
    for (const pattern of ['^(a+)+$', '(x|x)*y', '^a*a*a*a*b$', '^(?=a)b', '^(a)\\1$', 'a+$', '^(a{0,50}){0,50}$']) {
      const bad = { type: 'object', properties: { a: { type: 'string', pattern } } };
      await expect(rig.call('POST', 'forms', { name: pattern, schema: bad })).rejects.toMatchObject({
        code: 'VALIDATION',
        details: { fields: [{ path: '/schema/properties/a/pattern' }] },
      });
    }
    for (const [index, pattern] of ['^[0-9]{4}-[0-9]{2}$', '^[A-Z][a-z]+$', '^(draft|final)$'].entries()) {
      const good = { type: 'object', properties: { a: { type: 'string', pattern } } };
      expect(await rig.call('POST', 'forms', { name: `Good ${count}.${index}`, schema: good })).toMatchObject({
        status: 201,
      });
    }
  });

  test('facts are checked by the schema of the form, and nothing of a bad event is stored', async () => {
    await made();
    const events = () => store.read.getRepository(EventTable).count();
    const before = await events();
    await expect(submit({ name: 'Ada' })).rejects.toMatchObject({
      code: 'VALIDATION',
      details: { fields: [{ path: '/facts/email' }] },
    });
    await expect(submit({ ...ada, n: 'x' })).rejects.toMatchObject({ details: { fields: [{ path: '/facts/n' }] } });
    await expect(submit({ ...ada, email: 'a@b.test,eve@evil.test' })).rejects.toMatchObject({ code: 'ADDRESS' });
    expect(await events()).toBe(before);
    expect(rig.outbox.mails).toEqual([]);
  });

  test('R39 the trace of every rule is answered and stored; an unknown fact refuses the event', async () => {
    await made({ conditions: { all: [{ fact: 'n', operator: 'greaterThan', value: 5 }] } });
    const answer = await submit();
    expect(answer.rules).toMatchObject([
      { fired: false, mails: [], trace: { children: [{ fact: 'n', expected: 5, seen: 3, result: false }] } },
    ]);
    const { instance: _, ...event } = answer as Body & { instance?: unknown };
    expect((await rig.call('GET', `events/${answer.eventId}`)).body).toEqual(event);
    await made({
      trigger: { kind: 'workflow', event: `odd-${count}` },
      conditions: { all: [{ fact: 'zz', operator: 'equal', value: 1 }] },
    });
    await expect(rig.call('POST', 'events', { type: `odd-${count}`, facts: ada })).rejects.toMatchObject({
      code: 'FACT_UNKNOWN',
      details: { fact: 'zz' },
    });
  });

  test('beyond 7 R26 a missing value makes a held mail, visible with its reason', async () => {
    await made();
    const { name: _, ...nameless } = ada;
    expect((await submit(nameless)).rules).toMatchObject([{ fired: true, mails: [{ state: 'held' }] }]);
    expect(rig.outbox.mails[0]?.mail).toMatchObject({
      held: { reason: 'missing_value', detail: expect.stringContaining('name') },
    });
  });

  test('beyond 2 one idempotency key makes one event, also in parallel; other content is refused', async () => {
    await made();
    const key = `key-${count}`;
    const answers = await Promise.all(Array.from({ length: 10 }, () => submit(ada, key)));
    expect(new Set(answers.map(({ eventId }) => eventId)).size).toBe(1);
    expect(await store.read.getRepository(EventTable).countBy({ idempotencyKey: key })).toBe(1);
    expect(await submit({ n: 3, name: 'Ada', email: ada.email }, key)).toEqual(answers[0]);
    await expect(submit({ ...ada, n: 4 }, key)).rejects.toMatchObject({ code: 'IDEMPOTENCY_MISMATCH' });
  });

  test('R39 each mail has a key of its own, made from rule version, event, action and recipient', async () => {
    const to = ['a@sandbox.test', 'b@sandbox.test'];
    const action = { action: 'send-email', params: { ...params, to, perRecipient: true } };
    const { id } = await made({ actions: [action, action] });
    await submit();
    await rig.call('PUT', `rules/${id}`, rule({ actions: [action] }));
    await submit();
    const keys = rig.outbox.mails.map(({ cause }) => cause.key);
    expect(keys).toHaveLength(6);
    expect(new Set(keys).size).toBe(6);
    expect(rig.outbox.mails.map(({ cause }) => cause.ruleVersion)).toEqual([1, 1, 1, 1, 2, 2]);
  });

  test('when the outbox cannot store a mail the event is not stored either', async () => {
    await made();
    rig.deps.outbox.insert = async () => Promise.reject(new Error('disk full'));
    const before = await store.read.getRepository(EventTable).count();
    await expect(submit()).rejects.toThrow('disk full');
    expect(await store.read.getRepository(EventTable).count()).toBe(before);
  });

  test('R39 an event with more mails than can be held is refused as a whole, over all its rules', async () => {
    rig = await rulesRig(store, { maxMailsPerEvent: 1, maxHeldPerEvent: 2 });
    const to = ['a@sandbox.test', 'b@sandbox.test', 'c@sandbox.test'];
    await made({ actions: [{ action: 'send-email', params: { ...params, to, perRecipient: true } }] });
    await expect(submit()).rejects.toMatchObject({ code: 'TOO_LARGE' });
    expect(rig.outbox.mails).toEqual([]);
  });

  test('an event of somebody else cannot be read, committed or rolled back, and looks like none', async () => {
    const { id: form } = (await rig.call('POST', 'forms', { name: 'Private', schema: { type: 'object' } })).body;
    const user = (id: string) => ({ id, name: id, roles: ['user' as const] });
    const submit = { method: 'POST' as const, path: 'events', body: { form, facts: {}, hold: true } };
    const { eventId } = (await rig.dispatch({ ...submit, caller: user('ann') })).body as { eventId: string };
    for (const [method, path] of [
      ['GET', ''],
      ['POST', '/commit'],
      ['POST', '/rollback'],
    ] as const) {
      const foreign = rig.dispatch({ method, path: `events/${eventId}${path}`, caller: user('bob') });
      await expect(foreign).rejects.toMatchObject({ code: 'NOT_FOUND' });
    }
    const own = await rig.dispatch({ method: 'POST', path: `events/${eventId}/commit`, caller: user('ann') });
    expect(own.body).toMatchObject({ state: 'committed' });
  });

  test('beyond 1 a held event is committed, rolled back, or expires, and only one of these', async () => {
    await made();
    const held = async () => (await submit(ada, undefined, true)).eventId;
    const [a, b, c] = [await held(), await held(), await held()];
    expect(rig.outbox.mails.map(({ state, cause }) => [state, cause.hold?.until])).toEqual(
      Array(3).fill(['held', rig.world.now + 3_600_000]),
    );
    expect((await rig.call('POST', `events/${a}/commit`)).body).toMatchObject({ state: 'committed', expiresAt: null });
    expect((await rig.call('POST', `events/${a}/commit`)).body).toMatchObject({ state: 'committed' });
    await rig.call('POST', `events/${b}/rollback`);
    await expect(rig.call('POST', `events/${b}/commit`)).rejects.toMatchObject({ code: 'STATE' });
    await expect(rig.call('POST', `events/${a}/rollback`)).rejects.toMatchObject({ code: 'STATE' });
    rig.world.now += 3_600_000;
    await expect(rig.call('POST', `events/${c}/commit`)).rejects.toMatchObject({ code: 'STATE' });
    expect(await expireHeldEvents(rig.deps, rig.world.now)).toBe(1);
    expect(await expireHeldEvents(rig.deps, rig.world.now)).toBe(0);
    expect(rig.outbox.mails.map(({ state }) => state)).toEqual(['queued', 'cancelled', 'cancelled']);
  });

  test('beyond 6 a preview shows everything and stores nothing; a test mail goes to one address', async () => {
    const { id } = await made({ conditions: { all: [{ fact: 'n', operator: 'equal', value: 9 }] } });
    const before = await store.read.getRepository(EventTable).count();
    expect((await rig.call('POST', 'rules/preview', { ruleId: id, facts: ada })).body).toMatchObject({
      fires: false,
      trace: { kind: 'all' },
      mails: [
        {
          sender: { connectorId: 'payroll', connectorName: 'payroll', reason: 'rule' },
          to: [{ address: ada.email }],
          subject: 'Hi Ada',
          html: '<p>Ada</p>',
          text: 'Ada',
          held: null,
        },
      ],
      warnings: [],
    });
    const { name: _, ...nameless } = ada;
    const missing = (await rig.call('POST', 'rules/preview', { rule: rule(), facts: nameless })).body;
    expect(missing.warnings).toMatchObject([{ message: expect.stringContaining('name') }]);
    expect(rig.outbox.mails).toEqual([]);
    expect(await rig.call('POST', `rules/${id}/test-to-me`, { facts: ada, to: 'me@acme.test' })).toMatchObject({
      status: 201,
      body: { mails: [{ state: 'queued' }] },
    });
    expect(rig.outbox.mails).toMatchObject([
      {
        cause: { kind: 'test' },
        mail: { draft: { to: [{ address: 'me@acme.test' }], cc: [], bcc: [], subject: '[Test] Hi Ada' } },
      },
    ]);
    expect(await store.read.getRepository(EventTable).count()).toBe(before);
  });

  test('only administrators and designers reach rules and forms; anybody signed in posts events', async () => {
    const caller = { id: 'u2', name: 'Uma', roles: ['user' as const] };
    for (const path of ['rules', 'forms']) {
      await expect(rig.dispatch({ method: 'GET', path, caller })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    }
    expect(
      await rig.dispatch({ method: 'POST', path: 'events', body: { type: 'x', facts: {} }, caller }),
    ).toMatchObject({ status: 201 });
    await expect(
      rig.dispatch({ method: 'POST', path: 'events', body: { type: 'x', facts: {} } }),
    ).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  test('A1.64 the payslip example sends each of three employees the own payslip', async () => {
    const payslip = (await rig.call('POST', 'forms', { ...example('payslip.form'), name: `Payslip ${count}` })).body.id;
    const stored = example('payslip.rule');
    await rig.call('POST', 'rules', { ...stored, trigger: { ...stored.trigger, form: payslip } });
    for (const instance of example('payslip.instances')) await rig.call('POST', `forms/${payslip}/instances`, instance);
    const mails = rig.outbox.planned();
    expect(mails.map(({ draft }) => [draft.to[0]?.address, draft.subject, draft.attachments[0]?.filename])).toEqual([
      ['ada@sandbox.test', 'Your payslip for October 2026', 'payslip-2026-10-E001.pdf'],
      ['bruno@sandbox.test', 'Your payslip for Oktober 2026', 'payslip-2026-10-E002.pdf'],
      ['chloe@sandbox.test', 'Your payslip for octobre 2026', 'payslip-2026-10-E003.pdf'],
    ]);
    expect(mails[1]?.draft.html).toContain('3.120,00');
    const [event] = await store.read.getRepository(EventTable).find({ order: { createdAt: 'DESC' }, take: 1 });
    expect(JSON.stringify(event?.facts)).not.toContain('base64');
  });

  test('an event of a host engine becomes a mail; the engine waits for it and passes its errors on', async () => {
    const engine = new Engine([], { allowUndefinedFacts: false });
    attach(rig.deps, engine, { idempotencyKey: async (almanac) => String(await almanac.factValue('n')) });
    engine.addRule({
      name: 'welcome',
      conditions: { all: [{ fact: 'n', operator: 'equal', value: 3 }] },
      event: { type: 'send-email', params },
    });
    await engine.run(ada);
    await engine.run(ada);
    expect(rig.outbox.planned()).toMatchObject([{ draft: { to: [{ address: ada.email }], subject: 'Hi Ada' } }]);
    const other = new Engine();
    attach(rig.deps, other);
    other.addRule({
      conditions: { all: [{ fact: 'n', operator: 'equal', value: 3 }] },
      event: { type: 'send-email', params },
    });
    await other.run({ n: 3, email: ada.email });
    expect(rig.outbox.mails.at(-1)?.mail).toMatchObject({
      held: { reason: 'missing_value', detail: expect.stringContaining('name') },
    });
    await expect(engine.run({ ...ada, email: 'a@b.test,c@d.test' })).rejects.toMatchObject({ code: 'ADDRESS' });
  });
});
