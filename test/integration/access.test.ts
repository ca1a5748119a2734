import { afterAll, beforeAll, expect, test } from 'vitest';
import { accessRoutes } from '../../src/access/access.routes.ts';
import { createAuthenticate } from '../../src/access/authenticate.ts';
import { ensureFirstAdministrator } from '../../src/access/first-administrator.ts';
import { createLoginLimit } from '../../src/access/login-limit.ts';
import { meRoutes } from '../../src/access/me.routes.ts';
import type { HttpServer } from '../../src/http/server.ts';
import { systemClock as clock } from '../../src/sdk/index.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { CredentialTable, UserTable } from '../../src/store/tables/access.table.ts';
import { forEachDatabase } from '../support/test-database.ts';
import { startTestServer } from '../support/test-server.ts';

forEachDatabase((database) => {
  let store: Store;
  let server: HttpServer;
  let admin: { name: string; password: string };

  beforeAll(async () => {
    store = await openStore({ url: database.url() });
    const deps = {
      ...{ store, clock, loginLimit: createLoginLimit({ store, clock }), secureCookies: false },
      loadSignIn: async () => ({ passwords: 'everybody' as const, chosen: [] }),
      signOutUrl: async () => null,
    };
    const made = await ensureFirstAdministrator(deps);
    if (made === undefined) throw new Error('no administrator was made');
    admin = made;
    server = await startTestServer({
      routes: [...meRoutes('password'), ...accessRoutes(deps)],
      authenticate: createAuthenticate(deps),
      trustedProxies: 0,
    });
  });
  afterAll(async () => {
    await server.close();
    await store.close();
  });

  const call = (method: string, path: string, options: { body?: object; headers?: Record<string, string> } = {}) =>
    fetch(`${server.url}/api${path}`, {
      method,
      headers: { ...(options.body ? { 'Content-Type': 'application/json' } : {}), ...options.headers },
      ...(options.body ? { body: JSON.stringify(options.body) } : {}),
    });
  const signIn = async () => {
    const answer = await call('POST', '/session', { body: admin });
    const cookie = answer.headers.get('set-cookie') ?? '';
    return { answer, cookie, headers: { Cookie: cookie.split(';')[0] ?? '', Origin: server.url } };
  };

  test('the first administrator is made once, and its password is stored only as a hash', async () => {
    expect(await ensureFirstAdministrator({ store, clock })).toBeUndefined();
    const users = await store.read.getRepository(UserTable).find();
    expect(users).toHaveLength(1);
    expect(JSON.stringify(users)).not.toContain(admin.password);
  });

  test('signing in sets a cookie that scripts cannot read and other sites do not send', async () => {
    const { answer, cookie, headers } = await signIn();
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ name: 'admin', roles: expect.arrayContaining(['administrator']) });
    expect(cookie).toContain('HttpOnly');
    expect(cookie).toContain('SameSite=Strict');
    expect((await call('GET', '/me', { headers })).status).toBe(200);
  });

  test('every sign-in has a session of its own, and a session id of the client is never taken over', async () => {
    const first = await signIn();
    const fixed = await call('POST', '/session', { body: admin, headers: { ...first.headers } });
    expect(fixed.headers.get('set-cookie')?.split(';')[0]).not.toBe(first.headers.Cookie);
  });

  test('after signing out the session is refused', async () => {
    const { headers } = await signIn();
    const out = await call('DELETE', '/session', { headers });
    expect(out.status).toBe(200);
    expect(out.headers.get('set-cookie')).toContain('Max-Age=0');
    expect((await call('GET', '/me', { headers })).status).toBe(401);
  });

  test('a change with the cookie alone, from another site, is refused', async () => {
    const { headers } = await signIn();
    const body = { name: 'stolen' };
    expect((await call('POST', '/tokens', { body, headers: { Cookie: headers.Cookie } })).status).toBe(403);
    const foreign = { Cookie: headers.Cookie, Origin: 'https://evil.example' };
    expect((await call('POST', '/tokens', { body, headers: foreign })).status).toBe(403);
    expect((await call('POST', '/session', { body: admin, headers: { Origin: 'https://evil.example' } })).status).toBe(
      403,
    );
  });

  test('a token is shown once, works as Bearer, is listed without its secret and can be revoked', async () => {
    const { headers } = await signIn();
    const made = await call('POST', '/tokens', { body: { name: 'payroll job' }, headers });
    expect(made.status).toBe(201);
    const { id, token } = (await made.json()) as { id: string; token: string };
    const bearer = { Authorization: `Bearer ${token}` };
    expect(await (await call('GET', '/me', { headers: bearer })).json()).toMatchObject({ name: 'admin' });
    const list = await (await call('GET', '/tokens', { headers: bearer })).text();
    expect(list).toContain('payroll job');
    expect(list).not.toContain(token);
    expect(JSON.stringify(await store.read.getRepository(CredentialTable).find())).not.toContain(token);
    expect((await call('DELETE', `/tokens/${id}`, { headers: bearer })).status).toBe(204);
    expect((await call('GET', '/me', { headers: bearer })).status).toBe(401);
    expect((await call('DELETE', `/tokens/${id}`, { headers })).status).toBe(404);
  });

  test('an expired token, a session secret as token and nonsense are refused', async () => {
    const { headers } = await signIn();
    const { token } = (await (
      await call('POST', '/tokens', { body: { name: 'old', expiresInDays: 1 }, headers })
    ).json()) as {
      token: string;
    };
    const bearer = { Authorization: `Bearer ${token}` };
    expect((await call('GET', '/me', { headers: bearer })).status).toBe(200);
    await store.write((tx) =>
      tx.getRepository(CredentialTable).update({ name: 'old' }, { expiresAt: clock.now() - 1 }),
    );
    expect((await call('GET', '/me', { headers: bearer })).status).toBe(401);
    const session = headers.Cookie.split('=')[1] ?? '';
    expect((await call('GET', '/me', { headers: { Authorization: `Bearer ${session}` } })).status).toBe(401);
    const basic = await call('GET', '/me', { headers: { Authorization: 'Basic YTpi' } });
    expect(basic.status).toBe(401);
    expect(basic.headers.get('www-authenticate')).toContain('Bearer');
  });

  test('a disabled user is out at once', async () => {
    const { headers } = await signIn();
    const setDisabled = (disabled: boolean) =>
      store.write((tx) => tx.getRepository(UserTable).update({ nameKey: 'admin' }, { disabled }));
    await setDisabled(true);
    expect((await call('GET', '/me', { headers })).status).toBe(401);
    expect((await call('POST', '/session', { body: admin })).status).toBe(401);
    await setDisabled(false);
    expect((await call('GET', '/me', { headers })).status).toBe(200);
  });

  test('wrong name and wrong password get the same answer, and a thousand spoofed addresses are one address', async () => {
    const wrong = { name: 'nobody', password: 'x' };
    const detail = async (answer: Response) => ((await answer.json()) as { detail: string }).detail;
    const known = await detail(await call('POST', '/session', { body: { name: 'admin', password: 'x' } }));
    expect(await detail(await call('POST', '/session', { body: wrong }))).toBe(known);
    const spoofed = Array.from({ length: 1000 }, (_, n) =>
      call('POST', '/session', {
        body: { ...wrong, name: `n${n}` },
        headers: { 'X-Forwarded-For': `10.1.${n >> 8}.${n & 255}` },
      }),
    );
    const statuses = (await Promise.all(spoofed)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 429).length).toBeGreaterThan(960);
    const refused = await call('POST', '/session', { body: admin });
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  });
});
