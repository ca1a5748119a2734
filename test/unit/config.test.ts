import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadSecretKeys, parseConfig } from '../../src/config.ts';

const folder = () => mkdtempSync(join(tmpdir(), 'config-'));

test('without anything set there is a local database on a local port', () => {
  expect(parseConfig({})).toMatchObject({
    databaseUrl: 'sqlite:./mailrule-data/mailrule.db',
    host: '127.0.0.1',
    port: 8025,
    logLevel: 'info',
    trustedProxies: 0,
    production: false,
    dataFolder: './mailrule-data',
  });
});

test('flags stand above the environment, and an empty variable counts as not set', () => {
  const env = { MAILRULE_PORT: '1', MAILRULE_HOST: '', MAILRULE_DATABASE: 'sqlite:/a/b.db' };
  expect(parseConfig(env, { port: '2' })).toMatchObject({ port: 2, host: '127.0.0.1', dataFolder: '/a' });
});

test.each([
  [{ MAILRULE_PORT: '70000' }, 'MAILRULE_PORT'],
  [{ MAILRULE_PORT: '80a' }, 'MAILRULE_PORT'],
  [{ MAILRULE_LOG_LEVEL: 'loud' }, 'MAILRULE_LOG_LEVEL'],
  [{ MAILRULE_PUBLIC_URL: 'mail.example.com' }, 'MAILRULE_PUBLIC_URL'],
  [{ MAILRULE_TRUSTED_PROXIES: 'true' }, 'MAILRULE_TRUSTED_PROXIES'],
  [{ MAILRULE_SECRET_KEY: 'a', MAILRULE_SECRET_KEY_FILE: 'b' }, 'MAILRULE_SECRET_KEY_FILE'],
])('%j is refused and the variable named', (env, named) => {
  expect(() => parseConfig(env)).toThrow(named);
});

test('the time zone is one that exists', () => {
  expect(parseConfig({}).timeZone).toBe('UTC');
  expect(parseConfig({ MAILRULE_TIME_ZONE: 'europe/berlin' }).timeZone).toBe('Europe/Berlin');
  expect(() => parseConfig({ MAILRULE_TIME_ZONE: 'Europe/Bonn' })).toThrow(
    /such as Europe\/Berlin, not "Europe\/Bonn"/,
  );
});

test('trusted proxies are a number of hops or addresses', () => {
  expect(parseConfig({ MAILRULE_TRUSTED_PROXIES: '2' }).trustedProxies).toBe(2);
  expect(parseConfig({ MAILRULE_TRUSTED_PROXIES: '10.0.0.0/8, ::1' }).trustedProxies).toEqual(['10.0.0.0/8', '::1']);
});

test('production refuses to start without a secret key and says how to make one', () => {
  const config = parseConfig({ NODE_ENV: 'production', MAILRULE_DATABASE: `sqlite:${folder()}/a.db` });
  expect(() => loadSecretKeys(config)).toThrow('openssl rand -base64 32');
});

test('elsewhere a key is made once, kept, and readable by its owner only', () => {
  const data = folder();
  const config = parseConfig({ MAILRULE_DATABASE: `sqlite:${data}/a.db` });
  const [key] = loadSecretKeys(config);
  expect(Buffer.from(key, 'base64')).toHaveLength(32);
  expect(loadSecretKeys(config)).toEqual([key]);
  expect(readFileSync(join(data, 'secret.key'), 'utf8').trim()).toBe(key);
  expect(statSync(join(data, 'secret.key')).mode & 0o777).toBe(0o600);
});

test('a key file may hold old keys after the active one', () => {
  const file = join(folder(), 'keys');
  writeFileSync(file, 'new-key\nold-key\n');
  expect(loadSecretKeys(parseConfig({ MAILRULE_SECRET_KEY_FILE: file }))).toEqual(['new-key', 'old-key']);
  expect(() => loadSecretKeys(parseConfig({ MAILRULE_SECRET_KEY_FILE: `${file}.none` }))).toThrow('cannot be read');
});

test('a data folder that cannot be written is a mistake of the configuration, with what to do', () => {
  const file = join(folder(), 'a file');
  writeFileSync(file, '');
  const config = parseConfig({ MAILRULE_DATABASE: `sqlite:${file}/mailrule.db` });
  expect(() => loadSecretKeys(config)).toThrow(expect.objectContaining({ code: 'CONFIG' }));
  expect(() => loadSecretKeys(config)).toThrow(/MAILRULE_SECRET_KEY/);
});
