import { afterAll, beforeAll, expect, test } from 'vitest';
import { emailSettings } from '../../support/connector-rig.ts';
import { type HttpApp, openHttpApp } from '../../support/http-app.ts';
import { sharedServers } from '../../support/servers.ts';
import { forEachDatabase } from '../../support/test-database.ts';

const DIRECT = { action: 'send-email', params: { to: [{ field: 'email' }], subject: 'Hi', text: 'Hi' } };
const ruleOf = (connector: string) => ({
  name: 'Reminder',
  trigger: { kind: 'workflow', event: 'remind' },
  conditions: { all: [{ fact: 'open', operator: 'equal', value: true }] },
  actions: [{ ...DIRECT, params: { ...DIRECT.params, connector } }],
});

/** Schedules that run when their webhook is called. */
forEachDatabase((database) => {
  const payroll = sharedServers().mail.account();
  let app: HttpApp;
  beforeAll(async () => {
    app = await openHttpApp(database.url());
  });
  afterAll(() => app.close());

  test('security 8 the webhook that somebody made ends with the account, and goes on with a URL that somebody else makes', async () => {
    const made = await app.as('mia', ['designer']);
    const settings = { ...emailSettings(payroll), sentCopy: 'never' };
    const { id } = await app.call('POST', '/connectors', { type: 'email', displayName: 'Left', settings });
    await app.call('POST', `/connectors/${id}/test`, {});
    const rule = (await app.call('POST', '/rules', { ...ruleOf(id), name: 'By mia' })).id;
    const input = { name: 'Of mia', rule, timeZone: 'UTC', timing: { kind: 'onDemand' }, facts: { open: false } };
    const schedule = await made.call('POST', '/schedules', input);
    const call = async (token: string) => (await fetch(`${app.url}/api/hooks/${token}`, { method: 'POST' })).status;
    const { token } = await made.call('POST', `/schedules/${schedule.id}/hook`);
    expect(await call(token)).toBe(201);
    await app.call('PATCH', '/users/mia', { disabled: true });
    expect(await call(token)).toBe(404);
    const again = (await app.call('POST', `/schedules/${schedule.id}/hook`)).token;
    expect([await call(token), await call(again)]).toEqual([404, 201]);
    await app.call('PATCH', '/users/mia', { disabled: false });
    await app.call('DELETE', '/users/mia');
    expect(await call(again)).toBe(201);
  });

  test('A1.61 a schedule on demand runs by its webhook, with facts or an instance, and the URL is told once', async () => {
    const settings = { ...emailSettings(payroll), sentCopy: 'never' };
    const { id } = await app.call('POST', '/connectors', { type: 'email', displayName: 'Hooks', settings });
    await app.call('POST', `/connectors/${id}/test`, {});
    const schema = { type: 'object', properties: { open: { type: 'boolean' }, email: { type: 'string' } } };
    const form = await app.call('POST', '/forms', { name: 'Tasks', schema });
    const trigger = { kind: 'form', form: form.id, event: 'save' };
    const rule = (await app.call('POST', '/rules', { ...ruleOf(id), name: 'By hook', trigger })).id;
    const timing = { kind: 'onDemand' };
    const facts = { open: false, email: payroll.user };
    const input = { name: 'Hook', rule, timeZone: 'UTC', timing, facts, expires: { runs: 3 } };
    const made = await app.call('POST', '/schedules', input);
    expect(made).toMatchObject({ state: 'active', text: 'On demand', nextRuns: [], hookAt: null });
    const { token } = await app.call('POST', `/schedules/${made.id}/hook`);
    const seen = JSON.stringify(await app.call('GET', `/schedules/${made.id}`));
    expect(seen).not.toContain(token);
    expect(seen).not.toContain('hookHash');
    const hook = async (body?: unknown, { key, of = token }: { key?: string; of?: string } = {}) => {
      const headers = { 'content-type': 'application/json', ...(key && { 'idempotency-key': key }) };
      const init = { method: 'POST', headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
      const response = await fetch(`${app.url}/api/hooks/${of}`, init);
      // biome-ignore lint/suspicious/noExplicitAny: an answer is JSON; the test says what it expects in it
      return { status: response.status, body: (await response.json()) as any };
    };
    const unknown = await hook({}, { of: 'mrh_wrong' });
    expect(unknown).toMatchObject({ status: 404, body: { code: 'NOT_FOUND', detail: 'There is nothing here.' } });
    // What is expected is no secret, so whether there is such a URL is not told by it either.
    const nonsense = await hook({ nonsense: 1 });
    expect(nonsense).toMatchObject({ status: 422, body: { errors: [{ path: '/nonsense' }] } });
    expect((await hook({ nonsense: 1 }, { of: 'mrh_wrong' })).body.detail).toBe(nonsense.body.detail);
    expect(await hook({ instance: 'gone' })).toMatchObject({ status: 422, body: { errors: [{ path: '/instance' }] } });
    expect(await hook()).toMatchObject({ status: 201, body: { fired: false, mails: 0 } });
    const first = await hook({ facts: { open: true } }, { key: 'k1' });
    expect(first).toMatchObject({ status: 201, body: { fired: true, mails: 1 } });
    expect(await hook({ facts: { open: true } }, { key: 'k1' })).toEqual(first);
    expect(await app.mailsOf(first.body.eventId, 'accepted')).toHaveLength(1);
    const task = await app.call('POST', `/forms/${form.id}/instances`, { facts: { open: true, email: payroll.user } });
    const [instance] = (await app.call('GET', `/forms/${form.id}/instances`)).items;
    expect(task.eventId).toBeDefined();
    expect(await hook({ instance: instance.id })).toMatchObject({ body: { fired: true, mails: 1 } });
    // The third run was the last one.
    expect(await hook()).toMatchObject({ status: 409 });
    expect(await app.call('GET', `/schedules/${made.id}`)).toMatchObject({ state: 'ended', runs: 3 });
    const { items } = await app.call('GET', '/audit?limit=100');
    const calls = items.filter(({ action }: { action: string }) => action === 'callSchedule');
    expect(calls[0]).toMatchObject({ subject: { id: made.id, name: 'Hook' }, actor: { id: made.id } });
    expect(JSON.stringify(items)).not.toContain(token);
    expect(JSON.stringify(app.log)).not.toContain(token);
  });

  test('A1.61 a new URL ends the old one, an ended one answers like none, and only schedules on demand have one', async () => {
    const rule = (await app.call('POST', '/rules', { ...ruleOf(''), actions: [DIRECT] })).id;
    const base = { rule, timeZone: 'UTC', facts: { open: false, email: payroll.user } };
    const daily = await app.call('POST', '/schedules', {
      ...base,
      name: 'D',
      timing: { kind: 'daily', time: '08:00' },
    });
    expect(await app.request('POST', `/schedules/${daily.id}/hook`)).toMatchObject({ status: 409 });
    const made = await app.call('POST', '/schedules', { ...base, name: 'H', timing: { kind: 'onDemand' } });
    const call = async (token: string) => (await fetch(`${app.url}/api/hooks/${token}`, { method: 'POST' })).status;
    const one = (await app.call('POST', `/schedules/${made.id}/hook`)).token;
    const two = (await app.call('POST', `/schedules/${made.id}/hook`)).token;
    expect([await call(one), await call(two)]).toEqual([404, 201]);
    await app.call('POST', `/schedules/${made.id}/pause`);
    expect(await call(two)).toBe(409);
    await app.call('POST', `/schedules/${made.id}/resume`);
    expect(await call(two)).toBe(201);
    await app.call('DELETE', `/schedules/${made.id}/hook`);
    expect(await call(two)).toBe(404);
    // Tokens that are made up cost more than good ones.
    const answers: number[] = [];
    for (let index = 0; index < 40; index += 1) answers.push(await call(`mrh_${index}`));
    expect(answers).toContain(429);
  });

  test('facts beside "instances" and an empty list of senders are refused with a sentence', async () => {
    const schema = { type: 'object', properties: { open: { type: 'boolean' }, email: { type: 'string' } } };
    const form = await app.call('POST', '/forms', { name: 'All', schema });
    const connector = (await app.call('GET', '/connectors')).connectors[0].id;
    const trigger = { kind: 'form', form: form.id, event: 'save' };
    const rule = { ...ruleOf(connector), name: 'Of all', trigger };
    const { id } = await app.call('POST', '/rules', rule);
    const timing = { kind: 'daily', time: '08:00' };
    const input = { name: 'All', rule: id, timeZone: 'UTC', timing, instances: true };
    const refused = await app.request('POST', '/schedules', { ...input, facts: { open: true } });
    expect(refused).toMatchObject({ status: 422, body: { errors: [{ path: '/facts' }] } });
    expect(refused.body.detail).toContain('stored values would never be read');
    const params = { ...DIRECT.params, connector, from: [] };
    const nobody = await app.request('POST', '/rules', { ...rule, actions: [{ ...DIRECT, params }] });
    expect(nobody.status, JSON.stringify(nobody.body)).toBe(422);
    expect(nobody.body.errors[0]).toMatchObject({ path: expect.stringContaining('/params/from') });
  });
});
