import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { backupDatabase } from '../../src/store/backup-database.ts';
import { emailSettings } from '../support/connector-rig.ts';
import { type HttpApp, openHttpApp } from '../support/http-app.ts';
import { sharedServers } from '../support/servers.ts';
import { makeTempFolder, removeTempFolder } from '../support/temp-folder.ts';
import { zipFile } from '../support/zip-file.ts';

/** What somebody sends who wants a file of the server, its passwords, or its memory. */
const folder = makeTempFolder('hostile');
const url = `sqlite:${join(folder, 'a.db')}`;
const { mail } = sharedServers();
let app: HttpApp;
beforeAll(async () => {
  app = await openHttpApp(url);
}, 60_000);
afterAll(async () => {
  await app.close();
  removeTempFolder(folder);
});

type Json = string | number | boolean | null | Json[] | { [name: string]: Json };

/** The value once for each text in it, with `other` in that text's place. */
function* withEachText(value: Json, other: Json, path = ''): Generator<{ path: string; value: Json }> {
  if (typeof value === 'string') yield { path, value: other };
  else if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      for (const one of withEachText(item, other, `${path}/${index}`)) {
        yield { path: one.path, value: value.with(index, one.value) };
      }
    }
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, item] of Object.entries(value)) {
      for (const one of withEachText(item, other, `${path}/${name}`)) {
        yield { path: one.path, value: { ...value, [name]: one.value } };
      }
    }
  }
}

const OBJECTS: Json[] = [
  { path: '/etc/passwd' },
  { href: 'http://169.254.169.254/latest/meta-data' },
  { href: 'file:///etc/passwd' },
  { raw: { path: '/etc/passwd' } },
];

test('security 3: no text of a data source, a rule or the settings may be an object that names a file or an address', async () => {
  const settings = emailSettings(mail.account()) as unknown as Json;
  const connector: Json = { type: 'email', displayName: 'Swept', settings };
  const { id } = await app.call('POST', '/connectors', connector);
  const params: Json = {
    connector: id,
    to: [{ address: 'eva@example.com', name: 'Eva' }],
    cc: [{ address: 'bo@example.com' }],
    subject: 'News',
    text: 'Dear all',
    html: '<p>Dear all</p>',
  };
  const rule: Json = {
    name: 'Swept',
    trigger: { kind: 'workflow', event: 'swept' },
    actions: [{ action: 'send-email', params }],
  };
  const bodies: [string, string, Json][] = [
    ['POST', '/connectors', connector],
    ['POST', '/connectors/test', connector],
    ['POST', '/rules', rule],
    ['PUT', '/settings/alerts', { emails: ['it@example.com'], webhookUrl: null }],
    ['POST', '/users', { name: 'Swept', email: 'swept@example.com', roles: ['designer'] }],
  ];
  let tried = 0;
  for (const [method, path, body] of bodies) {
    for (const other of OBJECTS) {
      for (const { path: at, value } of withEachText(body, other)) {
        const { status } = await app.request(method, path, value);
        expect([400, 422], `${method} ${path} ${at} ${JSON.stringify(other)}: ${status}`).toContain(status);
        tried += 1;
      }
    }
  }
  expect(tried).toBeGreaterThan(100);
  // As it was it is taken: what was refused above was refused for the object.
  expect(await app.call('POST', `/connectors/${id}/test`, {})).toMatchObject({ ok: true });
  await app.call('POST', '/rules', rule);
}, 60_000);

test('security 11: a zip file that would unpack to a petabyte is kept as it is, and never opened', async () => {
  let layer = zipFile([{ name: '0.dll', bytes: Buffer.alloc(10_000_000) }]);
  for (let depth = 0; depth < 5; depth += 1) {
    const same = layer;
    layer = zipFile(Array.from({ length: 16 }, (_, index) => ({ name: `lib ${index}.zip`, bytes: same })));
  }
  const sent = await fetch(`${app.url}/api/files?name=42.zip`, {
    method: 'POST',
    headers: { ...app.authorization(), 'content-type': 'application/octet-stream' },
    body: layer,
  });
  expect(sent.status).toBe(201);
  const { id } = (await sent.json()) as { id: string };
  const got = await fetch(`${app.url}/api/files/${id}`, { headers: app.authorization() });
  expect(got.headers.get('content-disposition')).toMatch(/^attachment/);
  expect(Buffer.from(await got.arrayBuffer()).equals(layer)).toBe(true);
});

test('security 6: no password, secret or token stands in a backup', async () => {
  const account = mail.account();
  const settings = emailSettings(account);
  const secrets = ['cAnAry-of-a-mailbox', 'cAnAry-of-a-webhook', 'cAnAry-of-an-application'];
  const auth = { kind: 'password', user: account.user, password: secrets[0] };
  await app.call('POST', '/connectors', {
    ...{ type: 'email', displayName: 'In the backup', settings: { ...settings, imap: { ...settings.imap, auth } } },
  });
  const webhookUrl = 'https://hooks.example/of-the-backup';
  await app.call('PUT', '/settings/alerts', { emails: [], webhookUrl, webhookSecret: secrets[1] });
  const issuer = 'https://issuer.example';
  await app.call('PUT', '/providers/openid/oauth-app', { clientId: 'of-the-backup', secret: secrets[2], issuer });
  const file = join(folder, 'copy.db');
  backupDatabase(url, file, Date.now());
  const bytes = readFileSync(file);
  for (const stored of ['In the backup', webhookUrl, 'of-the-backup'])
    expect(bytes.includes(stored), stored).toBe(true);
  const token = app.authorization()['authorization']?.split(' ')[1] ?? 'no token';
  for (const secret of [...secrets, token, app.administrator.password]) {
    for (const form of [
      secret,
      Buffer.from(secret).toString('base64').replace(/=+$/, ''),
      Buffer.from(secret).toString('hex'),
    ]) {
      expect(bytes.includes(form), form).toBe(false);
    }
  }
});
