import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { openSession, openVisitor } from '../../support/oauth-browser.ts';
import {
  type OauthRig,
  type OauthServers,
  oauthSettings,
  openOauthRig,
  startOauthServers,
} from '../../support/oauth-rig.ts';
import { forEachDatabase } from '../../support/test-database.ts';

let servers: OauthServers;
beforeAll(async () => {
  servers = await startOauthServers({ rotates: true });
});
afterAll(() => servers.stop());

/** Mailboxes of one's own that sign in with OAuth 2.0. */
forEachDatabase((database) => {
  let rig: OauthRig;
  beforeEach(async () => {
    servers.oidc.state.opens = {};
    rig = await openOauthRig(await database.create(), servers);
  });
  afterEach(() => rig.close());

  const connect = (user: string, consentUser?: string) => {
    const { settings } = oauthSettings(servers, user);
    const auth = { ...settings.imap.auth, ...(consentUser && { consentUser }) };
    const body = { address: user, settings: { ...settings, imap: { ...settings.imap, auth } } };
    return rig.app.call('POST', '/me/email-accounts', body);
  };
  const consent = async (id: string, account?: string) => {
    const session = await openSession(rig.app, rig.app.administrator);
    const url = await openVisitor().consent(await session.authorize(id, '/me/email-accounts'), {
      ...(account && { account }),
    });
    return session.outcome(await session.callback(url));
  };
  const authorization = (id: string) => rig.app.call('GET', `/me/email-accounts/${id}/authorization`);
  const tested = (id: string) => rig.app.call('POST', `/me/email-accounts/${id}/test`);

  test('A4.1 A4.5 A5.2 A5.3 A5.11 its owner consents, it is Authenticated and tested; Disconnect withdraws the permission', async () => {
    const { id, version } = await connect('alice@sender.test');
    expect(await authorization(id)).toMatchObject({ state: 'not_authenticated', account: 'alice@sender.test' });
    expect(await consent(id)).toMatchObject({ outcome: 'done' });
    expect(await authorization(id)).toMatchObject({ state: 'authenticated', authorizedBy: 'admin' });
    expect(await tested(id)).toMatchObject({ ok: true });
    expect(await rig.app.call('GET', `/me/email-accounts/${id}`)).toMatchObject({ state: 'active', shared: false });
    const [row] = await rig.app.store.read.sql<
      { access_token: string }[]
    >`SELECT access_token FROM oauth_authorization`;
    expect(row).toBeDefined();
    const { renewals } = servers.oidc.counts;
    await rig.app.call('POST', `/me/email-accounts/${id}/disconnect`, undefined, { 'if-match': `"${version}"` });
    expect(await rig.app.store.read.sql`SELECT connector_id FROM oauth_authorization`).toEqual([]);
    expect(servers.oidc.counts.renewals).toBe(renewals);
    expect(rig.app.log.some(({ msg }) => msg === 'permission not withdrawn at the provider')).toBe(false);
  });

  test('A4.2 nobody else begins a consent or sees one, neither as an own account nor as a data source', async () => {
    const { id } = await connect('alice@sender.test');
    const other = await rig.app.as('other', ['administrator', 'manage_data_sources', 'user']);
    const asked: [string, string][] = [
      ['GET', `/me/email-accounts/${id}/authorization`],
      ['POST', `/me/email-accounts/${id}/authorize`],
      ['GET', `/connectors/${id}/authorization`],
      ['POST', `/connectors/${id}/authorize`],
      ['DELETE', `/connectors/${id}/authorization`],
      ['POST', `/connectors/${id}/test`],
    ];
    for (const [method, path] of asked) {
      const body = path.endsWith('/test') ? {} : undefined;
      expect((await other.request(method, path, body)).status, `${method} ${path}`).toBe(404);
    }
  });

  test('A2.16 a shared mailbox: who consents is not the mailbox; it is Active only after a sign-in as that mailbox', async () => {
    const mailbox = 'bob@receiver.test';
    const plain = await connect(mailbox);
    expect(await consent(plain.id, 'alice@sender.test')).toMatchObject({ outcome: 'wrong_account' });
    await rig.app.call('DELETE', `/me/email-accounts/${plain.id}`);
    const { id, shared } = await connect(mailbox, 'alice@sender.test');
    expect(shared).toBe(true);
    expect(await consent(id, mailbox)).toMatchObject({ outcome: 'wrong_account' });
    expect(await consent(id, 'alice@sender.test')).toMatchObject({ outcome: 'done' });
    // Alice may not open it: the servers refuse her token there.
    const refused = await tested(id);
    expect(refused.ok).toBe(false);
    expect(await rig.app.call('GET', `/me/email-accounts/${id}`)).toMatchObject({ state: 'inactive' });
    servers.oidc.state.opens = { 'alice@sender.test': mailbox };
    expect(await consent(id, 'alice@sender.test')).toMatchObject({ outcome: 'done' });
    expect((await tested(id)).summary).toBe('Connection test succeeded');
    expect(await rig.app.call('GET', `/me/email-accounts/${id}`)).toMatchObject({ state: 'active' });
    expect(await authorization(id)).toMatchObject({ state: 'authenticated', account: 'alice@sender.test' });
  });

  test('A2.16 the same for a data source: another mailbox or another account asks for a new consent', async () => {
    const { settings } = oauthSettings(servers, 'bob@receiver.test');
    const auth = { ...settings.imap.auth, consentUser: 'alice@sender.test' };
    const definition = {
      type: 'email',
      displayName: 'Team',
      settings: { ...settings, imap: { ...settings.imap, auth } },
    };
    const { id } = await rig.app.call('POST', '/connectors', definition);
    servers.oidc.state.opens = { 'alice@sender.test': 'bob@receiver.test' };
    expect(await rig.connect(id, { account: 'alice@sender.test' })).toMatchObject({ outcome: 'done' });
    expect(await rig.app.call('POST', `/connectors/${id}/test`, {})).toMatchObject({ ok: true });
    for (const change of [{ user: 'alice@sender.test' }, { consentUser: 'bob@receiver.test' }]) {
      const other = {
        ...definition,
        settings: { ...settings, imap: { ...settings.imap, auth: { ...auth, ...change } } },
      };
      await rig.app.call('PUT', `/connectors/${id}`, other);
      expect(await rig.authorization(id)).toMatchObject({ state: 'not_authenticated' });
    }
  });
});
