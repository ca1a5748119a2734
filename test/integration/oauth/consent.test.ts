import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Clock } from '../../../src/sdk/index.ts';
import { systemClock } from '../../../src/sdk/index.ts';
import { MAIL_SCOPE } from '../../support/mail/oidc.ts';
import { openSession, openVisitor } from '../../support/oauth-browser.ts';
import { appFor, type OauthRig, type OauthServers, openOauthRig, startOauthServers } from '../../support/oauth-rig.ts';
import { forEachDatabase } from '../../support/test-database.ts';

let servers: OauthServers;
beforeAll(async () => {
  servers = await startOauthServers({ rotates: true });
});
afterAll(() => servers.stop());

forEachDatabase((database) => {
  let rig: OauthRig;
  let ahead = 0;
  const clock: Clock = { ...systemClock, now: () => Date.now() + ahead };
  beforeEach(async () => {
    ahead = 0;
    rig = await openOauthRig(await database.create(), servers, { clock });
  });
  afterEach(async () => {
    Object.assign(servers.oidc.state, { withheld: undefined, clockBehind: 0, down: null, dropAnswers: 0 });
    await rig.close();
  });

  const notConnected = async (id: string) =>
    expect(await rig.authorization(id)).toMatchObject({ state: 'not_authenticated', authorizedAt: null });
  const consent = async (id: string) => openVisitor().consent(await rig.session.authorize(id));
  const result = (done: URL) => done.searchParams.get('result');

  describe('what can go wrong with a consent', () => {
    test('refused by the person: nothing is stored, and it can be tried again', async () => {
      const id = await rig.connector();
      expect(await rig.connect(id, { deny: true })).toMatchObject({
        outcome: 'refused',
        message: 'The permission was not given. Nothing was changed.',
      });
      await notConnected(id);
      expect(await rig.connect(id)).toMatchObject({ outcome: 'done' });
    });

    test('another account than that of the data source is refused with both names', async () => {
      const id = await rig.connector('alice@sender.test');
      expect(await rig.connect(id, { account: 'bob@receiver.test' })).toMatchObject({
        outcome: 'wrong_account',
        message:
          'You chose bob@receiver.test, this source is alice@sender.test. Start again and choose alice@sender.test.',
      });
      await notConnected(id);
    });

    test('a missing scope is named', async () => {
      servers.oidc.state.withheld = MAIL_SCOPE;
      const id = await rig.connector();
      const { outcome, message } = await rig.connect(id);
      expect(outcome).toBe('missing_scope');
      expect(message).toContain(`did not give: ${MAIL_SCOPE}.`);
      await notConnected(id);
    });

    test('a permission that does not last is refused', async () => {
      servers.oidc.state.withheld = 'offline_access';
      const id = await rig.connector();
      expect(await rig.connect(id)).toMatchObject({ outcome: 'not_lasting' });
      await notConnected(id);
    });

    test('after ten minutes the state has expired', async () => {
      const id = await rig.connector();
      const url = await consent(id);
      ahead = 10 * 60_000;
      const done = await rig.session.callback(url);
      expect(result(done)).toBe('expired');
      expect(await rig.session.outcome(done)).toMatchObject({ message: expect.stringContaining('ten minutes') });
      await notConnected(id);
    });

    test('a replayed state is refused and changes nothing of what was done', async () => {
      const id = await rig.connector();
      const url = await consent(id);
      expect(result(await rig.session.callback(url))).toBe('done');
      const again = await rig.session.callback(url);
      expect(result(again)).toBe('used');
      expect(await rig.session.outcome(again)).toMatchObject({ outcome: 'done' });
      expect(await rig.authorization(id)).toMatchObject({ state: 'authenticated' });
    });

    test('of two callbacks at the same moment one is used', async () => {
      const id = await rig.connector();
      const url = await consent(id);
      const ends = await Promise.all([rig.session.callback(url), rig.session.callback(url)]);
      expect(ends.map(result).sort()).toEqual(['done', 'used']);
    });

    test('a state that nobody made, or none, is refused', async () => {
      const done = await rig.session.callback(`${rig.app.url}/api/oauth/callback?code=x&state=made-up`);
      expect(result(done)).toBe('unknown');
      expect(done.searchParams.has('attempt')).toBe(false);
      expect(result(await rig.session.callback(`${rig.app.url}/api/oauth/callback?code=x`))).toBe('unknown');
    });

    test('a state that another browser began is refused and used up: a code cannot be slipped to somebody', async () => {
      const id = await rig.connector();
      const url = await consent(id);
      const other = await openSession(rig.app);
      const otherId = await rig.connector('bob@receiver.test');
      await other.authorize(otherId);
      expect(result(await other.callback(url))).toBe('other_browser');
      await notConnected(id);
      await notConnected(otherId);
      expect(result(await rig.session.callback(url))).toBe('used');
    });

    test('without the cookie of the browser that began it nothing happens', async () => {
      const id = await rig.connector();
      const done = await rig.session.callback(await consent(id), { withoutCookies: true });
      expect(result(done)).toBe('other_browser');
      await notConnected(id);
    });

    test('a session that was ended meanwhile ends the consent, too', async () => {
      const id = await rig.connector();
      const url = await consent(id);
      await rig.session.signOut();
      expect(result(await rig.session.callback(url))).toBe('session_ended');
      await notConnected(id);
    });

    test('an answer that names another provider is refused (mix-up)', async () => {
      const id = await rig.connector();
      const url = new URL(await consent(id));
      url.searchParams.set('iss', 'https://elsewhere.test');
      expect(result(await rig.session.callback(url.href))).toBe('failed');
      await notConnected(id);
    });

    test('security 7: an application that was moved to another tenant meanwhile gets no code of the first one', async () => {
      const id = await rig.connector();
      const url = await consent(id);
      const { issuer } = servers.oidc;
      await rig.app.store.write((tx) => tx.query(`UPDATE oauth_app SET issuer = '${issuer}/other-tenant/v2.0'`));
      expect(result(await rig.session.callback(url))).toBe('changed');
      await notConnected(id);
      await rig.app.store.write((tx) => tx.query(`UPDATE oauth_app SET issuer = '${issuer}'`));
      expect(await rig.connect(id)).toMatchObject({ outcome: 'done' });
    });

    test('a data source that was changed meanwhile is not connected', async () => {
      const id = await rig.connector('alice@sender.test', 'Payroll');
      const url = await consent(id);
      const { settings } = await rig.app.call('GET', `/connectors/${id}`);
      settings.imap.host = '127.0.0.2';
      await rig.app.call('PUT', `/connectors/${id}`, { type: 'email', displayName: 'Payroll', settings });
      expect(result(await rig.session.callback(url))).toBe('changed');
      await notConnected(id);
    });

    test('a data source that was deleted meanwhile is not connected', async () => {
      const id = await rig.connector();
      const url = await consent(id);
      await rig.app.call('DELETE', `/connectors/${id}`);
      expect(result(await rig.session.callback(url))).toBe('changed');
    });

    test('a provider that is down is told as such, before and after the consent', async () => {
      const id = await rig.connector();
      const url = await consent(id);
      servers.oidc.state.down = { status: 503 };
      const done = await rig.session.callback(url);
      expect(result(done)).toBe('provider_down');
      expect(await rig.session.outcome(done)).toMatchObject({ message: expect.stringContaining('does not answer') });
      await notConnected(id);
    });

    test('a wrong client secret is told to the administrator (invalid_client)', async () => {
      await rig.app.call('PUT', '/providers/openid/oauth-app', { ...appFor(servers.oidc), secret: 'wrong' });
      const id = await rig.connector();
      const { outcome, message } = await rig.connect(id);
      expect(outcome).toBe('application');
      expect(message).toContain('refuses the registered application');
      await notConnected(id);
    });

    test('clocks that differ are named', async () => {
      const id = await rig.connector();
      const url = await consent(id);
      servers.oidc.state.clockBehind = 7200;
      const done = await rig.session.callback(url);
      expect(result(done)).toBe('clock');
      expect(await rig.session.outcome(done)).toMatchObject({ message: expect.stringContaining('The clock') });
    });

    test('without an application, and without OAuth in the details, authorize says what to do first', async () => {
      await rig.app.call('DELETE', '/providers/openid/oauth-app');
      const id = await rig.connector();
      await expect(rig.session.authorize(id)).rejects.toThrow('An administrator enters its client ID');
      const plain = await rig.app.call('POST', '/connectors', { type: 'email', displayName: 'Plain', settings: {} });
      await expect(rig.session.authorize(plain.id)).rejects.toThrow('do not sign in with OAuth 2.0');
    });
  });

  describe('what leaves this server', () => {
    test('security 7: the browser gets a result code and no token, and goes to our own page only', async () => {
      const id = await rig.connector();
      const url = await consent(id);
      const done = await rig.session.callback(`${url}&redirect_uri=https://elsewhere.test&next=//elsewhere.test`);
      expect(done.origin).toBe(rig.app.url);
      expect(done.pathname).toBe('/oauth/done');
      expect([...done.searchParams.keys()]).toEqual(['result', 'attempt']);
    });

    test('security 7: PKCE by S256, a state, a nonce, the exact redirect address, only the scopes that are needed', async () => {
      const id = await rig.connector();
      const asked = Object.fromEntries(new URL(await rig.session.authorize(id)).searchParams);
      expect(asked).toEqual({
        ...{ client_id: servers.oidc.client.id, response_type: 'code', code_challenge_method: 'S256' },
        ...{ scope: `openid email offline_access ${MAIL_SCOPE}`, prompt: 'consent', login_hint: 'alice@sender.test' },
        redirect_uri: `http://127.0.0.1:${servers.port}/api/oauth/callback`,
        ...{ state: expect.stringMatching(/^.{43}$/), nonce: expect.stringMatching(/^.{43}$/) },
        code_challenge: expect.stringMatching(/^.{43}$/),
      });
    });

    test('what became of a consent is told to nobody else', async () => {
      const id = await rig.connector();
      const done = await rig.session.callback(await consent(id));
      const other = await rig.app.as('other', ['manage_data_sources']);
      const path = `/oauth/attempts/${done.searchParams.get('attempt')}`;
      expect((await other.request('GET', path)).status).toBe(404);
    });
  });
});
