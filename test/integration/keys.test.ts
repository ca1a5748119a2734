import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { createApp } from '../../src/app.ts';
import { runCli } from '../../src/cli/run-cli.ts';
import { loadAlertSettings, openWebhookSecret } from '../../src/health/alert-settings.ts';
import type { ListedKey } from '../../src/keys/list-keys.ts';
import { createLogger } from '../../src/logger.ts';
import { appPlace } from '../../src/oauth/apps.ts';
import { attemptPlace } from '../../src/oauth/consent.ts';
import { signOnAttemptPlace } from '../../src/oauth/sign-on/begin-sign-on.ts';
import { providerSecretPlace } from '../../src/oauth/sign-on/sign-on-providers.ts';
import { tokenPlace } from '../../src/oauth/tokens.ts';
import { signingKey } from '../../src/proof/signing-key.ts';
import { openPassword } from '../../src/runs/passwords/passwords.ts';
import { newId, systemClock } from '../../src/sdk/index.ts';
import { addKey } from '../../src/secrets/add-key.ts';
import { openKeyFile } from '../../src/secrets/key-file.ts';
import { keyId, newSecretKey, openSecretBox, readKey } from '../../src/secrets/secret-box.ts';
import { sealedId, storeContent, wholeOf } from '../../src/store/content.ts';
import { insertRows } from '../../src/store/sql.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { ConnectorTable } from '../../src/store/tables/connector.table.ts';
import { emailSettings } from '../support/connector-rig.ts';
import { type HttpApp, openHttpApp } from '../support/http-app.ts';
import { QUICK_POLICY } from '../support/outbox-rig.ts';
import { sharedServers } from '../support/servers.ts';
import { forEachDatabase } from '../support/test-database.ts';

