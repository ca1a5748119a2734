import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type App, createApp } from '../../src/app.ts';
import { type HttpServer, openHttpServer } from '../../src/http/server.ts';
import { createLogger } from '../../src/logger.ts';
import { newSecretKey } from '../../src/secrets/secret-box.ts';
import { makeTempFolder, removeTempFolder } from '../support/temp-folder.ts';

/** The cookie of a sign-in and what browsers keep of the address, by the public address alone: a proxy ends the TLS. */
describe.each([
  { publicUrl: 'https://mail.example.com/mailrule', secure: true },
  { publicUrl: 'http://127.0.0.1:8025', secure: false },
])('at $publicUrl', ({ publicUrl, secure }) => {
  const folder = makeTempFolder('https');
  let app: App;
  let server: HttpServer;
  let signedIn: Response;
  beforeAll(async () => {
    app = await createApp({
      databaseUrl: `sqlite:${folder}/test.db`,
      secretKeys: [newSecretKey()],
      log: createLogger({ level: 'silent' }),
      publicUrl,
      page: false,
    });
    const administrator = await app.ensureFirstAdministrator();
    server = await openHttpServer({ router: app.router, host: '127.0.0.1', port: 0 });
    signedIn = await fetch(`${server.url}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: new URL(publicUrl).origin },
      body: JSON.stringify(administrator),
    });
  });
  afterAll(async () => {
    await server.close();
    await app.close();
    removeTempFolder(folder);
  });

  test('security 8: the cookie of a session is bound to host and https where there is https, and hidden from scripts always', async () => {
    expect(signedIn.status).toBeLessThan(300);
    const [pair = '', ...attributes] = (signedIn.headers.get('set-cookie') ?? '').split(/; */);
    expect(pair.startsWith('__Host-mailrule=')).toBe(secure);
    expect(attributes).toContain('HttpOnly');
    expect(attributes).toContain('SameSite=Strict');
    // A browser takes the prefix only with these two, and without a Domain (RFC 6265bis, 4.1.3.2).
    expect(attributes).toContain('Path=/');
    expect(attributes.includes('Secure')).toBe(secure);
    expect(attributes.filter((one) => /^domain=/i.test(one))).toEqual([]);
    const me = (cookie: string) => fetch(`${server.url}/api/me`, { headers: { cookie } });
    expect((await me(pair)).status).toBe(200);
    // A cookie that a page of another subdomain could set counts for nothing.
    const other = secure ? pair.replace('__Host-', '') : `__Host-${pair}`;
    expect((await me(other)).status).toBe(401);
  });

  test('security 15: every answer tells browsers to come by https only, where there is https', async () => {
    for (const path of ['/api/me', '/api/nothing', '/healthz']) {
      const answer = await fetch(`${server.url}${path}`);
      expect(answer.headers.get('strict-transport-security'), path).toBe(secure ? 'max-age=31536000' : null);
    }
  });
});
