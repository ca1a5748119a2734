import { afterAll, beforeAll, expect, test } from 'vitest';
import { fireDue } from '../../../rules/schedules/fire-schedule.ts';
import { scheduleRoutes } from '../../../rules/schedules/schedule.routes.ts';
import { dueSchedules } from '../../../rules/schedules/schedule.store.ts';
import { scheduleInputSchema } from '../../../schemas/schedule.gen.ts';
import { createDispatch } from '../../../src/http/dispatch.ts';
import { toHttpError } from '../../../src/http/problem.ts';
import { findProblems } from '../../../src/schema/validator.ts';
import { openStore, type Store } from '../../../src/store/store.ts';
import { emailSettings } from '../../support/connector-rig.ts';
import { openHttpApp } from '../../support/http-app.ts';
import { rulesRig } from '../../support/rules-rig.ts';
import { sharedServers } from '../../support/servers.ts';
import { forEachDatabase } from '../../support/test-database.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const ruleOf = (connector: string) => ({
  name: 'Reminder',
  trigger: { kind: 'workflow', event: 'remind' },
  conditions: { all: [{ fact: 'open', operator: 'equal', value: true }] },
  actions: [
    { action: 'send-email', params: { connector, to: [{ field: 'email' }], subject: 'Remember', text: 'Please.' } },
  ],
});

const compare = (fact: string) => ({ fact, operator: 'equal', value: true });

/** As HTTP would tell it. */
function refusal(error: unknown) {
  const { status, code, details } = toHttpError(error);
  return { status, body: { code, errors: details?.fields } };
}

