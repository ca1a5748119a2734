import { afterAll, beforeAll, expect, test } from 'vitest';
import { emailSettings } from '../support/connector-rig.ts';
import { type HttpApp, openHttpApp } from '../support/http-app.ts';
import { sharedServers } from '../support/servers.ts';
import { forEachDatabase } from '../support/test-database.ts';

/** Rules that send from a person's own mailbox, on real mail servers. */
forEachDatabase((database) => {
  const { mail } = sharedServers();
  let app: HttpApp;
  let count = 0;
  beforeAll(async () => {
    app = await openHttpApp(database.url());
  });
  afterAll(() => app.close());

  const personWithAccount = async () => {
    const name = `manager-${++count}`;
    const who = await app.as(name, ['user']);
    const account = mail.account();
    const definition = { address: account.user, settings: { ...emailSettings(account), sentCopy: 'never' } };
    await who.call('POST', '/me/email-accounts/test', definition);
    const own = await who.call('POST', '/me/email-accounts', definition);
    expect(own).toMatchObject({ state: 'active', rulesMaySend: false });
    const allow = (rulesMaySend: boolean) => who.call('PATCH', `/me/email-accounts/${own.id}`, { rulesMaySend });
    return { id: name, address: account.user, account: own, allow, ...who };
  };
  const shared = async (): Promise<string> => {
    const settings = { ...emailSettings(mail.account()), sentCopy: 'never' };
    const { id } = await app.call('POST', '/connectors', { type: 'email', displayName: `Box ${++count}`, settings });
    await app.call('POST', `/connectors/${id}/test`, {});
    return id;
  };
  const ruleFrom = async (from: object[], more: object = {}) => {
    const name = `rule-${++count}`;
    const params = { from, to: [{ field: 'email' }], subject: name, text: 'Hello', ...more };
    const action = { action: 'send-email', params };
    await app.call('POST', '/rules', { name, trigger: { kind: 'workflow', event: name }, actions: [action] });
    return name;
  };
  const fire = async (type: string, facts: object, more: object = {}) =>
    (await app.call('POST', '/events', { type, facts, ...more })).eventId as string;

  test('A1.39 A2.27 beyond 21 a rule sends from the manager named in a field once that person allows it, and from the next before', async () => {
    const [manager, box] = [await personWithAccount(), await shared()];
    const rule = await ruleFrom([{ account: { field: 'manager' } }, { connector: box }]);
    const { user: email } = mail.account();
    const [before] = await app.mailsOf(await fire(rule, { email, manager: manager.id }), 'accepted');
    expect(before).toMatchObject({ connectorId: box, senderReason: 'rule' });
    expect(before.senderReasonText).toContain(`${manager.id} does not let rules send from ${manager.address}`);

    await manager.allow(true);
    const eventId = await fire(rule, { email, manager: manager.id });
    const [after] = await app.mailsOf(eventId, 'accepted');
    expect(after).toMatchObject({ connectorId: manager.account.id, senderReason: 'account' });
    expect(after.senderReasonText).toContain(`Sender 1 of 2, the e-mail account of ${manager.id}.`);
    const { items } = await app.call('GET', `/outbox?event=${eventId}`);
    expect(items[0].senderReasonText).toBe(after.senderReasonText);
    const proof = await app.call('GET', `/outbox/${after.id}/proof`);
    expect(proof.senderReasonText).toBe(after.senderReasonText);
    const found = await mail.waitForMail(email, { count: 2 });
    expect(found).toHaveLength(2);
  });

  test('nothing leaves in the name of somebody who takes the permission back: what waits is held, and goes on with it', async () => {
    const manager = await personWithAccount();
    await manager.allow(true);
    const rule = await ruleFrom([{ account: { field: 'manager' } }]);
    const { user: email } = mail.account();
    const eventId = await fire(rule, { email, manager: manager.id }, { hold: true });
    await manager.allow(false);
    await app.call('POST', `/events/${eventId}/commit`);
    const [held] = await app.mailsOf(eventId, 'held');
    expect(held.delivery).toMatchObject({ heldReason: 'right', detail: expect.stringContaining('does not let rules') });
    await manager.allow(true);
    await app.mailsOf(eventId, 'accepted');
    expect(await mail.waitForMail(email)).toHaveLength(1);
  });

  test('only the owner says whether rules may send; the account itself stays out of every list and rule by its id', async () => {
    const manager = await personWithAccount();
    const path = `/me/email-accounts/${manager.account.id}`;
    expect(await app.request('PATCH', path, { rulesMaySend: true })).toMatchObject({ status: 404 });
    await manager.allow(true);
    const params = { from: [{ connector: manager.account.id }], to: ['a@b.test'], subject: 'x', text: 'x' };
    const rule = { name: 'x', trigger: { kind: 'workflow', event: 'x' }, actions: [{ action: 'send-email', params }] };
    const { findings } = await app.call('POST', '/rules/check', rule);
    expect(findings).toMatchObject([{ path: '/actions/0/params/from/0/connector', code: 'CONNECTOR_UNKNOWN' }]);
  });

  test('the preview says who would send and why', async () => {
    const manager = await personWithAccount();
    await manager.allow(true);
    const name = `rule-${++count}`;
    const params = { from: [{ account: { field: 'manager' } }], to: ['a@b.test'], subject: 'x', text: 'x' };
    const rule = { name, trigger: { kind: 'workflow', event: name }, actions: [{ action: 'send-email', params }] };
    const preview = await app.call('POST', '/rules/preview', { rule, facts: { manager: manager.id } });
    expect(preview.mails[0].sender).toMatchObject({
      connectorId: manager.account.id,
      reason: 'account',
      reasonText: expect.stringContaining(`the e-mail account of ${manager.id}`),
    });
    expect(preview.mails[0].from.address).toBe(manager.address);
  });
});
