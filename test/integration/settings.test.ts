import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Problem } from '../../src/http/problem.ts';
import type { HttpServer } from '../../src/http/server.ts';
import { systemClock as clock, type SenderCandidate } from '../../src/sdk/index.ts';
import { settingsRoutes } from '../../src/settings/settings.routes.ts';
import { loadSenderSettings, settingsUsing } from '../../src/settings/settings.store.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { forEachDatabase } from '../support/test-database.ts';
import { startTestServer } from '../support/test-server.ts';

const active: SenderCandidate = {
  id: 'c-active',
  displayName: 'Payroll',
  state: 'active',
  stateReason: 'Tested well',
  canSend: true,
  from: { address: 'payroll@example.com' },
  allowedFrom: [],
  sentCopy: 'auto',
  maxSize: 0,
};
const connectors = [
  active,
  { ...active, id: 'c-inactive', displayName: 'Old', state: 'inactive' as const, stateReason: 'Not tested' },
  { ...active, id: 'c-read', displayName: 'Inbox only', canSend: false },
];

forEachDatabase((database) => {
  let store: Store;
  let server: HttpServer;
  beforeAll(async () => {
    store = await openStore({ url: database.url() });
    const unused = async () => {
      throw new Error('The default mailbox with connectors is tested in default-mailbox.test.ts.');
    };
    const mailboxConnectors = { save: unused, drop: unused };
    const findConnector = async (id: string) => connectors.find((one) => one.id === id);
    server = await startTestServer({ routes: settingsRoutes({ store, clock, findConnector, mailboxConnectors }) });
  });
  afterAll(async () => {
    await server.close();
    await store.close();
  });

  const call = (method: string, path: string, body?: object, roles = 'administrator') =>
    fetch(`${server.url}/api/settings/${path}`, {
      method,
      headers: { 'X-Roles': roles, 'Content-Type': 'application/json' },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
  const problemOf = async (answer: Response) => (await answer.json()) as Problem;

  test('A3.1 until a default mailbox is set there is none, and the setting says so', async () => {
    expect(await (await call('GET', 'default-mailbox')).json()).toEqual({
      connectorId: null,
      replyTo: null,
      displayName: null,
      ownConnectorId: null,
      modifiedAt: null,
      modifiedBy: null,
    });
    expect((await loadSenderSettings(store)).globalSmtp).toEqual({
      enabled: false,
      mode: 'force',
      connectorId: null,
      saveToSent: 'auto',
    });
  });

  test('A1.27 the global SMTP setting is changed by administrators only; designers see it', async () => {
    for (const roles of ['manage_data_sources', 'designer', 'payroll_operator', 'approver', 'user', '']) {
      expect((await call('GET', 'global-smtp', undefined, roles)).status, roles).toBe(roles === 'designer' ? 200 : 403);
      expect((await call('GET', 'default-mailbox', undefined, roles)).status, roles).toBe(403);
      expect((await call('PUT', 'global-smtp', { enabled: false }, roles)).status, roles).toBe(403);
    }
    expect((await call('GET', 'global-smtp')).status).toBe(200);
  });

  test.each(['global-smtp', 'default-mailbox'])(
    'a change of %s on top of an unseen change is refused and names who made it',
    async (path) => {
      const body = { connectorId: null, ...(path === 'global-smtp' ? { enabled: false } : {}) };
      const put = (etag: string) =>
        fetch(`${server.url}/api/settings/${path}`, {
          method: 'PUT',
          headers: { 'X-Roles': 'administrator', 'Content-Type': 'application/json', 'If-Match': etag },
          body: JSON.stringify(body),
        });
      const seen = (await call('GET', path)).headers.get('etag') ?? '';
      const first = await put(seen);
      expect(first.status).toBe(200);
      const answer = await first.json();
      expect(answer).toMatchObject({ modifiedBy: 'Caller', modifiedAt: expect.any(Number) });
      const second = await put(seen);
      expect(second.status).toBe(412);
      expect(await problemOf(second)).toMatchObject({
        code: 'STALE',
        detail: 'Caller changed this setting meanwhile. Read it again, then repeat the change.',
      });
      expect((await put('nonsense')).status).toBe(412);
      const now = await call('GET', path);
      expect(await now.json()).toEqual(answer);
      expect(now.headers.get('etag')).toBe(first.headers.get('etag'));
      // Two who saw the same version at once: one of them gets through.
      const etag = now.headers.get('etag') ?? '';
      const both = await Promise.all([put(etag), put(etag)]);
      expect(both.map(({ status }) => status).sort()).toEqual([200, 412]);
      expect((await call('PUT', path, body)).status).toBe(200);
    },
  );

  test('A1.28 switching the global SMTP connector on needs a connector, switching it off does not', async () => {
    const refused = await call('PUT', 'global-smtp', { enabled: true });
    expect(refused.status).toBe(422);
    expect((await problemOf(refused)).errors).toContainEqual({
      path: '/connectorId',
      message: 'This value is required.',
    });
    expect((await call('PUT', 'global-smtp', { enabled: true, connectorId: 'c-active' })).status).toBe(200);
    expect((await loadSenderSettings(store)).globalSmtp).toMatchObject({ enabled: true, connectorId: 'c-active' });
    expect((await call('PUT', 'global-smtp', { enabled: false })).status).toBe(200);
    expect((await loadSenderSettings(store)).globalSmtp.enabled).toBe(false);
  });

  test('A1.30 save to Sent Items is chosen at the global level and kept', async () => {
    for (const saveToSent of ['always', 'never', 'auto']) {
      const body = { enabled: true, connectorId: 'c-active', mode: 'fallback', saveToSent };
      expect(await (await call('PUT', 'global-smtp', body)).json()).toMatchObject(body);
      expect((await loadSenderSettings(store)).globalSmtp).toEqual(body);
    }
    expect((await call('PUT', 'global-smtp', { enabled: false, saveToSent: 'yes' })).status).toBe(422);
  });

  test.each([
    ['c-none', 'CONNECTOR_UNKNOWN', 'create one first'],
    ['c-inactive', 'CONNECTOR_INACTIVE', 'Test connection'],
    ['c-read', 'CONNECTOR_INACTIVE', 'enable mail send'],
  ])('A1.31 the global SMTP setting refuses %s with %s and what to do', async (connectorId, code, hint) => {
    const before = (await loadSenderSettings(store)).globalSmtp;
    const problem = await problemOf(await call('PUT', 'global-smtp', { enabled: true, connectorId }));
    expect(problem).toMatchObject({ status: 422, code, errors: [{ path: '/connectorId' }] });
    expect(problem.detail).toContain(hint);
    expect((await loadSenderSettings(store)).globalSmtp).toEqual(before);
  });

  test('A3.2 the default mailbox is set up in one place and shown again', async () => {
    const body = {
      connectorId: 'c-active',
      displayName: 'Example Ltd',
      replyTo: { name: 'HR', address: 'hr@example.com' },
    };
    expect(await (await call('PUT', 'default-mailbox', body)).json()).toMatchObject(body);
    expect(await (await call('GET', 'default-mailbox')).json()).toMatchObject(body);
    expect((await loadSenderSettings(store)).defaultMailbox).toEqual(body);
    expect((await call('PUT', 'default-mailbox', body, 'designer')).status).toBe(403);
  });

  test('A3.5 the address for replies is kept without any sending connector', async () => {
    const body = { connectorId: null, replyTo: { address: 'hr@example.com' } };
    expect((await call('PUT', 'default-mailbox', body)).status).toBe(200);
    expect((await loadSenderSettings(store)).defaultMailbox.replyTo).toEqual({ address: 'hr@example.com' });
  });

  test.each([
    { replyTo: { address: 'not an address' } },
    { replyTo: { address: 'a@example.com\r\nBcc: b@example.com' } },
    { replyTo: { address: 'a@example.com, b@example.com' } },
    { replyTo: { address: 'a@example.com', name: 'A\r\nBcc: b@example.com' } },
    { displayName: 'A\nB' },
  ])('a value that could break a header is refused: %j', async (values) => {
    expect((await call('PUT', 'default-mailbox', { connectorId: null, ...values })).status).toBe(422);
  });

  test('a connector that a setting names is told as used', async () => {
    await call('PUT', 'global-smtp', { enabled: true, connectorId: 'c-active' });
    await call('PUT', 'default-mailbox', { connectorId: 'c-active' });
    expect(await settingsUsing(store.read, 'c-active')).toEqual(['the global SMTP setting', 'the default mailbox']);
    expect(await settingsUsing(store.read, 'c-inactive')).toEqual([]);
  });
});
