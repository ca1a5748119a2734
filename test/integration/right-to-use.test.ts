import { afterAll, beforeAll, expect, test } from 'vitest';
import { emailSettings } from '../support/connector-rig.ts';
import { type HttpApp, openHttpApp } from '../support/http-app.ts';
import { openRunRig } from '../support/run-rig.ts';
import { sharedServers } from '../support/servers.ts';
import { forEachDatabase } from '../support/test-database.ts';

const NOBODY = { users: [], groups: [] };
const only = (...users: string[]) => ({ administrators: NOBODY, users: { users, groups: [] } });
const EVERYONE = { administrators: NOBODY, users: NOBODY };
type Person = Pick<HttpApp, 'request' | 'call'>;

/** In whose name a connector sends, on real mail servers. */
forEachDatabase((database) => {
  const { mail } = sharedServers();
  let app: HttpApp;
  let ada: Person;
  let bo: Person;
  let count = 0;
  beforeAll(async () => {
    app = await openHttpApp(database.url());
    ada = await app.as('ada', ['designer', 'payroll_operator']);
    bo = await app.as('bo', ['designer', 'payroll_operator']);
  });
  afterAll(() => app.close());

  const proved = async (): Promise<string> => {
    const settings = { ...emailSettings(mail.account()), sentCopy: 'never' };
    const { id } = await app.call('POST', '/connectors', {
      type: 'email',
      displayName: `Mailbox ${++count}`,
      settings,
    });
    const report = await app.call('POST', `/connectors/${id}/test`, {});
    expect(report.ok, report.summary).toBe(true);
    return id;
  };
  const secure = (id: string, security: object) => app.call('PUT', `/connectors/${id}/security`, security);
  const ruleOf = (connector: string, more: object = {}) => {
    const name = `rule-${++count}`;
    const params = { connector, to: [{ field: 'email' }], subject: name, text: 'Hello', ...more };
    return { name, trigger: { kind: 'workflow', event: name }, actions: [{ action: 'send-email', params }] };
  };
  const fire = async (type: string, to: string): Promise<string> =>
    (await app.call('POST', '/events', { type, facts: { email: to } })).eventId;
  const mailOf = async (eventId: string, ...states: string[]) => (await app.mailsOf(eventId, ...states))[0];
  const HELD = { delivery: { state: 'held', heldReason: 'right' } };
  const forbidden = (path: string) => ({
    status: 403,
    body: { code: 'FORBIDDEN', detail: expect.stringContaining('not among the connection users'), errors: [{ path }] },
  });

  test('B2 a rule with a connector that its author may not use is refused when it is saved, and so is a copy of it', async () => {
    const id = await proved();
    await secure(id, only('ada'));
    const rule = ruleOf(id);
    const path = '/actions/0/params/connector';
    expect(await bo.request('POST', '/rules', rule)).toMatchObject(forbidden(path));
    const stored = await ada.call('POST', '/rules', rule);
    expect(await bo.request('PUT', `/rules/${stored.id}`, rule)).toMatchObject(forbidden(path));
    expect(await bo.request('POST', `/rules/${stored.id}/duplicate`)).toMatchObject(forbidden(path));
    await ada.call('POST', `/rules/${stored.id}/duplicate`);
    const { findings } = await bo.call('POST', '/rules/check', rule);
    expect(findings).toMatchObject([{ level: 'error', path, code: 'FORBIDDEN' }]);
    const chosen = ruleOf(id, { connector: undefined, runtimeSender: { field: 'team', connectors: { a: id } } });
    const refused = await bo.request('POST', '/rules', chosen);
    expect(refused).toMatchObject(forbidden('/actions/0/params/runtimeSender/connectors/a'));
  });

  test('B2 a rule whose author lost the right holds its mails, tells why, and lets them go when the right is back', async () => {
    const id = await proved();
    const rule = ruleOf(id);
    await ada.call('POST', '/rules', rule);
    const { user: to } = mail.account();
    await mailOf(await fire(rule.name, to), 'accepted');
    await secure(id, only('bo'));
    const eventId = await fire(rule.name, to);
    const held = await mailOf(eventId, 'held');
    expect(held).toMatchObject(HELD);
    expect(held.delivery.detail).toMatch(/^ada is not among the connection users of "Mailbox/);
    await secure(id, only('bo', 'ada'));
    await mailOf(eventId, 'accepted');
    expect(await mail.waitForMail(to, { count: 2 })).toHaveLength(2);
  });

  test('B2 a mail with a sender for a fall-back waits all the same: it is not sent by another mailbox', async () => {
    const [id, other] = [await proved(), await proved()];
    await app.call('PUT', '/settings/default-mailbox', { connectorId: other });
    const rule = ruleOf(id, { fallback: true });
    await ada.call('POST', '/rules', rule);
    await secure(id, only('bo'));
    expect(await mailOf(await fire(rule.name, mail.account().user), 'held')).toMatchObject(HELD);
    await app.call('PUT', '/settings/default-mailbox', { connectorId: null });
  });

  test("B2 the sender that an administrator chose for everyone sends in everyone's name", async () => {
    const id = await proved();
    await secure(id, only('bo'));
    await app.call('PUT', '/settings/default-mailbox', { connectorId: id });
    const rule = ruleOf(id, { connector: undefined });
    await ada.call('POST', '/rules', rule);
    await mailOf(await fire(rule.name, mail.account().user), 'accepted');
    await app.call('PUT', '/settings/default-mailbox', { connectorId: null });
  });

  test('B2 a mail that waits in the queue is held when its right goes, by a group, a disabled account or an exclusion', async () => {
    const id = await proved();
    const group = await app.call('POST', '/groups', { name: `Group ${++count}`, members: ['ada'] });
    await secure(id, { administrators: NOBODY, users: { users: [], groups: [group.id] } });
    const rule = ruleOf(id);
    await ada.call('POST', '/rules', rule);
    const { user: to } = mail.account();
    // A held event keeps it from being sent before the right is taken.
    const wait = () => app.call('POST', '/events', { type: rule.name, hold: true, facts: { email: to } });
    const losses: [() => Promise<unknown>, () => Promise<unknown>][] = [
      [
        () => app.call('PUT', `/groups/${group.id}`, { name: group.name, members: [] }),
        () => app.call('PUT', `/groups/${group.id}`, { name: group.name, members: ['ada'] }),
      ],
      [
        () => app.call('PATCH', '/users/ada', { disabled: true }),
        () => app.call('PATCH', '/users/ada', { disabled: false }),
      ],
      [() => secure(id, { ...EVERYONE, excluded: { users: ['ada'], groups: [] } }), () => secure(id, EVERYONE)],
    ];
    for (const [lose, giveBack] of losses) {
      const { eventId } = await wait();
      await lose();
      await app.call('POST', `/events/${eventId}/commit`);
      const held = await mailOf(eventId, 'held');
      await expect
        .poll(async () => (await app.call('GET', `/outbox/${held.id}`)).delivery)
        .toMatchObject(HELD.delivery);
      await giveBack();
      const sent = await mailOf(eventId, 'accepted');
      const verdicts = sent.attempts.map(({ verdict }: { verdict: string }) => verdict);
      expect(verdicts).toEqual(expect.arrayContaining(['right_lost', 'right_back', 'accepted']));
    }
    expect(await mail.waitForMail(to, { count: losses.length })).toHaveLength(losses.length);
    // "ada" was disabled: her token has ended, so she gets a new one for the other tests.
    ada = await app.as('ada2', ['designer', 'payroll_operator']);
  });

  test('B2 what is being sent when the right goes loses its lease, so that no final dot follows', async () => {
    const id = await proved();
    const { user: to } = mail.account();
    const rule = ruleOf(id);
    await ada.call('POST', '/rules', rule);
    const { eventId } = await app.call('POST', '/events', { type: rule.name, hold: true, facts: { email: to } });
    const [waiting] = await app.mailsOf(eventId, 'held');
    // As a worker that took it a moment ago.
    await app.store.write(
      (tx) => tx.sql`
        UPDATE delivery SET state = 'sending', lease_token = 'slow worker', attempts = 1, held_reason = NULL,
          due_at = ${Date.now() + 60_000} WHERE id = ${waiting.id}`,
    );
    await secure(id, only('bo'));
    const [row] = await app.store.read.sql<{ state: string; lease_token: string | null; attempts: number }[]>`
      SELECT state, lease_token, attempts FROM delivery WHERE id = ${waiting.id}`;
    expect(row).toEqual({ state: 'held', lease_token: null, attempts: 0 });
  });

  test('B2 a claim asks again: a mail that was made in the very moment of the change does not leave', async () => {
    const id = await proved();
    const { user: to } = mail.account();
    const rule = ruleOf(id);
    await ada.call('POST', '/rules', rule);
    const { eventId } = await app.call('POST', '/events', { type: rule.name, hold: true, facts: { email: to } });
    const [waiting] = await app.mailsOf(eventId, 'held');
    await secure(id, only('bo'));
    // Past every check: queued although the right is gone.
    await app.store.write(
      (tx) => tx.sql`
        UPDATE delivery SET state = 'queued', held_reason = NULL, due_at = ${Date.now()} WHERE id = ${waiting.id}`,
    );
    await expect
      .poll(async () => (await app.call('GET', `/outbox/${waiting.id}`)).delivery)
      .toMatchObject(HELD.delivery);
  });

  test('B2 Test to me and Send again go out in the name of who asks', async () => {
    const id = await proved();
    const rule = ruleOf(id);
    const { id: ruleId } = await ada.call('POST', '/rules', rule);
    const { user: to } = mail.account();
    const sent = await mailOf(await fire(rule.name, to), 'accepted');
    await secure(id, { administrators: NOBODY, users: { users: ['ada2'], groups: [] } });
    const ask = { facts: { email: to }, to };
    const refused = { status: 403, body: { detail: expect.stringMatching(/^bo is not among the connection users/) } };
    expect(await bo.request('POST', `/rules/${ruleId}/test-to-me`, ask)).toMatchObject(refused);
    await ada.call('POST', `/rules/${ruleId}/test-to-me`, ask);
    const again = (who: Person, key: string) =>
      who.request('POST', `/outbox/${sent.id}/resend`, {}, { 'idempotency-key': `${key}-${database.kind}` });
    expect(await bo.request('POST', '/rules/preview', { ruleId, facts: { email: to } })).toMatchObject({
      status: 200,
      body: { mails: [{ held: { reason: 'right' } }] },
    });
    expect(await again(bo, 'bo')).toMatchObject(refused);
    expect(await again(ada, 'ada')).toMatchObject({ status: 201 });
    expect(await mail.waitForMail(to, { count: 3 })).toHaveLength(3);
  });

  test('B2 a rule from before authors were kept waits for somebody who saves it again', async () => {
    const id = await proved();
    const rule = ruleOf(id);
    const { id: ruleId } = await ada.call('POST', '/rules', rule);
    await app.store.write(
      (tx) => tx.sql`UPDATE rule SET author_id = NULL, modified_at = modified_at + 1 WHERE id = ${ruleId}`,
    );
    await secure(id, only('ada2'));
    const { user: to } = mail.account();
    const held = await mailOf(await fire(rule.name, to), 'held');
    expect(held.delivery.detail).toContain('saves the rule again');
    await ada.call('PUT', `/rules/${ruleId}`, rule);
    await mailOf(await fire(rule.name, to), 'accepted');
  });

  test('B2 a payroll run is planned in the name of the author of its rule and released by who may use the connector', async () => {
    const rig = await openRunRig(app);
    const { connectorId } = rig;
    const admin = (await app.call('GET', '/me')).id;
    await app.call('PUT', '/settings/runs', { fourEyes: false, stopAfterFailures: 10 });
    await secure(connectorId, only('bo'));
    const without = await rig.plannedRun(rig.staff(1));
    expect(without.problems).toMatchObject([{ kind: 'connector' }]);
    await secure(connectorId, only(admin));
    const run = await rig.plan(without.id);
    expect(run.counts).toMatchObject({ planned: 1, problems: 0 });
    await app.call('POST', `/runs/${run.id}/approve`, { hash: run.plan.hash });
    expect(await bo.request('POST', `/runs/${run.id}/release`, {})).toMatchObject({
      status: 403,
      body: { detail: expect.stringMatching(/^bo is not among/) },
    });
    await secure(connectorId, only('bo'));
    expect(await bo.request('POST', `/runs/${run.id}/release`, {})).toMatchObject({ status: 403 });
    await secure(connectorId, only('bo', admin));
    await bo.call('POST', `/runs/${run.id}/release`, {});
    await rig.until(run.id, 'finished');
  });

  test('B2 a run that is being sent waits with what is left when the right goes, told once, and goes on when it is back', async () => {
    const rig = await openRunRig(app, { limits: { messagesPerMinute: 60 } }, `Slow ${++count}`);
    const { connectorId } = rig;
    await app.call('PUT', '/settings/runs', { fourEyes: false, stopAfterFailures: 10 });
    const { id } = await rig.plannedRun(rig.staff(6), { period: '2026-12' });
    // The person of the run before has another address here.
    await app.call('POST', `/runs/${id}/items/confirm`, { problem: 'changed_address' });
    const run = await rig.until(id, 'planned', 'draft');
    await app.call('POST', `/runs/${run.id}/approve`, { hash: run.plan.hash });
    await app.call('POST', `/runs/${run.id}/release`, {});
    const mails = async () => (await app.call('GET', `/runs/${run.id}`)).counts.mails;
    await expect.poll(async () => (await mails()).accepted, { timeout: 20_000, interval: 50 }).toBeGreaterThan(0);
    await secure(connectorId, only('bo'));
    await expect.poll(async () => (await mails()).queued ?? 0, { timeout: 5_000 }).toBe(0);
    const waiting = async () => {
      const rows = await app.store.read.sql<{ id: string }[]>`
        SELECT id FROM delivery WHERE run_id = ${run.id} AND state = 'held' AND held_reason = 'right'`;
      return rows.map(({ id }) => id);
    };
    const ids = await waiting();
    expect(ids.length).toBeGreaterThan(0);
    // The run looks after its mails each second, and leaves these alone.
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    expect(await waiting()).toEqual(ids);
    const told = await app.store.read.sql<{ delivery_id: string }[]>`
      SELECT delivery_id FROM attempt WHERE verdict = 'right_lost' AND delivery_id IN (${() => ids})`;
    expect(told).toHaveLength(ids.length);
    expect((await app.call('GET', `/runs/${run.id}`)).state).toBe('sending');
    await secure(connectorId, EVERYONE);
    const finished = await rig.until(run.id, 'finished');
    expect(finished.counts.mails).toMatchObject({ accepted: 6 });
  });

  test('B2 external partners use a data source only where B2B is enabled: asked when a rule is saved, when it runs, and of what waits', async () => {
    const contact = { name: 'Main Contact', company: 'Partner Ltd', kind: 'partner', addresses: ['main@partner.test'] };
    const { id: partner } = await app.call('POST', '/contacts', contact);
    const person = await app.as('pat', ['designer']);
    expect(await app.request('PATCH', '/users/pat', { partner: 'nobody' })).toMatchObject({ status: 422 });
    const id = await proved();
    const rule = ruleOf(id, { cc: ['boss@dyn.test'], replyTo: ['desk@dyn.test'] });
    const { id: ruleId } = await person.call('POST', '/rules', rule);
    await app.call('PATCH', '/users/pat', { partner, email: 'pat@partner.test' });
    expect((await app.call('GET', '/users')).items.find((one: { id: string }) => one.id === 'pat')).toMatchObject({
      partner,
    });
    expect(await person.request('PUT', `/rules/${ruleId}`, rule)).toMatchObject({
      status: 403,
      body: { detail: expect.stringMatching(/pat works for Partner Ltd, and "Mailbox \d+" is not open to partners/) },
    });
    const { user: to } = mail.account();
    const eventId = await fire(rule.name, to);
    expect(await mailOf(eventId, 'held')).toMatchObject(HELD);
    // Being named is not enough.
    await secure(id, only('pat'));
    expect(await mailOf(eventId, 'held')).toMatchObject(HELD);
    const partnerDefaults = { fromName: 'company', replyTo: 'main_contact_email', bcc: 'current_user_email' };
    await secure(id, { ...EVERYONE, enableB2B: true, partnerDefaults });
    await mailOf(eventId, 'accepted');
    const next = await mailOf(await fire(rule.name, to), 'accepted');
    const source = String(await app.call('GET', `/outbox/${next.id}/message`));
    expect(source).toMatch(/^From: "?Partner Ltd"? </m);
    expect(source).toMatch(/^Reply-To: .*main@partner\.test/m);
    expect(source).toMatch(/^Cc: boss@dyn\.test/m);
    expect(source).not.toContain('desk@dyn.test');
    const addresses = next.recipients.map((one: { address: string }) => one.address);
    expect(addresses).toContain('pat@partner.test');
    const ours = ruleOf(id, { replyTo: ['desk@dyn.test'] });
    await ada.call('POST', '/rules', ours);
    const own = await mailOf(await fire(ours.name, to), 'accepted');
    expect(String(await app.call('GET', `/outbox/${own.id}/message`))).toMatch(/^Reply-To: .*desk@dyn\.test/m);
  });

  test('B2 who becomes external sends nothing more of what waits, and is not deleted while it does', async () => {
    const id = await proved();
    const person = await app.as('quinn', ['designer']);
    const rule = ruleOf(id);
    await person.call('POST', '/rules', rule);
    const eventId = await fire(rule.name, mail.account().user);
    const { id: mailId } = await mailOf(eventId, 'accepted');
    // As if it still waited, of a connector about whose users nothing was ever said.
    await app.store.write(
      (tx) => tx.sql`
      UPDATE delivery SET state = 'queued', due_at = ${Date.now() + 3_600_000} WHERE id = ${mailId}`,
    );
    const { id: partner } = await app.call('POST', '/contacts', {
      name: 'Agency',
      kind: 'partner',
      addresses: [`a${++count}@partner.test`],
    });
    await app.call('PATCH', '/users/quinn', { partner });
    expect(await mailOf(eventId, 'held')).toMatchObject(HELD);
    expect(await app.request('DELETE', '/users/quinn')).toMatchObject({
      status: 409,
      body: { detail: expect.stringContaining('Disable the account instead') },
    });
    await app.call('PATCH', '/users/quinn', { partner: null });
    await mailOf(eventId, 'queued', 'accepted', 'sending');
    expect((await app.request('DELETE', '/users/quinn')).status).toBe(204);
  });
});
