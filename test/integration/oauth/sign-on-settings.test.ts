import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  openSignOnRig,
  providerOf,
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
  beforeEach(async () => {
    rig = await openSignOnRig(await database.create(), servers);
  });
  afterEach(() => rig.close());

  const add = async (name: string, more: object = {}): Promise<string> =>
    (await rig.app.call('POST', '/users', { name, roles: ['designer'], ...more })).user.id;
  const signedOn = async (id: string) => {
    const browser = rig.browser();
    await browser.signOn(id, { account: ALICE });
    expect((await browser.ask('GET', '/me')).status).toBe(200);
    return browser;
  };

  describe('the providers', () => {
    test('a secret is sealed and never answered, kept for the same client, and forgotten with another one', async () => {
      const id = await rig.provider();
      const path = `/sign-on/providers/${id}`;
      expect(await rig.app.call('GET', path)).toMatchObject({
        secret: { $secret: 'stored' },
        enabled: true,
        domains: [],
      });
      const [row] = await rig.app.store.read.query('SELECT * FROM sign_on_provider');
      expect(JSON.stringify(row)).not.toContain(servers.oidc.client.secret);
      const { secret: _typed, ...without } = providerOf(servers);
      expect(await rig.app.call('PUT', path, without)).toMatchObject({ secret: { $secret: 'stored' } });
      expect(await rig.app.call('PUT', path, { ...without, clientId: 'another' })).toMatchObject({ secret: null });
      const list = await rig.app.call('GET', '/sign-on/providers');
      expect(list.redirectUri).toBe(`${rig.app.url}/api/sign-on/callback`);
      expect(JSON.stringify(list)).not.toContain(servers.oidc.client.secret);
    });

    test('several stand on the sign-in page by name; one that is switched off does not, and its sessions end', async () => {
      await add('Alice', { email: ALICE });
      const acme = await rig.provider();
      const other = await rig.provider({ name: 'Another' });
      const ways = async () => (await fetch(`${rig.app.url}/api/sign-on`)).json();
      expect(await ways()).toEqual({
        providers: [
          { id: acme, name: 'Acme' },
          { id: other, name: 'Another' },
        ],
        passwords: 'everybody',
      });
      const browser = await signedOn(acme);
      await rig.app.call('PUT', `/sign-on/providers/${acme}`, providerOf(servers, { enabled: false }));
      expect(await ways()).toMatchObject({ providers: [{ id: other, name: 'Another' }] });
      expect((await browser.ask('GET', '/me')).status).toBe(401);
    });

    test('deleting one ends its sessions and forgets its accounts; people stay', async () => {
      const alice = await add('Alice', { email: ALICE });
      const id = await rig.provider();
      const browser = await signedOn(id);
      await rig.app.call('DELETE', `/sign-on/providers/${id}`);
      expect((await browser.ask('GET', '/me')).status).toBe(401);
      expect(await rig.app.call('GET', `/users/${alice}`)).toMatchObject({ name: 'Alice', accounts: [] });
    });

    test('what is wrong is told at its field', async () => {
      const wrong = async (more: object) => {
        const { status, body } = await rig.app.request('POST', '/sign-on/providers', providerOf(servers, more));
        expect(status).toBe(422);
        return body.errors.map(({ path }: { path: string }) => path);
      };
      expect(await wrong({ issuer: 'http://provider.example.com' })).toEqual(['/issuer']);
      expect(await wrong({ issuer: rig.app.url })).toEqual(['/issuer']);
      // Of all tenants of Entra ID: it is said what to enter instead.
      for (const tenant of ['common', 'organizations', 'consumers/v2.0', 'Common/v2.0']) {
        const issuer = `https://login.microsoftonline.com/${tenant}`;
        const { status, body } = await rig.app.request('POST', '/sign-on/providers', providerOf(servers, { issuer }));
        expect(status).toBe(422);
        expect(body.errors).toEqual([{ path: '/issuer', message: expect.stringContaining('<tenant id>/v2.0') }]);
      }
      // The same provider by another name than the one that it calls itself.
      expect(await wrong({ issuer: servers.oidc.issuer.replace('localhost', '127.0.0.1') })).toEqual(['/issuer']);
      expect(await wrong({ createsPeople: true })).toEqual(['/domains']);
      expect(await wrong({ trustsAddresses: true })).toEqual(['/domains']);
      expect(await wrong({ claimRules: [{ value: 'x' }] })).toEqual(['/claim']);
      expect(await wrong({ name: '  ' })).toEqual(['/name']);
      expect(await wrong({ createsPeople: true, domains: ['a.test'], defaultRoles: ['administrator'] })).toEqual([
        '/defaultRoles/0',
      ]);
      await rig.provider();
      const again = await rig.app.request('POST', '/sign-on/providers', providerOf(servers, { name: 'ACME' }));
      expect(again).toMatchObject({ status: 409, body: { errors: [{ path: '/name' }] } });
    });

    test('of two who change one, the second is told', async () => {
      const id = await rig.provider();
      const path = `/sign-on/providers/${id}`;
      await rig.app.call('PUT', path, providerOf(servers), { 'if-match': '"1"' });
      const late = await rig.app.request('PUT', path, providerOf(servers), { 'if-match': '"1"' });
      expect(late.status).toBe(412);
    });

    test('two people cannot have one address', async () => {
      await add('Alice', { email: ALICE });
      const second = await rig.app.request('POST', '/users', { name: 'Bob', roles: [], email: 'ALICE@acme.test' });
      expect(second).toMatchObject({ status: 409, body: { errors: [{ path: '/email' }] } });
    });
  });

  describe('passwords off for all but chosen administrators', () => {
    const own = async () => (await rig.app.call('GET', '/me')).id as string;
    const password = (name: string, typed = 'the password of all') =>
      rig.browser().ask('POST', '/session', { name, password: typed });
    const withPassword = async (name: string, roles: string[]) => {
      const { user, invitation } = await rig.app.call('POST', '/users', { name, roles });
      await rig
        .browser()
        .ask('POST', '/invitation/password', { code: invitation.code, password: 'the password of all' });
      return user.id as string;
    };

    test('the chosen ones get in by password, others are told of the buttons, tokens go on', async () => {
      await rig.provider();
      const second = await withPassword('Second', ['administrator']);
      await withPassword('Emil', ['designer']);
      await rig.app.call('PUT', '/settings/sign-in', { passwords: 'chosen', chosen: [await own()] });
      expect(await rig.browser().ask('POST', '/session', rig.app.administrator)).toMatchObject({ status: 200 });
      expect(await password('Emil')).toMatchObject({
        status: 409,
        body: { detail: expect.stringContaining('buttons') },
      });
      expect((await password('Emil', 'wrong')).status).toBe(401);
      expect((await password('Second')).status).toBe(409);
      await rig.app.call('PUT', '/settings/sign-in', { passwords: 'chosen', chosen: [await own(), second] });
      expect((await password('Second')).status).toBe(200);
      expect(await (await fetch(`${rig.app.url}/api/sign-on`)).json()).toMatchObject({ passwords: 'chosen' });
    });

    test('a link to choose a password is no way around it', async () => {
      await rig.provider();
      await rig.app.call('PUT', '/settings/sign-in', { passwords: 'chosen', chosen: [await own()] });
      const { invitation } = await rig.app.call('POST', '/users', { name: 'Emil', roles: ['designer'] });
      const link = { code: invitation.code, password: 'the password of all' };
      expect((await rig.browser().ask('POST', '/invitation/password', link)).status).toBe(409);
    });

    test('nobody can lock everybody out', async () => {
      const put = (chosen: string[]) => rig.app.request('PUT', '/settings/sign-in', { passwords: 'chosen', chosen });
      expect(await put([await own()])).toMatchObject({ status: 422, body: { errors: [{ path: '/passwords' }] } });
      await rig.provider();
      expect(await put([])).toMatchObject({ status: 422, body: { errors: [{ path: '/chosen' }] } });
      const designer = await withPassword('Emil', ['designer']);
      expect(await put([designer])).toMatchObject({ status: 422, body: { errors: [{ path: '/chosen/0' }] } });
      expect(await put([await add('Linked')])).toMatchObject({
        status: 422,
        body: { errors: [{ path: '/chosen/0' }] },
      });
      expect((await put([await own()])).status).toBe(200);
      // Another administrator, whose password does not count now, is no reason to let the last chosen one go.
      await withPasswordByHand('Second');
      const last = { status: 409, body: { detail: expect.stringContaining('last administrator') } };
      expect(await rig.app.request('DELETE', `/users/${await own()}`)).toMatchObject(last);
      expect(await rig.app.request('PATCH', `/users/${await own()}`, { disabled: true })).toMatchObject(last);
    });

    const withPasswordByHand = async (name: string) => {
      await rig.app.call('PUT', '/settings/sign-in', { passwords: 'everybody' });
      await withPassword(name, ['administrator']);
      await rig.app.call('PUT', '/settings/sign-in', { passwords: 'chosen', chosen: [await own()] });
    };
  });

  describe('signing out', () => {
    test('ends the session here; at the provider, too, where that is wanted and it has a sign-out', async () => {
      await add('Alice', { email: ALICE });
      const id = await rig.provider();
      const browser = await signedOn(id);
      expect(await browser.ask('DELETE', '/session')).toMatchObject({ status: 200, body: { providerUrl: null } });
      await rig.app.call('PUT', `/sign-on/providers/${id}`, providerOf(servers, { signsOut: true }));
      const again = await signedOn(id);
      const { body } = await again.ask('DELETE', '/session');
      const url = new URL(body.providerUrl);
      expect(url.origin).toBe(servers.oidc.issuer);
      expect(Object.fromEntries(url.searchParams)).toEqual({
        post_logout_redirect_uri: `${rig.app.url}/login`,
        client_id: servers.oidc.client.id,
      });
      expect((await again.ask('GET', '/me')).status).toBe(401);
      expect((await fetch(url)).status).toBe(200);
    });

    test('a provider that is down does not keep anybody from signing out', async () => {
      await add('Alice', { email: ALICE });
      const id = await rig.provider({ signsOut: true });
      const browser = await signedOn(id);
      await rig.app.call('DELETE', `/sign-on/providers/${id}`);
      expect((await browser.ask('DELETE', '/session')).status).toBe(401);
    });
  });

  describe('other ways in', () => {
    test('API tokens of a person without a password work, and end with the person', async () => {
      const alice = await add('Alice', { email: ALICE });
      const browser = await signedOn(await rig.provider());
      const { body } = await browser.ask('POST', '/tokens', { name: 'script' });
      const headers = { authorization: `Bearer ${body.token}` };
      expect((await fetch(`${rig.app.url}/api/me`, { headers })).status).toBe(200);
      await rig.app.call('PATCH', `/users/${alice}`, { disabled: true });
      expect((await fetch(`${rig.app.url}/api/me`, { headers })).status).toBe(401);
    });
  });
});
