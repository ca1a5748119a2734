import { expect } from 'vitest';
import { hashSecret } from '../../src/access/credential.ts';
import { type App, type AppOptions, createApp } from '../../src/app.ts';
import { openHttpServer } from '../../src/http/server.ts';
import { createLogger } from '../../src/logger.ts';
import type { Clock } from '../../src/sdk/index.ts';
import { newSecretKey } from '../../src/secrets/secret-box.ts';
import { CredentialTable, UserTable } from '../../src/store/tables/access.table.ts';
import { QUICK_POLICY } from './outbox-rig.ts';

export interface HttpApp {
  url: string;
  administrator: { name: string; password: string };
  /** what was logged, a JSON object each */
  log: { level: string; msg: string; [field: string]: unknown }[];
  /** The answer, whatever its status. A text body is sent as an upload. */
  request(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<HttpAnswer>;
  /** The same, where anything but 2xx fails the test. */
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<HttpAnswer['body']>;
  /** the mails of an event, once each of them is in one of these states; oldest first */
  mailsOf(eventId: string, ...states: string[]): Promise<HttpAnswer['body'][]>;
  store: App['store'];
  /** the header of the token, for requests that a test makes itself */
  authorization(): Record<string, string>;
  /** a user with these roles, as whom `request` asks then */
  as(name: string, roles: string[]): Promise<Pick<HttpApp, 'request' | 'call'>>;
  close(): Promise<void>;
}

export interface HttpAnswer {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: an answer is JSON; the test says what it expects in it
  body: any;
}

/** The whole installation on a port of its own, with its worker, called over HTTP by an administrator's token. */
export async function openHttpApp(
  databaseUrl: string,
  options: { clock?: Clock; publicUrl?: string; port?: number; secretKeys?: AppOptions['secretKeys'] } = {},
): Promise<HttpApp> {
  const log: HttpApp['log'] = [];
  const app = await createApp({
    databaseUrl,
    secretKeys: options.secretKeys ?? [newSecretKey()],
    log: createLogger({ level: 'info', destination: { write: (line) => void log.push(JSON.parse(line)) } }),
    retryPolicy: QUICK_POLICY,
    ...(options.clock ? { clock: options.clock } : {}),
    ...(options.publicUrl === undefined ? {} : { publicUrl: options.publicUrl }),
    page: process.env['MAILRULE_TEST_WEB'] ?? true,
  });
  const administrator = await app.ensureFirstAdministrator();
  if (administrator === undefined) throw new Error('The database of openHttpApp must be empty.');
  const server = await openHttpServer({ router: app.router, host: '127.0.0.1', port: options.port ?? 0 });
  await app.start();
  let authorization: Record<string, string> = {};
  const request: HttpApp['request'] = async (method, path, body, headers = {}) => {
    const type = typeof body === 'string' ? 'application/octet-stream' : 'application/json';
    const response = await fetch(`${server.url}/api${path}`, {
      method,
      headers: { ...authorization, ...(body === undefined ? {} : { 'content-type': type }), ...headers },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json') ?? false;
    const cookie = response.headers.get('set-cookie')?.split(';')[0];
    if (cookie !== undefined) authorization = { cookie, origin: server.url };
    return { status: response.status, body: isJson ? JSON.parse(text) : text };
  };
  const call: HttpApp['call'] = async (method, path, body, headers) => {
    const answer = await request(method, path, body, headers);
    expect(answer.status, `${method} ${path}: ${JSON.stringify(answer.body)}`).toBeLessThan(300);
    return answer.body;
  };
  await call('POST', '/session', administrator);
  const { token } = await call('POST', '/tokens', { name: 'test', expiresInDays: null });
  authorization = { authorization: `Bearer ${token}` };
  const mailsOf: HttpApp['mailsOf'] = async (eventId, ...states) => {
    const items = async () => (await call('GET', `/outbox?event=${eventId}`)).items;
    await expect
      .poll(async () => (await items()).filter(({ state }: { state: string }) => !states.includes(state)), {
        timeout: 20_000,
        interval: 50,
      })
      .toEqual([]);
    const ids: string[] = (await items()).map(({ id }: { id: string }) => id).sort();
    return Promise.all(ids.map((id) => call('GET', `/outbox/${id}`)));
  };
  return {
    url: server.url,
    administrator,
    log,
    request,
    call,
    mailsOf,
    store: app.store,
    authorization: () => authorization,
    as: async (name, roles) => {
      const headers = { authorization: `Bearer ${await tokenOf(app, name, roles)}` };
      return {
        request: (method, path, body, more) => request(method, path, body, { ...headers, ...more }),
        call: (method, path, body, more) => call(method, path, body, { ...headers, ...more }),
      };
    },
    close: async () => {
      app.endStreams();
      await server.close();
      await app.close();
    },
  };
}

async function tokenOf(app: App, name: string, roles: string[]): Promise<string> {
  const token = `mrt_${name}`;
  await app.store.write(async (tx) => {
    const user = { id: name, name, nameKey: name, passwordHash: '', roles, disabled: false, createdAt: 1 };
    await tx.getRepository(UserTable).insert(user);
    const credential = { id: name, kind: 'token' as const, name, hash: hashSecret(token), userId: name };
    await tx.getRepository(CredentialTable).insert({ ...credential, createdAt: 1, expiresAt: null });
  });
  return token;
}
