import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Clock, systemClock } from '../../../src/sdk/index.ts';
import { openSignOnRig, type SignOnRig, type SignOnServers, startSignOnServers } from '../../support/sign-on-rig.ts';
import { forEachDatabase } from '../../support/test-database.ts';

const EVENT = 'http://schemas.openid.net/event/backchannel-logout';

const ALICE = 'alice@acme.test';
const BOB = 'bob@acme.test';

let servers: SignOnServers;
beforeAll(async () => {
  servers = await startSignOnServers({ backchannel: true });
});
afterAll(() => servers.stop());

/** What a provider says when people sign out there (OpenID Connect Back-Channel Logout 1.0). */
forEachDatabase((database) => {
  let later = 0;
  const clock: Clock = { now: () => Date.now() + later, sleep: systemClock.sleep };
  let rig: SignOnRig;
  let provider: string;
  beforeEach(async () => {
    later = 0;
    rig = await openSignOnRig(await database.create(), servers, clock);
    provider = await rig.provider();
    for (const email of [ALICE, BOB]) {
      await rig.app.call('POST', '/users', { name: email, email, roles: ['designer'] });
    }
  });
  afterEach(() => rig.close());

  const signedOn = async (account: string) => {
    const browser = rig.browser();
    await browser.signOn(provider, { account });
    expect(await isIn(browser)).toBe(true);
    return browser;
  };
  const isIn = async (browser: ReturnType<SignOnRig['browser']>) => (await browser.ask('GET', '/me')).status === 200;
  const tell = async (token: string, id = provider) => {
    const response = await fetch(`${rig.app.url}/api/sign-on/${id}/backchannel-logout`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ logout_token: token }),
    });
    const text = await response.text();
    return { status: response.status, detail: text === '' ? '' : (JSON.parse(text).detail as string), response };
  };

  describe('who signs out at the provider', () => {
    test('is signed out here, with the one session that ended there; others go on', async () => {
      const first = await signedOn(ALICE);
      const sid = servers.oidc.sidOf(ALICE);
      const second = await signedOn(ALICE);
      expect(servers.oidc.sidOf(ALICE)).not.toBe(sid);
      const bob = await signedOn(BOB);
      const told = await tell(await servers.oidc.logoutToken(ALICE, { claims: { sid } }));
      expect(told.status).toBe(200);
      expect(told.response.headers.get('cache-control')).toContain('no-store');
      expect(await Promise.all([first, second, bob].map(isIn))).toEqual([false, true, true]);
      const rows = await rig.app.store.read.query('SELECT * FROM credential');
      expect(JSON.stringify(rows)).not.toContain(servers.oidc.sidOf(ALICE));
    });

    test('without a session all that began with the account end; an API token and a session by password stay', async () => {
      const browsers = [await signedOn(ALICE), await signedOn(ALICE)];
      expect((await tell(await servers.oidc.logoutToken(ALICE, { claims: { sid: undefined } }))).status).toBe(200);
      expect(await Promise.all(browsers.map(isIn))).toEqual([false, false]);
      expect((await rig.app.request('GET', '/me')).status).toBe(200);
      const { items } = await rig.app.call('GET', '/audit?limit=20');
      expect(JSON.stringify(items)).toContain('endSignOn');
    });

    test('a session whose provider did not say how it calls it ends with its account', async () => {
      const browser = await signedOn(ALICE);
      await rig.app.store.write((tx) => tx.query('UPDATE credential SET provider_session = NULL'));
      expect((await tell(await servers.oidc.logoutToken(BOB))).status).toBe(200);
      expect(await isIn(browser)).toBe(true);
      expect((await tell(await servers.oidc.logoutToken(ALICE))).status).toBe(200);
      expect(await isIn(browser)).toBe(false);
    });
  });

  describe('a logout token', () => {
    test('counts once, also when it comes twice at the same moment', async () => {
      const token = await servers.oidc.logoutToken(ALICE);
      const answers = await Promise.all([tell(token), tell(token)]);
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 400]);
      const browser = await signedOn(ALICE);
      expect(await tell(token)).toMatchObject({ status: 400, detail: expect.stringContaining('used already') });
      expect(await isIn(browser)).toBe(true);
    });

    test('that is forged, of another client, no logout token, or too old ends nothing, and says why', async () => {
      const browser = await signedOn(ALICE);
      const { oidc } = servers;
      const good = await oidc.logoutToken(ALICE);
      const [head, body, signature = ''] = good.split('.');
      const forged = `${head}.${body}.${signature[0] === 'A' ? 'B' : 'A'}${signature.slice(1)}`;
      const none = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${body}.`;
      const wrong: [string, string][] = [
        [forged, 'not signed by the provider'],
        [none, 'not signed by the provider'],
        ['nonsense', 'not signed by the provider'],
        [await oidc.logoutToken(ALICE, { clientId: 'dovecot' }), '"aud"'],
        [await oidc.logoutToken(ALICE, { use: 'idtoken', claims: { events: undefined } }), '"events"'],
        [await oidc.logoutToken(ALICE, { claims: { events: { other: {} } } }), 'does not say that somebody signed out'],
        [
          await oidc.logoutToken(ALICE, { claims: { events: { [EVENT]: 'yes' } } }),
          'does not say that somebody signed',
        ],
        [await oidc.logoutToken(ALICE, { claims: { events: [EVENT] } }), 'does not say that somebody signed out'],
        [await oidc.logoutToken(ALICE, { claims: { sid: { of: 'alice' } } }), 'its "sid" is not right'],
        [await oidc.logoutToken(ALICE, { claims: { sid: '' } }), 'its "sid" is not right'],
        [await oidc.logoutToken(ALICE, { claims: { nonce: 'n' } }), 'nonce'],
        [await oidc.logoutToken(ALICE, { claims: { jti: undefined } }), '"jti"'],
      ];
      for (const [token, why] of wrong) {
        expect(await tell(token), why).toMatchObject({ status: 400, detail: expect.stringContaining(why) });
      }
      later = 15 * 60_000;
      expect(await tell(good)).toMatchObject({ status: 400, detail: expect.stringContaining('too old') });
      later = 0;
      expect((await tell(good, 'nobody')).status).toBe(404);
      expect((await tell('')).status).toBe(400);
      const large = await tell('x'.repeat(40_000));
      expect(large.status).toBe(413);
      expect(await isIn(browser)).toBe(true);
      expect((await tell(good)).status).toBe(200);
      expect(await isIn(browser)).toBe(false);
    });
  });

  test('a provider that encrypts its ID tokens is told apart from other failures at the sign-in', async () => {
    const encrypting = await startSignOnServers({ encryptsIdTokens: true });
    const other = await openSignOnRig(await database.create(), encrypting);
    try {
      await other.app.call('POST', '/users', { name: 'Alice', email: ALICE, roles: ['designer'] });
      const end = await other.browser().signOn(await other.provider(), { account: ALICE });
      expect(end.searchParams.get('problem')).toBe('encrypted');
    } finally {
      await other.close();
      await encrypting.stop();
    }
  });
});
