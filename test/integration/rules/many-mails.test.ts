import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createApp } from '../../../src/app.ts';
import { createLogger } from '../../../src/logger.ts';
import { newSecretKey } from '../../../src/secrets/secret-box.ts';
import { runCommand } from '../../support/cli-run.ts';
import { type HttpApp, openHttpApp } from '../../support/http-app.ts';
import { type FaultSmtp, startFaultSmtp } from '../../support/mail/fault-smtp.ts';
import { QUICK_POLICY } from '../../support/outbox-rig.ts';
import { makeTempFolder, removeTempFolder } from '../../support/temp-folder.ts';
import { forEachDatabase } from '../../support/test-database.ts';

const POLL = { timeout: 60_000, interval: 100 };
const MANY = 501;
const unlimited = { perConnector: null, perRecipient: null };
type As = Pick<HttpApp, 'request' | 'call'>;

/** One event that makes more e-mails than leave by themselves: the server and its worker run, the mail server counts. */
forEachDatabase((database) => {
  let [smtp, app, anna, otto, dora] = [] as unknown as [FaultSmtp, HttpApp, As, As, As];
  let [connector, type, rule] = ['', '', ''];
  let [count, sentBefore] = [0, 0];
  beforeAll(async () => {
    smtp = await startFaultSmtp({ keepBodies: false });
    app = await openHttpApp(database.url());
    connector = await provedConnector(app);
    await app.call('PUT', '/settings/limits', { ...unlimited, perRule: 1 });
    anna = await app.as('anna', ['approver']);
    otto = await app.as('otto', ['payroll_operator']);
    dora = await app.as('dora', ['designer']);
  });
  afterAll(async () => {
    await app.close();
    await smtp.stop();
  });
  beforeEach(async () => {
    count += 1;
    type = `many-${count}`;
    const row = { type: 'object', properties: { email: { type: 'string' }, name: { type: 'string' } } };
    const schema = { type: 'object', properties: { people: { type: 'array', items: row } } };
    const form = (await app.call('POST', '/forms', { name: type, schema })).id;
    const params = {
      connector,
      to: [{ field: 'row.email' }],
      subject: '{{row.name}}',
      text: 'Hello',
      saveToSent: 'never',
    };
    const trigger = { kind: 'workflow', event: type, form };
    const body = {
      name: `Many ${count}`,
      trigger,
      actions: [{ action: 'send-email', params }],
      forEach: { field: 'people' },
    };
    rule = (await app.call('POST', '/rules', body)).id;
    sentBefore = smtp.mails.length;
  });

  const provedConnector = async (of: HttpApp): Promise<string> => {
    const auth = { kind: 'password', user: 'alice@sender.test', password: 'pw-alice' };
    const server = { host: '127.0.0.1', port: smtp.port, security: 'none', sameCredentials: false, auth };
    const settings = { sending: true, smtp: { ...server, from: { name: 'Desk', address: auth.user } } };
    const { id } = await of.call('POST', '/connectors', { type: 'email', displayName: 'Desk', settings });
    expect(await of.call('POST', `/connectors/${id}/test`, {})).toMatchObject({ ok: true });
    return id;
  };
  const sent = () => smtp.mails.length - sentBefore;
  const people = (n: number) =>
    Array.from({ length: n }, (_, at) => ({ email: `p${at}@receiver.test`, name: `${type} ${at}` }));
  const post = (by: As, n: number, more: object = {}) =>
    by.call('POST', '/events', { type, facts: { people: people(n) }, ...more });
  const states = async (eventId: string) => {
    const rows = await app.store.read.sql<{ state: string; held_reason: string | null; n: number }[]>`
      SELECT d.state, d.held_reason, COUNT(*) AS n FROM delivery d JOIN message m ON m.id = d.id
      WHERE m.event_id = ${eventId} GROUP BY d.state, d.held_reason`;
    return Object.fromEntries(
      rows.map((row) => [row.state === 'held' ? (row.held_reason ?? '') : row.state, Number(row.n)]),
    );
  };
  const heldOf = async (as: As, eventId: string) =>
    (await as.call('GET', '/limits/held')).items.find((one: { key: string }) => one.key === `event:${eventId}`);
  const decide = (as: As, what: 'approve' | 'cancel', eventId: string, more: object = {}) =>
    as.request('POST', `/limits/held/${what}`, { key: `event:${eventId}`, ...more });

  test('R39 as many e-mails as leave by themselves leave, without anybody', async () => {
    await app.call('PUT', '/settings/limits', { ...unlimited, perRule: null });
    const event = await post(dora, MANY - 1);
    expect(event.approval).toBeNull();
    await expect.poll(() => states(event.eventId), POLL).toEqual({ accepted: MANY - 1 });
    await app.call('PUT', '/settings/limits', { ...unlimited, perRule: 1 });
  });

  test('R39 above that nothing leaves: the answer says how many wait and by which key; a second person lets all go, once', async () => {
    const idempotency = { 'idempotency-key': type };
    const event = await app.call('POST', '/events', { type, facts: { people: people(MANY) } }, idempotency);
    const waits = { key: `event:${event.eventId}`, mails: MANY, state: 'waiting', at: null, by: null, reason: null };
    expect(event.approval).toEqual(waits);
    expect(new Set(event.rules[0].mails.map(({ state }: { state: string }) => state))).toEqual(new Set(['held']));
    const same = await app.call('POST', '/events', { type, facts: { people: people(MANY) } }, idempotency);
    expect(same).toEqual(event);
    const held = await heldOf(app, event.eventId);
    expect(held).toMatchObject({ kind: 'event', name: `Many ${count}`, count: MANY });
    expect(held.causedBy).toBe((await app.call('GET', '/me')).id);
    const [first] = event.rules[0].mails;
    const mail = await app.call('GET', `/outbox/${first.id}`);
    expect(mail).toMatchObject({
      delivery: { state: 'held', heldReason: 'approval', attempts: 0, limitKey: waits.key },
      can: { retry: false, resend: false, cancel: true },
    });
    expect((await app.request('POST', `/outbox/${first.id}/resend`, {}, { 'idempotency-key': 'x' })).status).toBe(409);
    expect((await app.request('POST', `/outbox/${first.id}/retry`, {})).status).toBe(409);
    expect(sent()).toBe(0);

    expect(await decide(app, 'approve', event.eventId)).toMatchObject({
      ...{ status: 403, body: { detail: expect.stringContaining('a second person') } },
    });
    for (const as of [dora, otto]) expect((await decide(as, 'approve', event.eventId)).status).toBe(403);
    expect(await states(event.eventId)).toEqual({ approval: MANY });

    expect(await decide(anna, 'approve', event.eventId, { reason: 'As agreed' })).toMatchObject({
      ...{ status: 200, body: { count: MANY } },
    });
    // The limit of an hour, here one of each rule, does not stop what a person let go.
    await expect.poll(() => states(event.eventId), POLL).toEqual({ accepted: MANY });
    expect(sent()).toBe(MANY);
    for (const what of ['approve', 'cancel'] as const) {
      expect((await decide(anna, what, event.eventId)).status).toBe(404);
    }
    const decided = { state: 'approved', by: 'anna', reason: 'As agreed', mails: MANY, at: expect.any(Number) };
    expect(await app.call('GET', `/events/${event.eventId}`)).toMatchObject({ approval: decided });
    const { items } = await app.call('GET', `/audit?subject=${encodeURIComponent(waits.key)}`);
    expect(items.map((one: { action: string; outcome: string }) => [one.action, one.outcome])).toContainEqual([
      'approveHeldByLimit',
      'done',
    ]);
  }, 120_000);

  test('R39 what waits for the approval waits after a restart, too', async () => {
    const url = await database.create();
    const key = newSecretKey();
    const before = await openHttpApp(url, { secretKeys: [key] });
    const to = [{ field: 'people' }];
    const params = {
      connector: await provedConnector(before),
      to,
      perRecipient: true,
      subject: 'Hello',
      text: 'Hello',
    };
    const trigger = { kind: 'workflow', event: 'many' };
    await before.call('POST', '/rules', { name: 'Many', trigger, actions: [{ action: 'send-email', params }] });
    const event = await before.call('POST', '/events', {
      type: 'many',
      facts: { people: people(MANY).map(({ email }) => email) },
    });
    await before.close();
    const log = createLogger({ level: 'silent' });
    const after = await createApp({ databaseUrl: url, secretKeys: [key], log, retryPolicy: QUICK_POLICY, page: false });
    try {
      await after.start();
      const caller = { id: 'anna', name: 'anna', roles: ['approver' as const] };
      const list = await after.dispatch({ method: 'GET', path: 'limits/held', caller });
      expect(list.body).toMatchObject({ items: [{ key: event.approval.key, count: MANY }] });
      expect(sent()).toBe(0);
      const body = { key: event.approval.key };
      await after.dispatch({ method: 'POST', path: 'limits/held/approve', body, caller });
      await expect.poll(sent, POLL).toBe(MANY);
    } finally {
      await after.close();
    }
  }, 120_000);

  test('R39 taken back none is ever sent, what could not be completed neither, and no single one past that', async () => {
    const incomplete = { email: '', name: 'nobody' };
    const facts = { people: [...people(MANY), incomplete] };
    const event = await dora.call('POST', '/events', { type, facts });
    expect(event.approval).toMatchObject({ mails: MANY + 1, state: 'waiting' });
    expect(await states(event.eventId)).toEqual({ approval: MANY, missing_value: 1 });
    // Whoever may decide takes back what they caused themselves, too.
    expect((await decide(app, 'cancel', event.eventId, { reason: 'Wrong list' })).body).toEqual({ count: MANY + 1 });
    expect(await states(event.eventId)).toEqual({ cancelled: MANY + 1 });
    expect(await app.call('GET', `/events/${event.eventId}`)).toMatchObject({
      approval: { state: 'refused', reason: 'Wrong list' },
    });
    const [first] = event.rules[0].mails;
    expect((await app.request('POST', `/outbox/${first.id}/resend`, {}, { 'idempotency-key': 'y' })).status).toBe(409);
    expect((await app.call('GET', `/outbox/${first.id}`)).can).toMatchObject({ resend: false, retry: false });
    expect((await decide(anna, 'approve', event.eventId)).status).toBe(404);
    expect(sent()).toBe(0);
  });

  test('R39 of two people who decide at the same moment one does, for all of them', async () => {
    const event = await post(dora, MANY);
    const answers = await Promise.all([decide(anna, 'approve', event.eventId), decide(app, 'cancel', event.eventId)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 404]);
    const all = answers[0]?.status === 200 ? { accepted: MANY } : { cancelled: MANY };
    await expect.poll(() => states(event.eventId), POLL).toEqual(all);
  });

  test('R39 a held event waits for its commit first, then for the person; rolled back, nobody is asked', async () => {
    const event = await post(dora, MANY, { hold: true });
    expect(event).toMatchObject({ state: 'held', approval: { state: 'waiting' } });
    expect(await heldOf(anna, event.eventId)).toBeUndefined();
    expect((await decide(anna, 'approve', event.eventId)).status).toBe(404);
    await dora.call('POST', `/events/${event.eventId}/commit`);
    expect(await states(event.eventId)).toEqual({ approval: MANY });
    expect(await heldOf(anna, event.eventId)).toMatchObject({ count: MANY });
    expect(sent()).toBe(0);
    const other = await post(dora, MANY, { hold: true });
    await dora.call('POST', `/events/${other.eventId}/rollback`);
    expect(await states(other.eventId)).toEqual({ cancelled: MANY });
    expect(await heldOf(anna, other.eventId)).toBeUndefined();
    expect((await decide(anna, 'cancel', event.eventId)).body).toEqual({ count: MANY });
  });

  test('R39 without four eyes whoever caused it lets it go; approvers see events only, and decide about no limit of an hour', async () => {
    const event = await post(app, MANY);
    expect((await anna.call('GET', '/limits/held')).items.map(({ kind }: { kind: string }) => kind)).toEqual(['event']);
    expect((await anna.request('POST', '/limits/held/approve', { key: `rule:${rule}` })).status).toBe(403);
    expect((await otto.request('GET', '/limits/held')).status).toBe(403);
    await app.call('PUT', '/settings/runs', { fourEyes: false, stopAfterFailures: 10 });
    expect((await decide(app, 'approve', event.eventId)).body).toEqual({ count: MANY });
    await app.call('PUT', '/settings/runs', { fourEyes: true, stopAfterFailures: 10 });
    await expect.poll(() => states(event.eventId), POLL).toEqual({ accepted: MANY });
  });

  test('R39 on the command line: send says what waits, limits lists it and takes it back', async () => {
    const env = { MAILRULE_URL: app.url, MAILRULE_TOKEN: app.authorization()['authorization']?.slice(7) ?? '' };
    const folder = makeTempFolder('many');
    writeFileSync(`${folder}/event.json`, JSON.stringify({ type, facts: { people: people(MANY) } }));
    const posted = await runCommand(['send', `${folder}/event.json`], env);
    removeTempFolder(folder);
    const event = JSON.parse(posted.out);
    expect(posted.said).toContain(
      `${MANY} e-mails wait for an approval: mailrule limits approve event:${event.eventId}`,
    );
    const list = await runCommand(['limits'], env);
    expect(list.out).toContain(`event:${event.eventId}`);
    expect(list.out).toContain(`Many ${count}`);
    const taken = await runCommand(['limits', 'cancel', `event:${event.eventId}`, '--reason', 'Wrong list'], env);
    expect([taken.code, taken.out]).toEqual([0, `${MANY} e-mails are not sent.\n`]);
  });
});
