import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Clock, systemClock } from '../../../src/sdk/index.ts';
import { openVisitor } from '../../support/oauth-browser.ts';
import {
  openSignOnRig,
  providerOf,
  type SignOnBrowser,
  type SignOnRig,
  type SignOnServers,
  startSignOnServers,
} from '../../support/sign-on-rig.ts';
import { forEachDatabase } from '../../support/test-database.ts';

let servers: SignOnServers;
beforeAll(async () => {
  servers = await startSignOnServers();
});
afterAll(() => servers.stop());

const ALICE = 'alice@acme.test';

forEachDatabase((database) => {
  let rig: SignOnRig;
  let ahead = 0;
  const clock: Clock = { ...systemClock, now: () => Date.now() + ahead };
  beforeEach(async () => {
    ahead = 0;
    rig = await openSignOnRig(await database.create(), servers, clock);
  });
  afterEach(async () => {
    servers.oidc.state.people.clear();
    Object.assign(servers.oidc.state, { clockBehind: 0, down: null });
    await rig.close();
  });

  const add = async (name: string, more: object = {}): Promise<string> =>
    (await rig.app.call('POST', '/users', { name, roles: ['designer'], ...more })).user.id;
  const problem = (place: URL) => place.searchParams.get('problem');
  const isNobody = async (browser: SignOnBrowser) => expect((await browser.ask('GET', '/me')).status).toBe(401);
  const lastSignOn = async () => (await rig.app.call('GET', '/audit?action=finishSignOn')).items[0];
  const refused = async (id: string, account = ALICE): Promise<string | null> => {
    const browser = rig.browser();
    const place = await browser.signOn(id, { account });
    expect(place.pathname).toBe('/login');
    await isNobody(browser);
    return problem(place);
  };

  describe('who gets in', () => {
    test('a person who is there is recognised by the verified address once, and by the subject from then on', async () => {
      const id = await rig.provider();
      const alice = await add('Alice', { email: 'Alice@Acme.test' });
      const browser = rig.browser();
      const place = await browser.signOn(id, { account: ALICE, returnTo: '/rules?q=1' });
      expect(place.pathname + place.search).toBe('/sign-on/done?to=%2Frules%3Fq%3D1');
      expect(place.origin).toBe(rig.app.url);
      expect((await browser.ask('GET', '/me')).body).toMatchObject({ id: alice, name: 'Alice', roles: ['designer'] });
      expect(await lastSignOn()).toMatchObject({
        actor: { id: alice, name: 'Alice' },
        kind: 'session',
        outcome: 'done',
      });
      await rig.app.call('PATCH', `/users/${alice}`, { email: null });
      servers.oidc.state.people.set(ALICE, { email: 'another@acme.test' });
      const again = rig.browser();
      await again.signOn(id, { account: ALICE });
      expect((await again.ask('GET', '/me')).body).toMatchObject({ id: alice });
      expect(await rig.app.call('GET', `/users/${alice}`)).toMatchObject({
        state: 'active',
        accounts: [{ providerId: id, email: ALICE }],
      });
    });

    test('the session is like that of a password: an id of its own, strict, not for scripts, listed and revocable', async () => {
      const id = await rig.provider();
      await add('Alice', { email: ALICE });
      const browser = rig.browser();
      browser.cookies.set('mailrule', 'mrs_chosen-by-somebody-else');
      await browser.signOn(id, { account: ALICE });
      const session = browser.cookies.get('mailrule');
      expect(session).toMatch(/^mrs_.{43}$/);
      const { body } = await browser.ask('GET', '/me/sessions');
      expect(body.items).toMatchObject([{ device: 'Test browser', current: true }]);
      await browser.ask('DELETE', `/me/sessions/${body.items[0].id}`);
      await isNobody(browser);
    });

    test('who is not known becomes a person with the default roles where the provider may make people', async () => {
      const id = await rig.provider({ createsPeople: true, defaultRoles: ['user'], domains: ['acme.test'] });
      const browser = rig.browser();
      await browser.signOn(id, { account: ALICE });
      expect((await browser.ask('GET', '/me')).body).toMatchObject({ name: ALICE, roles: ['user'] });
      const { items } = await rig.app.call('GET', '/users');
      expect(items.find(({ name }: { name: string }) => name === ALICE)).toMatchObject({
        email: ALICE,
        state: 'active',
        accounts: [{ email: ALICE }],
      });
    });

    test('of two first sign-ins at the same moment one person is made', async () => {
      const id = await rig.provider({ createsPeople: true, domains: ['acme.test'] });
      const both = [rig.browser(), rig.browser()];
      const places = await Promise.all(both.map((browser) => browser.signOn(id, { account: ALICE })));
      expect(places.map(problem)).toEqual([null, null]);
      const { items } = await rig.app.call('GET', '/users');
      expect(items.filter(({ email }: { email: string }) => email === ALICE)).toHaveLength(1);
    });

    test('roles and groups that the rules name follow the claim at each sign-in; others stay', async () => {
      const alice = await add('Alice', { email: ALICE });
      const group = await rig.app.call('POST', '/groups', { name: 'Payroll', members: [] });
      const id = await rig.provider({
        claim: 'groups',
        claimRules: [
          { value: 'payroll', roles: ['payroll_operator'], groups: [group.id] },
          { value: 'admins', roles: ['administrator'] },
        ],
      });
      const signedOnWith = async (groups: unknown) => {
        servers.oidc.state.people.set(ALICE, { groups });
        const browser = rig.browser();
        await browser.signOn(id, { account: ALICE });
        const { members } = await rig.app.call('GET', `/groups/${group.id}`);
        return { roles: (await browser.ask('GET', '/me')).body.roles, members };
      };
      expect(await signedOnWith(['payroll', 'other'])).toEqual({
        roles: ['designer', 'payroll_operator'],
        members: [alice],
      });
      expect(await signedOnWith('admins')).toEqual({ roles: ['administrator', 'designer'], members: [] });
      expect(await signedOnWith(undefined)).toEqual({ roles: ['designer'], members: [] });
    });

    test('the last administrator who can sign in with a password keeps the role, whatever the provider says', async () => {
      const { id: own } = await rig.app.call('GET', '/me');
      await rig.app.call('PATCH', `/users/${own}`, { email: ALICE });
      const id = await rig.provider({ claim: 'groups', claimRules: [{ value: 'admins', roles: ['administrator'] }] });
      const browser = rig.browser();
      await browser.signOn(id, { account: ALICE });
      expect((await browser.ask('GET', '/me')).body.roles).toContain('administrator');
    });
  });

  describe('who does not get in', () => {
    test('refused at the provider: told, audited, and it can be tried again', async () => {
      const id = await rig.provider();
      await add('Alice', { email: ALICE });
      const browser = rig.browser();
      const place = await browser.signOn(id, { account: ALICE, deny: true, returnTo: '/outbox' });
      expect(Object.fromEntries(place.searchParams)).toEqual({ problem: 'refused', provider: id, to: '/outbox' });
      expect(await lastSignOn()).toMatchObject({ outcome: 'refused', actor: { id: 'nobody' }, subject: { id } });
      expect(problem(await browser.signOn(id, { account: ALICE }))).toBeNull();
    });

    test('an address that was not verified opens nothing; one about which nothing is said does where that is trusted', async () => {
      await add('Alice', { email: ALICE });
      const id = await rig.provider();
      servers.oidc.state.people.set(ALICE, { email_verified: false });
      expect(await refused(id)).toBe('unverified');
      servers.oidc.state.people.set(ALICE, { email_verified: undefined });
      expect(await refused(id)).toBe('unverified');
      servers.oidc.state.people.set(ALICE, { email: undefined });
      expect(await refused(id)).toBe('unverified');
      const trusting = await rig.provider({ name: 'Trusted', trustsAddresses: true, domains: ['acme.test'] });
      servers.oidc.state.people.set(ALICE, { email_verified: false });
      expect(await refused(trusting)).toBe('unverified');
      servers.oidc.state.people.set(ALICE, { email_verified: undefined });
      expect(problem(await rig.browser().signOn(trusting, { account: ALICE }))).toBeNull();
    });

    test('unknown, of another domain, with a name that is taken, disabled: each has its own answer', async () => {
      const id = await rig.provider();
      expect(await refused(id)).toBe('unknown_user');
      const makes = await rig.provider({ name: 'Makes', createsPeople: true, domains: ['acme.test'] });
      expect(await refused(makes, 'eve@elsewhere.test')).toBe('wrong_domain');
      expect(await refused(makes, 'eve@acme.test.elsewhere.test')).toBe('wrong_domain');
      await add(ALICE);
      expect(await refused(makes)).toBe('name_taken');
      const bob = await add('Bob', { email: 'bob@acme.test' });
      await rig.app.call('PATCH', `/users/${bob}`, { disabled: true });
      expect(await refused(id, 'bob@acme.test')).toBe('disabled');
      expect(await lastSignOn()).toMatchObject({ outcome: 'disabled', actor: { id: bob, name: 'Bob' } });
      expect(await rig.app.call('GET', `/users/${bob}`)).toMatchObject({ accounts: [] });
    });

    test('a person who is disabled later is out at once, and does not get in again', async () => {
      const id = await rig.provider();
      const alice = await add('Alice', { email: ALICE });
      const browser = rig.browser();
      await browser.signOn(id, { account: ALICE });
      await rig.app.call('PATCH', `/users/${alice}`, { disabled: true });
      await isNobody(browser);
      expect(await refused(id)).toBe('disabled');
    });

    test('an address that was given to somebody else does not open the account of the one before', async () => {
      const id = await rig.provider();
      const alice = await add('Alice', { email: ALICE });
      await rig.browser().signOn(id, { account: ALICE });
      servers.oidc.state.people.set('newcomer', { email: ALICE });
      expect(await refused(id, 'newcomer')).toBe('other_account');
      await rig.app.call('DELETE', `/users/${alice}/accounts`);
      expect(problem(await rig.browser().signOn(id, { account: 'newcomer' }))).toBeNull();
    });
  });

  describe('what is sent back', () => {
    const begun = async () => {
      const id = await rig.provider();
      await add('Alice', { email: ALICE });
      const browser = rig.browser();
      const url = await openVisitor().consent(await browser.start(id), { account: ALICE });
      return { id, browser, url };
    };

    test('a replayed state is refused; of two at the same moment one gets in', async () => {
      const { id, browser, url } = await begun();
      const places = await Promise.all([browser.callback(url), browser.callback(url)]);
      expect(places.map(problem).sort()).toEqual(['used', null].sort());
      expect(problem(await browser.callback(url))).toBe('used');
      expect(id).not.toBe('');
    });

    test('a state that another browser began is refused and used up: nobody is signed in as somebody else', async () => {
      const { id, browser, url } = await begun();
      const other = rig.browser();
      await other.start(id);
      expect(problem(await other.callback(url))).toBe('other_browser');
      await isNobody(other);
      expect(problem(await browser.callback(url))).toBe('used');
      expect(problem(await rig.browser().callback(url))).toBe('other_browser');
    });

    test('after ten minutes, with a made-up state, or with none', async () => {
      const { browser, url } = await begun();
      expect(problem(await browser.callback(`${rig.app.url}/api/sign-on/callback?code=x&state=made-up`))).toBe(
        'unknown',
      );
      expect(problem(await browser.callback(`${rig.app.url}/api/sign-on/callback?code=x`))).toBe('unknown');
      ahead = 10 * 60_000;
      expect(problem(await browser.callback(url))).toBe('expired');
      await isNobody(browser);
    });

    test('an answer in the name of another issuer (mix-up)', async () => {
      const { browser, url } = await begun();
      const mixed = new URL(url);
      mixed.searchParams.set('iss', 'https://elsewhere.test');
      expect(problem(await browser.callback(mixed.href))).toBe('issuer');
      await isNobody(browser);
    });

    test('clocks that differ, a provider that is down, a wrong secret', async () => {
      const first = await begun();
      servers.oidc.state.clockBehind = 7200;
      expect(problem(await first.browser.callback(first.url))).toBe('clock');
      servers.oidc.state.clockBehind = 0;
      const url = await openVisitor().consent(await first.browser.start(first.id), { account: ALICE });
      servers.oidc.state.down = { status: 503 };
      expect(problem(await first.browser.callback(url))).toBe('provider_down');
      servers.oidc.state.down = null;
      await rig.app.call('PUT', `/sign-on/providers/${first.id}`, providerOf(servers, { secret: 'wrong' }));
      expect(await refused(first.id)).toBe('application');
      expect(await lastSignOn()).toMatchObject({ outcome: 'application' });
    });

    test('a provider that was switched off or changed meanwhile', async () => {
      const { id, browser, url } = await begun();
      await rig.app.call('PUT', `/sign-on/providers/${id}`, providerOf(servers, { enabled: false }));
      expect(problem(await browser.callback(url))).toBe('changed');
      await expect(browser.start(id)).rejects.toThrow('switched off');
    });

    test('security 7: PKCE by S256, state, nonce, the exact redirect address; on to our own page only, without a token', async () => {
      const { id, browser } = await begun();
      const asked = Object.fromEntries(new URL(await browser.start(id)).searchParams);
      expect(asked).toEqual({
        ...{ client_id: servers.oidc.client.id, response_type: 'code', code_challenge_method: 'S256' },
        scope: 'openid email profile',
        redirect_uri: `http://127.0.0.1:${servers.port}/api/sign-on/callback`,
        ...{ state: expect.stringMatching(/^.{43}$/), nonce: expect.stringMatching(/^.{43}$/) },
        code_challenge: expect.stringMatching(/^.{43}$/),
      });
      for (const returnTo of ['//elsewhere.test', 'https://elsewhere.test', '/\\elsewhere.test', '/a b']) {
        await expect(browser.start(id, returnTo), returnTo).rejects.toMatchObject({ status: 422 });
      }
      const place = await browser.signOn(id, { account: ALICE });
      expect(place.origin).toBe(rig.app.url);
      expect([...place.searchParams.keys()]).toEqual([]);
    });

    test('a page of another site cannot begin a sign-in', async () => {
      const { id } = await begun();
      const answer = await fetch(`${rig.app.url}/api/sign-on/${id}/start`, {
        method: 'POST',
        headers: { origin: 'https://elsewhere.test', 'content-type': 'application/json' },
        body: '{}',
      });
      expect(answer.status).toBe(403);
    });

    test('beginning and guessing without end is stopped', async () => {
      const { id, browser } = await begun();
      const statuses: number[] = [];
      for (let one = 0; one < 310; one += 1) {
        const { status } = await fetch(`${rig.app.url}/api/sign-on/callback?state=guess-${one}`, {
          redirect: 'manual',
          // Made-up addresses make nobody somebody else.
          headers: { 'x-forwarded-for': `10.1.${one >> 8}.${one & 255}` },
        });
        statuses.push(status);
      }
      expect(statuses.at(0)).toBe(303);
      expect(statuses.at(-1)).toBe(429);
      await expect(browser.start(id)).rejects.toMatchObject({ status: 429 });
    });
  });
});
