import { expect, test } from 'vitest';
import { type AppOptions, createApp } from '../../src/app.ts';
import { ROLES } from '../../src/http/route.ts';
import { openHttpServer } from '../../src/http/server.ts';
import { createLogger } from '../../src/logger.ts';
import { newSecretKey } from '../../src/secrets/secret-box.ts';
import { UserTable } from '../../src/store/tables/access.table.ts';
import { forEachDatabase } from '../support/test-database.ts';

const PASSWORD = 'correct horse';
const silent = createLogger({ level: 'silent' });

forEachDatabase((database) => {
  /** An installation nobody has set up; `secretKey` is kept for a second process. */
  const open = async (options: Partial<AppOptions> = {}) => {
    const databaseUrl = options.databaseUrl ?? (await database.create());
    const secretKeys = options.secretKeys ?? ([newSecretKey()] as const);
    const app = await createApp({ log: silent, ...options, databaseUrl, secretKeys });
    const server = await openHttpServer({ router: app.router, host: '127.0.0.1', port: 0 });
    const call = async (method: string, path: string, body?: object, headers: Record<string, string> = {}) => {
      const answer = await fetch(`${server.url}/api${path}`, {
        method,
        headers: { ...headers, ...(body ? { 'content-type': 'application/json' } : {}) },
        ...(body ? { body: JSON.stringify(body) } : {}),
      });
      const cookie = answer.headers.get('set-cookie')?.split(';')[0];
      return { status: answer.status, cookie, body: (await answer.json()) as object };
    };
    const close = async () => {
      await server.close();
      await app.close();
    };
    return { app, databaseUrl, secretKeys, call, close };
  };

  test('the code makes the first administrator, with all roles and signed in, and then no other', async () => {
    const { app, call, close } = await open();
    expect(await call('GET', '/setup')).toMatchObject({ status: 200, body: { needed: true, sandbox: 'unavailable' } });
    const code = await app.findSetupCode();
    expect(code).toMatch(/^[\w-]{24}$/);
    const made = await call('POST', '/setup/administrator', { code, name: ' Ada ', password: PASSWORD });
    expect(made).toMatchObject({ status: 201, body: { name: 'Ada', roles: ROLES } });
    const me = await call('GET', '/me', undefined, { cookie: made.cookie ?? '' });
    expect(me).toMatchObject({ status: 200, body: { name: 'Ada' } });
    expect((await call('POST', '/session', { name: 'ada', password: PASSWORD })).status).toBe(200);

    expect(await call('GET', '/setup')).toMatchObject({ body: { needed: false } });
    expect(await app.findSetupCode()).toBeUndefined();
    const again = await call('POST', '/setup/administrator', { code, name: 'Eve', password: PASSWORD });
    const detail = 'This installation has its administrator already; sign in.';
    expect(again).toMatchObject({ status: 409, body: { code: 'STATE', detail } });
    expect(await app.store.read.getRepository(UserTable).count()).toBe(1);
    await close();
  });

  test('of two at once exactly one becomes administrator', async () => {
    const { app, call, close } = await open();
    const code = await app.findSetupCode();
    const both = await Promise.all(
      ['Ada', 'Bruno'].map((name) => call('POST', '/setup/administrator', { code, name, password: PASSWORD })),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(await app.store.read.getRepository(UserTable).count()).toBe(1);
    await close();
  });

  test('a wrong code is refused at its field, and after ten tries even the right one has to wait', async () => {
    const { app, call, close } = await open();
    const code = await app.findSetupCode();
    const attempt = (given: unknown) =>
      call('POST', '/setup/administrator', { code: given, name: 'Ada', password: PASSWORD });
    for (let n = 0; n < 10; n += 1) {
      const refused = await attempt(`${code?.slice(0, -1)}${code?.endsWith('x') ? 'y' : 'x'}`);
      expect(refused).toMatchObject({ status: 422, body: { errors: [{ path: '/code' }] } });
    }
    expect((await attempt(code)).status).toBe(429);
    expect(await call('GET', '/setup')).toMatchObject({ body: { needed: true } });
    await close();
  });

  test.each([
    ['a password of nine characters', { password: 'ninechars' }, '/password'],
    ['a password of 201 characters', { password: 'x'.repeat(201) }, '/password'],
    ['the name as password', { name: 'administrator', password: 'Administrator' }, '/password'],
    ['a name of blanks', { name: '   ' }, '/name'],
    ['no code', { code: undefined }, '/code'],
  ])('%s is refused at its field', async (_what, wrong, path) => {
    const { app, call, close } = await open();
    const code = await app.findSetupCode();
    const refused = await call('POST', '/setup/administrator', { code, name: 'Ada', password: PASSWORD, ...wrong });
    expect(refused).toMatchObject({ status: 422, body: { code: 'VALIDATION', errors: [{ path }] } });
    expect(await call('GET', '/setup')).toMatchObject({ body: { needed: true } });
    await close();
  });

  test('the code is the same after a restart and another one with another key', async () => {
    const first = await open();
    const code = await first.app.findSetupCode();
    await first.close();
    const { databaseUrl, secretKeys } = first;
    const second = await open({ databaseUrl, secretKeys });
    expect(await second.app.findSetupCode()).toBe(code);
    await second.close();
    const other = await open({ databaseUrl });
    expect(await other.app.findSetupCode()).not.toBe(code);
    await other.close();
  });

  test('a host that signs people in itself has nothing to set up', async () => {
    const { app, call, close } = await open({ authenticate: () => undefined });
    expect(await app.findSetupCode()).toBeUndefined();
    expect((await call('GET', '/setup')).status).toBe(404);
    expect((await call('POST', '/setup/administrator', {})).status).toBe(404);
    await close();
  });
});
