import { chmodSync, chownSync, copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStore } from '../../src/store/store.ts';
import { makeCertificates, type TestCertificates } from '../support/mail/certs.ts';
import { createDatabase, type PostgresServer, startPostgres } from '../support/postgres.ts';
import { sharedServers } from '../support/servers.ts';
import { isRoot, serverUser } from '../support/system-user.ts';
import { makeTempFolder, removeTempFolder } from '../support/temp-folder.ts';

/** The connection to a real PostgreSQL with a certificate of our own CA. */
const folder = makeTempFolder('pgtls');
let certificates: TestCertificates;
let server: PostgresServer;
let database = '';
beforeAll(async () => {
  certificates = await makeCertificates(join(folder, 'ca'));
  server = await startPostgres({ settings: sslSettings('good') });
  database = await server.createDatabase();
}, 60_000);
afterAll(async () => {
  await server.stop();
  removeTempFolder(folder);
});

/** PostgreSQL wants its key to be its own and nobody else's. */
function sslSettings(kind: 'good' | 'wrongName'): string[] {
  const { certFile, keyFile } = certificates[kind];
  const [cert, key] = [join(folder, `${kind}.crt`), join(folder, `${kind}.key`)];
  copyFileSync(certFile, cert);
  copyFileSync(keyFile, key);
  chmodSync(key, 0o600);
  if (isRoot()) for (const file of [cert, key]) chownSync(file, serverUser().uid, serverUser().gid);
  return ['ssl=on', `ssl_cert_file=${cert}`, `ssl_key_file=${key}`];
}

const withTls = (url: string, ca?: string, mode = 'verify-full') =>
  `${url}?sslmode=${mode}${ca === undefined ? '' : `&sslrootcert=${ca}`}`;
const problemOf = async (url: string): Promise<string> => {
  const opened = openStore({ url });
  await expect(opened).rejects.toMatchObject({ code: 'CONFIG' });
  return opened.then(
    () => '',
    (error: Error) => error.message,
  );
};

test('security 15 with the own CA the database is used over TLS, every connection of it', async () => {
  const store = await openStore({ url: withTls(database, certificates.caFile) });
  try {
    const rows = await store.read.sql<{ ssl: boolean }[]>`
      SELECT s.ssl FROM pg_stat_ssl s JOIN pg_stat_activity a ON a.pid = s.pid
      WHERE a.datname = current_database() AND a.backend_type = 'client backend'`;
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.filter(({ ssl }) => !ssl)).toEqual([]);
  } finally {
    await store.close();
  }
});

test('security 15 another CA, none, and a file that is not there are refused with what to do', async () => {
  const other = await makeCertificates(join(folder, 'other'));
  expect(await problemOf(withTls(database, other.caFile))).toContain('Add sslrootcert=<file of its CA>');
  expect(await problemOf(withTls(database))).toContain('Add sslrootcert=<file of its CA>');
  expect(await problemOf(withTls(database, undefined, 'require'))).toContain('Add sslrootcert=<file of its CA>');
  expect(await problemOf(withTls(database, '/nowhere/ca.pem'))).toContain('/nowhere/ca.pem');
});

test('security 15 a certificate for another name is refused', async () => {
  const named = await startPostgres({ settings: sslSettings('wrongName') });
  try {
    const url = withTls(await named.createDatabase(), certificates.caFile);
    expect(await problemOf(url)).toContain('is for another name');
  } finally {
    await named.stop();
  }
}, 60_000);

test('security 15 a server without TLS gets nothing in clear text, and words that promise none are refused', async () => {
  const clear = await createDatabase(sharedServers().postgresAdminUrl);
  expect(await problemOf(withTls(clear, certificates.caFile))).toContain('offers no TLS');
  expect(await problemOf(withTls(clear, undefined, 'require'))).toContain('offers no TLS');
  for (const mode of ['prefer', 'allow', 'verify_full']) {
    expect(await problemOf(withTls(clear, undefined, mode))).toContain(`sslmode=${mode} is not possible`);
  }
  const plain = await openStore({ url: withTls(clear, undefined, 'disable') });
  await plain.close();
});