const folder = mkdtempSync(join(tmpdir(), 'keys-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const quiet = createLogger({ level: 'silent' });
const idOf = (key: string) => keyId(readKey(key));

forEachDatabase((database) => {
  const { mail } = sharedServers();
  const key = newSecretKey();
  const file = join(folder, `${database.kind}.key`);
  const keysNow = () => readFileSync(file, 'utf8').trim().split('\n');
  let url: string;
  let app: HttpApp;
  let token: string;
  let connector: string;

  beforeAll(() => writeFileSync(file, `${key}\n`, { mode: 0o600 }));
  beforeEach(async () => {
    writeFileSync(file, `${key}\n`);
    url = await database.create();
    app = await openHttpApp(url, { secretKeys: openKeyFile(file, quiet) });
    token = (await app.call('POST', '/tokens', { name: 'keys', expiresInDays: null })).token;
    const settings = { ...emailSettings(mail.account()), sentCopy: 'never' };
    connector = (await app.call('POST', '/connectors', { type: 'email', displayName: 'Payroll', settings })).id;
    expect((await app.call('POST', `/connectors/${connector}/test`, {})).summary).toBe('Connection test succeeded');
    const params = { connector, to: [{ field: 'to' }], subject: 'News', text: 'Dear all' };
    const trigger = { kind: 'workflow', event: 'news' };
    const actions = [{ action: 'send-email', params }];
    await app.call('POST', '/rules', { name: 'News', trigger, actions });
  });
  afterEach(() => app.close());

  const mailrule = async (...args: string[]) => {
    const ran = { out: '', said: '' };
    const streams = {
      out: (text: string) => {
        ran.out += text;
      },
      say: (text: string) => {
        ran.said += text;
      },
      stdin: (async function* () {})(),
      env: {
        ...(args[1] === 'add' ? {} : { MAILRULE_URL: app.url, MAILRULE_TOKEN: token }),
        MAILRULE_SECRET_KEY_FILE: file,
        MAILRULE_DATABASE: url,
      },
    };
    return { code: await runCli(args, streams, new AbortController().signal), ...ran };
  };
  const listed = async (): Promise<ListedKey[]> => (await app.call('GET', '/keys')).keys;
  const fire = async () =>
    (await app.call('POST', '/events', { type: 'news', facts: { to: mail.account().user } })).eventId;
  const openWith = (keys: [string, ...string[]]) =>
    openStore({ url, seal: openSecretBox({ active: keys[0], old: keys.slice(1) }) });

  /** text, bytes and base64 as a value that this key sealed has it */
  const marksOf = (id: string) => {
    const head = Buffer.from(`01${id}`, 'hex');
    return [`v1.${id}.`, head.toString('latin1'), head.toString('base64').slice(0, 9)];
  };
  /** table.column of whatever a key has sealed, read from all rows of all tables */
  const sealedBy = async (store: Store, id: string): Promise<string[]> => {
    const found = new Set<string>();
    for (const { tableName } of store.read.dataSource.entityMetadatas) {
      for (const row of await store.read.query<Record<string, unknown>[]>(`SELECT * FROM "${tableName}"`)) {
        for (const [column, value] of Object.entries(row)) {
          const text = Buffer.isBuffer(value) ? value.subarray(0, 40).toString('latin1') : String(value);
          if (marksOf(id).some((mark) => text.includes(mark))) found.add(`${tableName}.${column}`);
        }
      }
    }
    return [...found].sort();
  };

  /** one of everything that is sealed */
  const fillAll = async () => {
    const box = openSecretBox({ active: key });
    await app.call('PUT', '/settings/alerts', {
      emails: [],
      webhookUrl: 'https://hooks.example.com/x',
      webhookSecret: 'a secret of sixteen',
    });
    await app.call('PUT', '/document-passwords/4711', { password: 'pw-of-4711' });
    const [sent] = await app.mailsOf(await fire(), 'accepted');
    await app.call('GET', '/proof/key');
    const now = Date.now();
    await app.store.write(async (tx) => {
      const common = { client_id: 'c', issuer: 'https://id.example.com' };
      const app1 = {
        provider_id: 'openid',
        grant_kind: 'authorization_code',
        ...common,
        secret: box.seal('app', appPlace('openid')),
      };
      await insertRows(tx, 'oauth_app', [
        { ...app1, extra_scopes: '[]', version: 1, modified_at: now, modified_by: 'x' },
      ]);
      const of = { connector_id: 'c9', provider_id: 'openid', account: 'a', destination: 'd' };
      await insertRows(tx, 'oauth_authorization', [
        {
          ...{ ...of, ...common, grant_kind: 'authorization_code', scopes: '[]', state: 'authenticated', reason: '' },
          refresh_token: box.seal('refresh', tokenPlace('c9', 'refreshToken')),
          access_token: box.seal('access', tokenPlace('c9', 'accessToken')),
          ...{ generation: 1, unanswered: 0, authorized_at: now, authorized_by: 'x' },
        },
      ]);
      const texts = { state_hash: 's', binding_hash: 'b', caller_id: 'x', caller_name: 'x', redirect_uri: 'r' };
      const attempt = { id: 'a1', ...of, ...common, ...texts, secrets: box.seal('attempt', attemptPlace('a1')) };
      await insertRows(tx, 'oauth_attempt', [{ ...attempt, created_at: now, expires_at: now }]);
      const provider = { ...common, id: 'p1', name: 'Acme', name_key: 'acme', version: 1, modified_by: 'x' };
      const off = { enabled: false, creates_people: false, trusts_addresses: false, signs_out: false };
      const lists = { scopes: '[]', default_roles: '[]', domains: '[]', claim_rules: '[]' };
      const secret = box.seal('sign-on', providerSecretPlace('p1'));
      await insertRows(tx, 'sign_on_provider', [
        { ...provider, ...off, ...lists, secret, created_at: now, modified_at: now },
      ]);
      const begun = { state_hash: 'h', binding_hash: 'b', provider_id: 'p1', redirect_uri: 'r', return_to: '/' };
      const secrets = box.seal('begun', signOnAttemptPlace('h'));
      await insertRows(tx, 'sign_on_attempt', [{ ...begun, ...common, secrets, expires_at: now }]);
    });
    return sent.id as string;
  };

  test('keys rotate seals everything again that is sealed; no column of any table has the old key, and all opens with the new one alone', async () => {
    const mailId = await fillAll();
    const { x } = (await app.call('GET', '/proof/key')).key;
    const signer = { x };
    const before = await sealedBy(app.store, idOf(key));
    expect(before).toEqual([
      'connector.secrets',
      'content.bytes',
      'document_password.sealed',
      'oauth_app.secret',
      'oauth_attempt.secrets',
      'oauth_authorization.access_token',
      'oauth_authorization.refresh_token',
      'setting.value',
      'sign_on_attempt.secrets',
      'sign_on_provider.secret',
    ]);
    const added = await mailrule('keys', 'add');
    expect(added, added.said).toMatchObject({ code: 0, out: expect.stringContaining('mailrule keys rotate') });
    const [fresh = ''] = keysNow();
    expect(keysNow()).toEqual([fresh, key]);
    expect(added.out).not.toContain(fresh);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(existsSync(`${file}.new`)).toBe(false);
    const rotated = await mailrule('keys', 'rotate');
    expect(rotated, rotated.said).toMatchObject({ code: 0, out: expect.stringMatching(/^Done: \d+ values/) });
    expect(rotated.said).toContain('passwords of data sources: ');
    expect(await sealedBy(app.store, idOf(key))).toEqual([]);
    expect(await listed()).toEqual([
      { id: idOf(fresh), role: 'active', values: expect.any(Number), sealed: expect.any(Array) },
      { id: idOf(key), role: 'old', values: 0, sealed: [] },
    ]);
    // Once more: nothing to do.
    expect((await mailrule('keys', 'rotate')).out).toContain('Done: 0 values');
    await app.close();
    const store = await openWith([fresh]);
    const box = openSecretBox({ active: fresh });
    expect(await openPassword({ store, secrets: box }, '4711')).toBe('pw-of-4711');
    expect((await wholeOf(store.content.read(sealedId(mailId)))).toString()).toContain('Dear all');
    const [auth] = await store.read.sql<{ access_token: string }[]>`SELECT access_token FROM oauth_authorization`;
    expect(box.open(auth?.access_token ?? '', tokenPlace('c9', 'accessToken'))).toBe('access');
    expect((await signingKey({ store, secrets: box, clock: systemClock })).publicKey).toMatchObject(signer);
    expect(openWebhookSecret(await loadAlertSettings(store), box)).toBe('a secret of sixteen');
    const { secrets } = await store.read.findOneByOrFail(ConnectorTable, { id: connector });
    for (const [field, sealed] of Object.entries(secrets)) box.open(sealed, { connectorId: connector, field });
    await store.close();
    app = { ...app, close: async () => {} };
  }, 60_000);

  test('a connector that was tested with the old key stays tested with the new one', async () => {
    await mailrule('keys', 'add');
    await mailrule('keys', 'rotate');
    await app.call('POST', `/connectors/${connector}/disable`);
    expect((await app.call('POST', `/connectors/${connector}/enable`)).state).toBe('active');
  }, 60_000);

  test('rotating twice while twenty mails a second are sent loses nothing, on PostgreSQL with two processes', async () => {
    const second =
      database.kind === 'postgres'
        ? await createApp({
            databaseUrl: url,
            secretKeys: openKeyFile(file, quiet),
            log: quiet,
            retryPolicy: QUICK_POLICY,
            page: false,
          })
        : undefined;
    await second?.start();
    const fired: Promise<string>[] = [];
    const ticking = setInterval(() => fired.push(fire()), 50);
    for (let round = 0; round < 2; round += 1) {
      await mailrule('keys', 'add');
      const rotated = await mailrule('keys', 'rotate');
      expect(rotated.code, rotated.said + rotated.out).toBe(0);
      const [active = '', ...old] = keysNow();
      expect((await listed()).filter(({ values }) => values > 0).map(({ id }) => id)).toEqual([idOf(active)]);
      // The old key goes while mails are sent.
      expect(old).toHaveLength(1);
      writeFileSync(file, `${active}\n`);
    }
    clearInterval(ticking);
    const events = await Promise.all(fired);
    expect(events.length).toBeGreaterThan(60);
    for (const event of events) {
      const [one] = await app.mailsOf(event, 'accepted', 'failed', 'uncertain');
      expect(one.delivery).toMatchObject({ state: 'accepted', attempts: 1 });
    }
    await second?.close();
    await app.close();
    app = { ...app, close: async () => {} };
    const store = await openWith([keysNow()[0] ?? '']);
    const mails = await store.read.sql<{ content_id: string }[]>`SELECT content_id FROM message`;
    expect(mails).toHaveLength(events.length);
    for (const { content_id } of mails) await wholeOf(store.content.read(content_id));
    await store.close();
  }, 120_000);

  test('a rotation that is killed in the middle goes on where it is begun again, and nothing is lost', async () => {
    await app.close();
    app = { ...app, close: async () => {} };
    const before = await openWith([key]);
    const ids = Array.from({ length: 250 }, () => sealedId(newId()));
    for (const id of ids) await storeContent(before, id, [Buffer.alloc(200_000, id)]);
    await before.close();
    const fresh = addKey(file);
    const rotate = () => spawnRotate({ MAILRULE_DATABASE: url, MAILRULE_SECRET_KEY_FILE: file });
    const killed = rotate();
    for (let said = ''; !/documents: [1-9]/.test(said); ) said += String((await once(killed.stderr, 'data'))[0]);
    killed.kill('SIGKILL');
    await once(killed, 'exit');
    const between = await openWith([fresh, key]);
    const seals = await Promise.all([key, fresh].map((one) => sealedBy(between, idOf(one))));
    await between.close();
    expect(seals).toEqual([expect.arrayContaining(['content.bytes']), expect.arrayContaining(['content.bytes'])]);
    const again = rotate();
    expect(await once(again, 'exit')).toEqual([0, null]);
    const after = await openWith([fresh]);
    expect(await sealedBy(after, idOf(key))).toEqual([]);
    for (const id of ids) expect((await wholeOf(after.content.read(id))).equals(Buffer.alloc(200_000, id))).toBe(true);
    await after.close();
  }, 120_000);

  test('what cannot be opened is named, and the rest is sealed again', async () => {
    const lost = openSecretBox({ active: newSecretKey() });
    const place = { connectorId: connector, field: '/imap/auth/password' };
    const other = { ...emailSettings(mail.account()), sentCopy: 'never' };
    await app.call('POST', '/connectors', { type: 'email', displayName: 'Other', settings: other });
    const change = { secrets: { [place.field]: lost.seal('x', place) } };
    await app.store.write((tx) => tx.update(ConnectorTable, { id: connector }, change as never));
    addKey(file);
    const rotated = await mailrule('keys', 'rotate');
    expect(rotated.code).toBe(1);
    expect(rotated.out).toContain('Done: 1 values');
    expect(rotated.out).toContain(`passwords of data sources: Payroll (key ${lost.keyIds()[0]})`);
    const list = await mailrule('keys', 'list');
    expect(list.code).toBe(1);
    expect(list.out).toMatch(new RegExp(`${lost.keyIds()[0]} +missing +1 +passwords of data sources: 1`));
  }, 60_000);
});

function spawnRotate(env: Record<string, string>) {
  const args = ['--import', 'tsx', 'src/cli/index.ts', 'keys', 'rotate'];
  return spawn(process.execPath, args, { env: { PATH: process.env['PATH'] ?? '', ...env } });
}