/** Rules that look at stored facts by themselves. */
forEachDatabase((database) => {
  let store: Store;
  let rig: Awaited<ReturnType<typeof rulesRig>>;
  let rule = '';
  let dispatch: ReturnType<typeof createDispatch>;
  beforeAll(async () => {
    store = await openStore({ url: database.url() });
    rig = await rulesRig(store);
    dispatch = createDispatch(scheduleRoutes({ rules: rig.deps, changed: () => {} }));
    rule = (await rig.call('POST', '/rules', ruleOf('payroll'))).body.id;
  });
  afterAll(() => store.close());

  const caller = { id: 'u1', name: 'Dora', roles: ['designer' as const] };
  const request = async (method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown, headers = {}) => {
    const answer = await dispatch({ method, path, body, headers, caller }).catch(refusal);
    // biome-ignore lint/suspicious/noExplicitAny: an answer is JSON; the test says what it expects in it
    return { status: answer.status, body: answer.body as any };
  };
  const ask = async (query: Record<string, string>) => {
    const answer = await dispatch({ method: 'GET', path: '/schedules', query, headers: {}, caller }).catch(refusal);
    // biome-ignore lint/suspicious/noExplicitAny: an answer is JSON; the test says what it expects in it
    return { status: answer.status, body: answer.body as any };
  };
  const input = (over: object = {}) => ({
    ...{ name: 'Remind', rule, timeZone: 'Europe/Berlin', timing: { kind: 'minutes', every: 60 } },
    facts: { open: true, email: 'ada@example.com' },
    ...over,
  });
  const add = async (over: object = {}) => {
    const { status, body } = await request('POST', '/schedules', input(over));
    expect(status, JSON.stringify(body)).toBe(201);
    return body;
  };
  const read = async (id: string) => (await request('GET', `/schedules/${id}`)).body;
  const history = async (id: string) => (await request('GET', `/schedules/${id}/history`)).body.items;
  const outcomes = async (id: string) => (await history(id)).map((one: { outcome: string }) => one.outcome);
  /** Time passes, and then one process looks at what is due. */
  const pass = async (ms: number) => {
    rig.world.now += ms;
    for (const row of await dueSchedules(store.read, rig.world.now)) await fireDue(rig.deps, row);
  };

  test('A1.58 A1.61 a schedule fires its rule when it is due, and says when it ran and will run next', async () => {
    const { id, nextRuns, text, state } = await add();
    expect({ text, state, runs: nextRuns.length }).toEqual({ text: 'Every 60 minutes', state: 'active', runs: 5 });
    await pass(HOUR - 1);
    expect(await outcomes(id)).toEqual([]);
    await pass(1);
    const [run, ...more] = await history(id);
    expect(more).toEqual([]);
    expect(run).toMatchObject({ outcome: 'fired', dueAt: nextRuns[0], message: null });
    expect((await rig.call('GET', `/events/${run.eventId}`)).body.rules[0]?.mails).toHaveLength(1);
    expect(await read(id)).toMatchObject({ runs: 1, lastRunAt: run.at, nextRuns: { 0: nextRuns[1] } });
  });

  test('25 a reminder is dropped when its condition no longer holds, and the history says so', async () => {
    const { id } = await add({ timing: { kind: 'immediately' }, facts: { open: false, email: 'ada@example.com' } });
    await pass(0);
    expect(await outcomes(id)).toEqual(['not_needed']);
    expect(await read(id)).toMatchObject({ state: 'ended', nextRuns: [] });
  });

  test('what fell into a time without server is one run, or none where it is to be skipped', async () => {
    const once = await add();
    const skip = await add({ missed: 'skip' });
    await pass(5.5 * HOUR);
    expect(await outcomes(once.id)).toEqual(['fired']);
    expect(await outcomes(skip.id)).toEqual(['missed']);
    expect((await read(once.id)).nextRuns[0]).toBe(once.nextRuns[0] + 5 * HOUR);
    expect(await read(skip.id)).toMatchObject({ runs: 0, lastRunAt: null, state: 'active' });
  });

  test('A1.59 it ends after so many runs, behind its last moment, or when its condition turns true', async () => {
    const runs = await add({ expires: { runs: 1 } });
    const when = await add({ expires: { when: { all: [{ fact: 'open', operator: 'equal', value: true }] } } });
    const late = await add({ expires: { at: new Date(rig.world.now + 3 * HOUR).toISOString().slice(0, 16) } });
    expect(late.nextRuns).toHaveLength(2);
    await pass(HOUR);
    expect(await outcomes(runs.id)).toEqual(['fired']);
    expect(await outcomes(when.id)).toEqual(['not_needed']);
    await pass(HOUR);
    for (const { id } of [runs, when, late]) expect(await read(id)).toMatchObject({ state: 'ended', nextRuns: [] });
    expect(await outcomes(late.id)).toEqual(['fired', 'fired']);
  });

  test('A1.60 a second unique schedule of the same rule and facts is refused until the first has ended', async () => {
    const unique = { unique: true, expires: { runs: 1 } };
    await add(unique);
    expect(await request('POST', '/schedules', input(unique))).toMatchObject({ status: 409 });
    await add({ ...unique, facts: { open: true, email: 'other@example.com' } });
    await pass(HOUR);
    expect((await add(unique)).unique).toBe(true);
  });

  test('of several that see it due at once one fires, and the others leave nothing behind', async () => {
    const { id } = await add({ name: 'Race' });
    rig.world.now += HOUR;
    const row = (await dueSchedules(store.read, rig.world.now)).find((one) => one.id === id);
    if (row === undefined) throw new Error('It is due.');
    await Promise.all([1, 2, 3].map(() => fireDue(rig.deps, row)));
    // Once more with what was read before, as a process that was slow.
    await fireDue(rig.deps, row);
    expect(await outcomes(id)).toEqual(['fired']);
    expect(await read(id)).toMatchObject({ runs: 1 });
    const [{ count }] = await store.read.query(
      `SELECT COUNT(*) AS count FROM event WHERE facts LIKE '%ada@example.com%' AND created_at = ${rig.world.now}`,
    );
    expect(Number(count)).toBe(1);
  });

  test('a paused one rests, goes on with the next run from then, and an earlier reader changes nothing', async () => {
    const { id } = await add({ name: 'Rest' });
    expect(await request('POST', `/schedules/${id}/pause`)).toMatchObject({ body: { state: 'paused', nextRuns: [] } });
    await pass(10 * HOUR + MINUTE);
    expect(await outcomes(id)).toEqual([]);
    const { body } = await request('POST', `/schedules/${id}/resume`);
    expect(body.nextRuns[0]).toBe(rig.world.now + HOUR - MINUTE);
    const late = await request('PUT', `/schedules/${id}`, input(), { 'if-match': '"1"' });
    expect(late).toMatchObject({ status: 412 });
    expect((await request('DELETE', `/schedules/${id}`)).status).toBe(204);
    expect((await request('GET', `/schedules/${id}`)).status).toBe(404);
  });

  test('a mistake of facts or rule is told in the history, and the schedule goes on', async () => {
    const { id } = await add({ name: 'Wrong', facts: { email: 'ada@example.com' } });
    await pass(HOUR);
    const [run] = await history(id);
    expect(run).toMatchObject({ outcome: 'failed', eventId: null, message: expect.stringContaining('open') });
    expect(await read(id)).toMatchObject({ state: 'active', runs: 1 });
    expect(await request('POST', `/schedules/${id}/run`)).toMatchObject({ status: 422 });
  });

  test('a rule that is deleted takes its schedules along, and those of others stay', async () => {
    const other = (await rig.call('POST', '/rules', { ...ruleOf('payroll'), name: 'Other' })).body.id;
    const gone = await add({ name: 'Of the other', rule: other });
    const stays = await add({ name: 'Stays' });
    await pass(HOUR);
    await rig.call('DELETE', `/rules/${other}`);
    expect((await request('GET', `/schedules/${gone.id}`)).status).toBe(404);
    expect(await read(stays.id)).toMatchObject({ state: 'active' });
    const left = await store.read.sql<unknown[]>`SELECT 1 FROM schedule_run WHERE schedule_id = ${gone.id}`;
    expect(left).toEqual([]);
  });

  test('run now makes one event and leaves the times as they are', async () => {
    const { id, nextRuns } = await add({ name: 'Now' });
    const answer = await request('POST', `/schedules/${id}/run`);
    expect(answer).toMatchObject({ status: 201, body: { rules: [{ fired: true }] } });
    expect(await read(id)).toMatchObject({ runs: 1, nextRuns });
    expect(await history(id)).toMatchObject([{ outcome: 'fired', eventId: answer.body.eventId }]);
  });

  test.each([
    ['a zone that is none', { timeZone: 'Berlin' }, '/timeZone'],
    ['a rule that is not there', { rule: 'none' }, '/rule'],
    ['a time in the past', { timing: { kind: 'once', at: '2020-01-01T08:00' } }, '/timing'],
    ['a day that no calendar has', { timing: { kind: 'once', at: '2027-02-30T08:00' } }, '/timing'],
    ['a field without a date', { timing: { kind: 'field', field: 'email' } }, '/timing'],
    ['an end before the first run', { expires: { at: '2020-01-01T08:00' } }, '/timing'],
    ['an end that is no moment', { expires: { at: '2027-13-01T08:00' } }, '/expires/at'],
    ['a name of blanks', { name: '  ' }, '/name'],
    ['an end that asks for what is not there', { expires: { when: { all: [compare('done')] } } }, '/expires/when'],
  ])('%s is refused at its field', async (_what, over, path) => {
    const answer = await request('POST', '/schedules', input(over));
    expect(answer).toMatchObject({ status: 422, body: { errors: [{ path }] } });
  });

  test.each([
    ['no kind', {}, '/timing/kind', 'This value is required.'],
    [
      'a kind that is none',
      { kind: 'yearly' },
      '/timing/kind',
      /^Must be one of: immediately, .*once, .*monthly_weekday\.$/,
    ],
    ['no time', { kind: 'daily' }, '/timing/time', /^This value is required/],
    ['a time that is none', { kind: 'daily', time: '8' }, '/timing/time', /for example 08:30\./],
    ['a date without time', { kind: 'once', at: '2027-01-01' }, '/timing/at', /for example 2026-11-27T08:00\./],
    ['no days', { kind: 'weekly', time: '08:00', days: [] }, '/timing/days', 'Give at least one entry.'],
    ['a day that is none', { kind: 'weekly', time: '08:00', days: [9] }, '/timing/days/0', 'Enter 7 or less.'],
    ['a field of another kind', { kind: 'hourly', minute: 5, time: '08:00' }, '/timing/time', /no field "time"/],
  ])('a timing with %s is refused at the field that is meant, in words', async (_what, timing, path, message) => {
    const problems = findProblems(scheduleInputSchema as never, input({ timing }));
    expect(problems).toEqual([
      { path, message: typeof message === 'string' ? message : expect.stringMatching(message) },
    ]);
  });

  test('facts that are none of the form, and conditions of the end on fields that it has not, are refused at their places', async () => {
    const schema = { type: 'object', required: ['email'], properties: { email: { type: 'string' }, open: {} } };
    const form = (await rig.call('POST', '/forms', { name: `Open items ${rig.world.now}`, schema })).body.id;
    const ofForm = { ...ruleOf('payroll'), name: 'Of the form', trigger: { kind: 'form', form, event: 'submit' } };
    const made = await rig.call('POST', '/rules', ofForm);
    expect(made.status, JSON.stringify(made.body)).toBe(201);
    const refused = async (over: object) =>
      (await request('POST', '/schedules', input({ rule: made.body.id, ...over }))).body.errors?.map(
        ({ path }: { path: string }) => path,
      );
    expect(await refused({ facts: { open: true } })).toEqual(['/facts/email']);
    expect(await refused({ facts: { email: 5 } })).toEqual(['/facts/email']);
    expect(await refused({ expires: { when: { all: [compare('opne')] } } })).toEqual(['/expires/when/all/0/fact']);
    expect(await refused({})).toBeUndefined();
  });

  test('A1.59 runs by hand count, and the last of so many ends the schedule', async () => {
    const { id } = await add({ name: 'By hand', expires: { runs: 2 } });
    await request('POST', `/schedules/${id}/run`);
    expect(await read(id)).toMatchObject({ runs: 1, state: 'active', nextRuns: { length: 1 } });
    await request('POST', `/schedules/${id}/run`);
    expect(await read(id)).toMatchObject({ runs: 2, state: 'ended', nextRuns: [] });
    await pass(5 * HOUR);
    expect(await outcomes(id)).toEqual(['fired', 'fired']);
    // Whatever its state: once more, and nothing of it is negative.
    await request('POST', `/schedules/${id}/run`);
    expect(await read(id)).toMatchObject({ runs: 3, state: 'ended', nextRuns: [] });
  });

  test('a run by hand between reading and firing is counted: the schedule does not run once too often', async () => {
    const { id } = await add({ name: 'Meanwhile', expires: { runs: 1 } });
    rig.world.now += HOUR;
    const row = (await dueSchedules(store.read, rig.world.now)).find((one) => one.id === id);
    if (row === undefined) throw new Error('It is due.');
    await request('POST', `/schedules/${id}/run`);
    await fireDue(rig.deps, row);
    expect(await outcomes(id)).toEqual(['fired']);
  });

  test('what changes nothing is no new version: pausing twice, resuming what runs', async () => {
    const { id, version } = await add({ name: 'Twice' });
    expect((await request('POST', `/schedules/${id}/resume`)).body.version).toBe(version);
    expect((await request('POST', `/schedules/${id}/pause`)).body.version).toBe(version + 1);
    expect((await request('POST', `/schedules/${id}/pause`)).body.version).toBe(version + 1);
    expect((await request('DELETE', `/schedules/${id}`)).status).toBe(204);
  });

  test('the list has pages, which go on where the last line of one was deleted', async () => {
    const ids: string[] = [];
    for (const name of ['Page a', 'Page a', 'Page b', 'Page c']) ids.push((await add({ name })).id);
    const seen: string[] = [];
    for (let after = ''; ; ) {
      const { body } = await ask({ limit: '1', ...(after === '' ? {} : { after }) });
      const [item] = body.items;
      if (item.name.startsWith('Page')) seen.push(item.id);
      if (item.name === 'Page b') await request('DELETE', `/schedules/${item.id}`);
      if (body.next === null) break;
      after = body.next;
    }
    expect(seen).toHaveLength(4);
    expect(new Set(seen)).toEqual(new Set(ids));
    expect((await ask({ after: 'nonsense' })).status).toBe(400);
  });

  test('what is being typed is answered in words and with its next runs', async () => {
    const timing = { kind: 'daily', time: '08:00', weekdaysOnly: true };
    const { body } = await request('POST', '/schedules/next', { timeZone: 'Europe/Berlin', timing });
    expect(body).toMatchObject({ text: 'Every day from Monday to Friday at 08:00' });
    expect(body.runs).toHaveLength(5);
    const never = { timeZone: 'Europe/Berlin', timing: { kind: 'once', at: '2020-01-01T08:00' } };
    expect((await request('POST', '/schedules/next', never)).body.runs).toEqual([]);
    const twice = { timeZone: 'UTC', timing, expires: { runs: 2 } };
    expect((await request('POST', '/schedules/next', twice)).body.runs).toHaveLength(2);
    const over = { timeZone: 'UTC', timing, expires: { at: '2020-01-01T08:00' } };
    expect((await request('POST', '/schedules/next', over)).body.runs).toEqual([]);
    const no = { timeZone: 'UTC', timing, expires: { at: '2027-02-30T08:00' } };
    expect(await request('POST', '/schedules/next', no)).toMatchObject({ status: 422 });
  });
});

/** The running server, its mail server and a schedule that is due at once. */
forEachDatabase((database) => {
  const { mail } = sharedServers();
  const payroll = mail.account();

  test('A1.58 a schedule that runs immediately sends its e-mail, and nobody has to ask for it', async () => {
    const app = await openHttpApp(database.url());
    try {
      const settings = emailSettings(payroll);
      const { id } = await app.call('POST', '/connectors', { type: 'email', displayName: 'Payroll', settings });
      const report = await app.call('POST', `/connectors/${id}/test`, {});
      expect(report.ok, report.summary).toBe(true);
      const rule = (await app.call('POST', '/rules', ruleOf(id))).id;
      const facts = { open: true, email: payroll.user };
      const timing = { kind: 'immediately' };
      const made = await app.call('POST', '/schedules', { name: 'Once', rule, timeZone: 'UTC', timing, facts });
      const runs = async () => (await app.call('GET', `/schedules/${made.id}/history`)).items;
      await expect.poll(runs, { timeout: 5_000 }).toHaveLength(1);
      const [run] = await runs();
      expect(await app.mailsOf(run.eventId, 'accepted')).toHaveLength(1);
    } finally {
      await app.close();
    }
  });
});
