import { afterAll, beforeAll, expect, test } from 'vitest';
import { fireDue } from '../../../rules/schedules/fire-schedule.ts';
import { scheduleRoutes } from '../../../rules/schedules/schedule.routes.ts';
import { dueSchedules, getSchedule } from '../../../rules/schedules/schedule.store.ts';
import { createDispatch } from '../../../src/http/dispatch.ts';
import { openStore, type Store } from '../../../src/store/store.ts';
import { rulesRig } from '../../support/rules-rig.ts';
import { forEachDatabase } from '../../support/test-database.ts';

const HOUR = 3_600_000;

/** Schedules that look at every instance of a form. */
forEachDatabase((database) => {
  let store: Store;
  let rig: Awaited<ReturnType<typeof rulesRig>>;
  let [form, rule] = ['', ''];
  const caller = { id: 'u1', name: 'Dora', roles: ['designer' as const] };
  beforeAll(async () => {
    store = await openStore({ url: database.url() });
    rig = await rulesRig(store);
    const properties = { open: { type: 'boolean' }, email: { type: 'string' } };
    form = (await rig.call('POST', '/forms', { name: 'Tasks', schema: { type: 'object', properties } })).body.id;
    const params = { connector: 'payroll', to: [{ field: 'email' }], subject: 'Remember {{instance.id}}', text: 'x' };
    const made = await rig.call('POST', '/rules', {
      name: 'Remind all',
      trigger: { kind: 'form', form, event: 'save' },
      conditions: { all: [{ fact: 'open', operator: 'equal', value: true }] },
      actions: [{ action: 'send-email', params }],
    });
    rule = made.body.id;
  });
  afterAll(() => store.close());

  const call = async (method: 'GET' | 'POST', path: string, body?: unknown) => {
    const dispatch = createDispatch(scheduleRoutes({ rules: rig.deps, changed: () => {} }));
    // biome-ignore lint/suspicious/noExplicitAny: an answer is JSON; the test says what it expects in it
    return (await dispatch({ method, path, body, headers: {}, caller })) as { status: number; body: any };
  };
  const add = (facts: object) => rig.call('POST', `/forms/${form}/instances`, { facts });
  const timing = { kind: 'minutes', every: 60 };
  const base = () => ({ name: 'All', rule, timeZone: 'UTC', timing, instances: true });
  const due = () => dueSchedules(store.read, rig.world.now);

  test('A1.58 each instance that matches makes one e-mail for each moment that was due, however often that is tried', async () => {
    for (let index = 0; index < 120; index += 1) await add({ open: index % 40 === 0, email: `p${index}@acme.test` });
    const { body: made } = await call('POST', '/schedules', base());
    rig.world.now += HOUR;
    const [row] = await due();
    if (row === undefined) throw new Error('nothing is due');
    // Two processes at once: the second finds every event made, and the schedule moved on.
    await Promise.all([fireDue(rig.deps, row), fireDue(rig.deps, row)]);
    const events = async () => store.read.sql<{ n: number }[]>`
      SELECT COUNT(*) AS n FROM event WHERE trigger_key LIKE ${`%${form}%save%`}`;
    expect(Number((await events())[0]?.n)).toBe(3);
    const history = (await call('GET', `/schedules/${made.id}/history`)).body.items;
    expect(history).toMatchObject([{ outcome: 'fired', message: '3 of 120 records.', eventId: null }]);
    expect(await getSchedule(store.read, made.id)).toMatchObject({ runs: 1, instances: true });
    // As they are then: one more is open, and nothing of before counts.
    await add({ open: true, email: 'new@acme.test' });
    rig.world.now += HOUR;
    for (const one of await due()) await fireDue(rig.deps, one);
    expect(Number((await events())[0]?.n)).toBe(7);
  });

  test('one whose values are wrong is told and does not stop the others', async () => {
    await add({ open: true, email: 'no address' });
    rig.world.now += HOUR;
    for (const one of await due()) await fireDue(rig.deps, one);
    const [schedule] = (await call('GET', '/schedules')).body.items;
    const [last] = (await call('GET', `/schedules/${schedule.id}/history`)).body.items;
    expect(last).toMatchObject({
      outcome: 'failed',
      message: expect.stringMatching(/^4 of 122 records\. 1 could not/),
    });
  });

  test('only rules of forms have instances to look at, and only at times of their own', async () => {
    const action = { action: 'send-email', params: { to: ['a@b.test'], subject: 'x', text: 'x' } };
    const trigger = { kind: 'workflow', event: 'w' };
    const other = (await rig.call('POST', '/rules', { name: 'w', trigger, actions: [action] })).body.id;
    await expect(call('POST', '/schedules', { ...base(), rule: other })).rejects.toMatchObject({ code: 'VALIDATION' });
    await expect(call('POST', '/schedules', { ...base(), timing: { kind: 'onDemand' } })).rejects.toMatchObject({
      code: 'VALIDATION',
    });
    const [schedule] = (await call('GET', '/schedules')).body.items;
    await expect(call('POST', `/schedules/${schedule.id}/run`)).rejects.toMatchObject({ code: 'STATE' });
  });
});
