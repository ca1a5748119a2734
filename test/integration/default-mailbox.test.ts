import { simpleParser } from 'mailparser';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { emailSettings } from '../support/connector-rig.ts';
import { type HttpApp, openHttpApp } from '../support/http-app.ts';
import { sharedServers } from '../support/servers.ts';
import { forEachDatabase } from '../support/test-database.ts';

/** The organisation's mailbox from its creation to its end, with a connector of its own. */
forEachDatabase((database) => {
  const { mail } = sharedServers();
  const address = 'hr@acme.example';
  let app: HttpApp;
  let count = 0;
  beforeAll(async () => {
    app = await openHttpApp(database.url());
  }, 60_000);
  afterAll(() => app.close());

  const create = () =>
    app.call('PUT', '/settings/default-mailbox', {
      connectorId: null,
      displayName: 'Acme HR',
      replyTo: { address, name: 'Acme HR' },
    });
  const mailbox = () => app.call('GET', '/settings/default-mailbox');
  const smtpOf = (account = mail.account()) => {
    const { smtp, trust } = emailSettings(account);
    const auth = { kind: 'password', user: account.user, password: account.password };
    return { trust, smtp: { ...smtp, sameCredentials: false, auth, from: { address: account.user } } };
  };
  const saveSmtp = (settings: object) => app.call('PUT', '/settings/default-mailbox/connection', { settings });
  const testMail = (id: string) => app.call('POST', `/connectors/${id}/test-mail`, { recipient: mail.account().user });
  /** fires an event whose rule names no connector; answers the only e-mail and its recipient */
  const send = async () => {
    const name = `news-${++count}`;
    const { user } = mail.account();
    const params = { to: [user], subject: 'News', text: 'Dear all' };
    const trigger = { kind: 'workflow', event: name };
    await app.call('POST', '/rules', { name, trigger, actions: [{ action: 'send-email', params }] });
    const { eventId } = await app.call('POST', '/events', { type: name, facts: {} });
    return { eventId, user };
  };

  test('A3.3 A3.4 no way to send is taken before the mailbox is created; then there is one', async () => {
    const early = await app.request('PUT', '/settings/default-mailbox/connection', { settings: smtpOf() });
    expect(early).toMatchObject({ status: 409, body: { code: 'STATE' } });
    expect(early.body.detail).toContain('Create it with its address');
    for (const replyTo of [{ address: 'no address' }, { name: 'HR' }]) {
      const refused = await app.request('PUT', '/settings/default-mailbox', { connectorId: null, replyTo });
      expect(refused.status).toBe(422);
    }
    await create();
    const { ownConnectorId, connectorId } = await saveSmtp(smtpOf());
    expect(ownConnectorId).toBe(connectorId);
    await app.call('DELETE', '/settings/default-mailbox');
  });

  test('A3.5 A3.7 A3.8 A3.9 A3.10 Save SMTP stores and does not activate; a good test mail activates, and it sends with Reply-To', async () => {
    await create();
    const account = mail.account();
    const { ownConnectorId: id } = await saveSmtp(smtpOf(account));
    const saved = await app.call('GET', `/connectors/${id}`);
    expect(saved).toMatchObject({ state: 'inactive', stateReason: 'Not tested since the last change' });
    expect(JSON.stringify(saved)).not.toContain(account.password);
    const { eventId, user } = await send();
    expect(await app.mailsOf(eventId, 'held')).toHaveLength(1);
    expect(await testMail(id)).toMatchObject({ ok: true });
    expect(await app.call('GET', `/connectors/${id}`)).toMatchObject({ state: 'active' });
    const now = await send();
    await app.mailsOf(now.eventId, 'accepted');
    const [arrived] = await mail.waitForMail(now.user);
    const seen = await simpleParser(arrived?.raw ?? Buffer.of());
    expect(seen.from?.value).toMatchObject([{ address: account.user, name: 'Acme HR' }]);
    expect(seen.replyTo?.value).toMatchObject([{ address, name: 'Acme HR' }]);
    expect(await mail.readMailbox(user)).toHaveLength(0);
    await app.call('DELETE', '/settings/default-mailbox');
  });

  test('A3.9 a test mail that is refused leaves it inactive, with the reason', async () => {
    await create();
    const settings = smtpOf();
    const auth = { ...settings.smtp.auth, password: 'wrong' };
    const { ownConnectorId: id } = await saveSmtp({ ...settings, smtp: { ...settings.smtp, auth } });
    expect(await testMail(id)).toMatchObject({ ok: false });
    const { state, stateReason } = await app.call('GET', `/connectors/${id}`);
    expect(state).toBe('inactive');
    expect(stateReason).toMatch(/^Connection test failed/);
    await app.call('DELETE', '/settings/default-mailbox');
  });

  test('A3.12 changed settings are saved again into the same connector, and proved again; what sends meanwhile goes on', async () => {
    const other = mail.account();
    const { id: office } = await app.call('POST', '/connectors', {
      type: 'email',
      displayName: `Office ${++count}`,
      settings: emailSettings(other),
    });
    expect(await app.call('POST', `/connectors/${office}/test`, {})).toMatchObject({ ok: true });
    await create();
    await app.call('PUT', '/settings/default-mailbox', { connectorId: office, replyTo: { address } });
    const { ownConnectorId: own, connectorId } = await saveSmtp(smtpOf());
    expect(connectorId).toBe(office);
    expect(await testMail(own)).toMatchObject({ ok: true });
    expect(await mailbox()).toMatchObject({ connectorId: own, ownConnectorId: own });
    const again = await saveSmtp(smtpOf());
    expect(again).toMatchObject({ connectorId: own, ownConnectorId: own });
    expect(await app.call('GET', `/connectors/${own}`)).toMatchObject({ state: 'inactive' });
    expect(await testMail(own)).toMatchObject({ ok: true });
    await app.call('DELETE', '/settings/default-mailbox');
  });

  test('A3.4 Delete Mailbox forgets it with its connector and secrets, but keeps a connector that a rule uses', async () => {
    await create();
    const { ownConnectorId: id } = await saveSmtp(smtpOf());
    expect(await app.call('DELETE', '/settings/default-mailbox')).toMatchObject({
      connectorId: null,
      ownConnectorId: null,
      replyTo: null,
    });
    expect((await app.request('GET', `/connectors/${id}`)).status).toBe(404);
    await create();
    const { ownConnectorId: used } = await saveSmtp(smtpOf());
    expect(await testMail(used)).toMatchObject({ ok: true });
    const params = { connector: used, to: ['someone@dyn.test'], subject: 'S', text: 'T' };
    await app.call('POST', '/rules', {
      ...{ name: 'Uses it', trigger: { kind: 'workflow', event: 'uses-it' } },
      actions: [{ action: 'send-email', params }],
    });
    await app.call('DELETE', '/settings/default-mailbox');
    expect(await app.call('GET', `/connectors/${used}`)).toMatchObject({ state: 'active' });
  });

  test('details that are missing leave it incomplete; a wrong value is told at its field', async () => {
    await create();
    const { ownConnectorId } = await saveSmtp({ smtp: {} });
    expect((await app.call('GET', `/connectors/${ownConnectorId}`)).missing.length).toBeGreaterThan(1);
    const refused = await app.request('PUT', '/settings/default-mailbox/connection', {
      settings: { smtp: { port: 70_000 } },
    });
    expect(refused).toMatchObject({ status: 422, body: { errors: [{ path: '/settings/smtp/port' }] } });
    await app.call('DELETE', '/settings/default-mailbox');
  });
});
