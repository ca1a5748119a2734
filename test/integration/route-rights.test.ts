import { afterAll, beforeAll, expect, test } from 'vitest';
import { hashSecret } from '../../src/access/credential.ts';
import { type App, createApp } from '../../src/app.ts';
import { ROLES, type Role, type Route } from '../../src/http/route.ts';
import { type HttpServer, openHttpServer } from '../../src/http/server.ts';
import { createLogger } from '../../src/logger.ts';
import { newSecretKey } from '../../src/secrets/secret-box.ts';
import { CredentialTable, UserTable } from '../../src/store/tables/access.table.ts';
import { forEachDatabase } from '../support/test-database.ts';

/** Every route, asked by nobody and by somebody who has every role but the needed ones. A new route is in by itself. */
forEachDatabase((database) => {
  let app: App;
  let server: HttpServer;
  beforeAll(async () => {
    app = await createApp({
      databaseUrl: database.url(),
      secretKeys: [newSecretKey()],
      log: createLogger({ level: 'silent' }),
    });
    server = await openHttpServer({ router: app.router, host: '127.0.0.1', port: 0 });
  });
  afterAll(async () => {
    await server.close();
    await app.close();
  });

  const ask = (route: Route, token?: string) =>
    fetch(`${server.url}/api${route.path.replace(/:\w+/g, 'some-id')}`, {
      method: route.method,
      headers: {
        ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
        ...(route.body ? { 'Content-Type': 'application/json' } : {}),
      },
      ...(route.body ? { body: '{}' } : {}),
    });

  const tokenFor = async (roles: Role[]) => {
    const name = roles.join('+') || 'none';
    const token = `mrt_${name}`;
    await app.store.write(async (tx) => {
      if (await tx.getRepository(UserTable).existsBy({ id: name })) return;
      const times = { createdAt: 1 };
      await tx
        .getRepository(UserTable)
        .insert({ id: name, name, nameKey: name, passwordHash: '', roles, disabled: false, ...times });
      await tx
        .getRepository(CredentialTable)
        .insert({ id: name, kind: 'token', name, hash: hashSecret(token), userId: name, expiresAt: null, ...times });
    });
    return token;
  };

  test('there are routes of every slice to ask', () => {
    const tags = new Set(app.routes.map(({ tag }) => tag.toLowerCase()));
    expect([...tags]).toEqual(expect.arrayContaining(['access', 'connectors', 'files', 'outbox', 'settings']));
  });

  test('without a session every route but signing in with a password or a provider, the first start, the links in mails, unsubscribing, the webhooks of schedules and the return of a consent answers 401', async () => {
    const open = app.routes.filter(({ allow }) => allow === 'public');
    expect(open.map(({ id }) => id)).toEqual([
      'signIn',
      'getSetup',
      'createFirstAdministrator',
      'readInvitation',
      'acceptInvitation',
      'readSignInWays',
      'startSignOn',
      'finishSignOn',
      'endSignOn',
      'showLinkedFile',
      'downloadLinkedFile',
      'showUnsubscribe',
      'unsubscribe',
      'callSchedule',
      'finishAuthorization',
    ]);
    for (const route of app.routes.filter(({ allow }) => allow !== 'public')) {
      expect((await ask(route)).status, `${route.method} ${route.path}`).toBe(401);
      expect((await ask(route, 'mrt_wrong')).status, `${route.method} ${route.path}`).toBe(401);
    }
  });

  test('with every role but the needed ones a route answers 403', async () => {
    const guarded = app.routes.filter(({ allow }) => Array.isArray(allow));
    expect(guarded.length).toBeGreaterThan(20);
    for (const route of guarded) {
      const token = await tokenFor(ROLES.filter((role) => !route.allow.includes(role)));
      expect((await ask(route, token)).status, `${route.method} ${route.path}`).toBe(403);
    }
  });

  test.each(ROLES)('who is only %s is refused exactly where the role is not one of the needed ones', async (role) => {
    const token = await tokenFor([role]);
    for (const route of app.routes) {
      if (!Array.isArray(route.allow)) continue;
      const { status } = await ask(route, token);
      expect(status, `${route.method} ${route.path}`).not.toBe(401);
      expect(status === 403, `${route.method} ${route.path}: ${status}`).toBe(!route.allow.includes(role));
    }
  });
});
