import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type App, createApp } from '../../src/app.ts';
import { type HttpServer, openHttpServer } from '../../src/http/server.ts';
import { createLogger } from '../../src/logger.ts';
import { newSecretKey } from '../../src/secrets/secret-box.ts';
import { makeTempFolder, removeTempFolder } from '../support/temp-folder.ts';

/** Where a request comes from, as far as proxies are trusted: for the sign-in limit and for the audit. */
describe.each([
  { proxies: 0, header: '203.0.113.9, 198.51.100.7', client: '127.0.0.1' },
  { proxies: 1, header: '203.0.113.9, 198.51.100.7', client: '198.51.100.7' },
  { proxies: 2, header: '203.0.113.9, 198.51.100.7', client: '203.0.113.9' },
])('behind $proxies proxies', ({ proxies, header, client }) => {
  const folder = makeTempFolder('proxies');
  let app: App;
  let server: HttpServer;
  let token: string;
  beforeAll(async () => {
    app = await createApp({
      databaseUrl: `sqlite:${folder}/test.db`,
      secretKeys: [newSecretKey()],
      log: createLogger({ level: 'silent' }),
      page: false,
    });
    const admin = await app.ensureFirstAdministrator();
    server = await openHttpServer({ router: app.router, host: '127.0.0.1', port: 0, trustedProxies: proxies });
    const session = await post('/session', admin ?? {});
    const cookie = session.headers['set-cookie']?.[0]?.split(';')[0] ?? '';
    const made = await post('/tokens', { name: 'test' }, { cookie, origin: server.url });
    token = JSON.parse(made.text).token;
  });
  afterAll(async () => {
    await server.close();
    await app.close();
    removeTempFolder(folder);
  });

  // fetch() of Node would not send some of these headers as they are.
  const post = (path: string, body: object, headers: Record<string, string> = {}) =>
    new Promise<{ status: number; text: string; headers: Record<string, string[] | undefined> }>((resolve, reject) => {
      const sent = request(`${server.url}/api${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
      });
      sent.on('error', reject);
      sent.on('response', (answer) => {
        let text = '';
        answer.on('data', (piece) => {
          text += piece;
        });
        answer.on('end', () =>
          resolve({ status: answer.statusCode ?? 0, text, headers: { 'set-cookie': answer.headers['set-cookie'] } }),
        );
      });
      sent.end(JSON.stringify(body));
    });
  const addresses = async (limit = 1): Promise<string[]> => {
    const path = `${server.url}/api/audit?action=signIn&limit=${limit}`;
    const answer = await fetch(path, { headers: { authorization: `Bearer ${token}` } });
    const { items } = (await answer.json()) as { items: { address: string }[] };
    return items.map(({ address }) => address.replace('::ffff:', ''));
  };

  test('9 the audit keeps the address that the last trusted proxy saw', async () => {
    await post('/session', { name: 'x', password: 'y' }, { 'x-forwarded-for': header });
    expect(await addresses()).toEqual([client]);
  });

  test('9 a thousand addresses that the client made up are one address, so the limit holds', async () => {
    const own = header.split(', ').slice(-Math.max(proxies, 1)).join(', ');
    const spoofed = Array.from({ length: 1_000 }, (_, n) =>
      post('/session', { name: `n${n}`, password: 'x' }, { 'x-forwarded-for': `10.9.${n >> 8}.${n & 255}, ${own}` }),
    );
    const statuses = (await Promise.all(spoofed)).map(({ status }) => status);
    // One failure came before.
    expect(statuses.filter((status) => status === 401)).toHaveLength(29);
    expect(statuses.filter((status) => status === 429)).toHaveLength(971);
    expect(new Set(await addresses(30))).toEqual(new Set([client]));
  });

  test('9 HTML and line breaks in such a header go nowhere', async () => {
    const evil = '<script>alert(1)</script>';
    const { text } = await post('/session', { name: 'x', password: 'y' }, { 'x-forwarded-for': evil, forwarded: evil });
    expect(text).not.toContain('<script>');
    expect((await addresses(200)).join()).not.toContain('<');
  });
});
