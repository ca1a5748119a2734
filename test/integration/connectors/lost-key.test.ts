import { afterEach, beforeEach, expect, test } from 'vitest';
import { createApp } from '../../../src/app.ts';
import { ROLES } from '../../../src/http/route.ts';
import { createLogger } from '../../../src/logger.ts';
import { newSecretKey } from '../../../src/secrets/secret-box.ts';
import { emailSettings } from '../../support/connector-rig.ts';
import { type HttpApp, openHttpApp } from '../../support/http-app.ts';
import { QUICK_POLICY } from '../../support/outbox-rig.ts';
import { sharedServers } from '../../support/servers.ts';
import { forEachDatabase } from '../../support/test-database.ts';

const caller = { id: 'ada', name: 'Ada', roles: [...ROLES] };

forEachDatabase((database) => {
  const { mail } = sharedServers();
  let app: HttpApp;
  let url: string;
  const key = newSecretKey();
  beforeEach(async () => {
    url = await database.create();
    app = await openHttpApp(url, { secretKeys: [key] });
  });
  afterEach(() => app.close());

  test('with a lost key the start says which connectors need their secrets again, and the rest works', async () => {
    const definition = (displayName: string) => ({
      type: 'email',
      displayName,
      settings: { ...emailSettings(mail.account()), sentCopy: 'never' },
    });
    const lost = (await app.call('POST', '/connectors', definition('Payroll'))).id;
    await app.call('POST', `/connectors/${lost}/test`, {});
    await app.close();

    // The key is gone; a new one was made, with which somebody adds another connector.
    const log: Record<string, unknown>[] = [];
    const next = await createApp({
      databaseUrl: url,
      secretKeys: [newSecretKey()],
      log: createLogger({ level: 'info', destination: { write: (line) => void log.push(JSON.parse(line)) } }),
      retryPolicy: QUICK_POLICY,
      page: false,
    });
    const call = async (method: 'GET' | 'POST' | 'PUT', path: string, body?: object) =>
      // biome-ignore lint/suspicious/noExplicitAny: an answer is JSON; the test says what it expects in it
      (await next.dispatch({ method, path, caller, ...(body && { body }) })).body as any;
    await next.start();
    const said = log.filter(({ msg }) => msg === 'a connector needs its secrets again');
    expect(said).toMatchObject([
      { displayName: 'Payroll', reason: expect.stringMatching(/key [0-9a-f]{12} is not in/) },
    ]);
    expect(await call('GET', `/connectors/${lost}`)).toMatchObject({
      state: 'problematic',
      stateReason: expect.stringContaining('Restore the key, or type the secret again'),
    });
    const { id: other } = await call('POST', '/connectors', definition('Other'));
    expect((await call('POST', `/connectors/${other}/test`, {})).ok).toBe(true);
    const { user } = mail.account();
    const params = { connector: other, to: [{ address: user }], subject: 'News', text: 'Dear all' };
    const trigger = { kind: 'workflow', event: 'news' };
    await call('POST', '/rules', { name: 'News', trigger, actions: [{ action: 'send-email', params }] });
    const event = await next.dispatch({
      ...{ method: 'POST', path: '/events', caller, body: { type: 'news', facts: {} } },
      headers: { 'idempotency-key': 'one' },
    });
    expect(event.status).toBeLessThan(300);
    await mail.waitForMail(user);
    // Typed again, it is tested and works.
    await call('PUT', `/connectors/${lost}`, definition('Payroll'));
    expect((await call('POST', `/connectors/${lost}/test`, {})).ok).toBe(true);
    expect(await call('GET', `/connectors/${lost}`)).toMatchObject({ state: 'active' });
    await next.close();
    app = { ...app, close: async () => {} };
  }, 60_000);
});
