import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { openStore } from '../../src/store/store.ts';
import { freePort } from '../support/free-port.ts';
import { neededProgram } from '../support/needed-program.ts';
import { createDatabase, dropDatabase } from '../support/postgres.ts';
import { startPrivateProcess } from '../support/private-process.ts';
import { sharedServers } from '../support/servers.ts';
import { serverUser } from '../support/system-user.ts';
import { makeTempFolder, removeTempFolder } from '../support/temp-folder.ts';

const closing: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** A PgBouncer of this mode in front of an empty database. */
async function pooled(mode: 'session' | 'transaction'): Promise<string> {
  const { postgresAdminUrl } = sharedServers();
  const url = new URL(await createDatabase(postgresAdminUrl));
  closing.push(() => dropDatabase(postgresAdminUrl, url.href));
  const folder = makeTempFolder('bouncer');
  closing.push(async () => removeTempFolder(folder));
  const port = await freePort();
  const users = join(folder, 'users.txt');
  writeFileSync(users, '"postgres" ""\n', { mode: 0o644 });
  const settings = [
    '[databases]',
    `* = host=127.0.0.1 port=${url.port}`,
    '[pgbouncer]',
    `listen_addr = 127.0.0.1\nlisten_port = ${port}\nunix_socket_dir =`,
    `auth_type = trust\nauth_file = ${users}\npool_mode = ${mode}\nmax_client_conn = 100\ndefault_pool_size = 20`,
    'ignore_startup_parameters = extra_float_digits',
  ];
  const file = join(folder, 'pgbouncer.ini');
  writeFileSync(file, `${settings.join('\n')}\n`, { mode: 0o644 });
  const server = await startPrivateProcess({
    command: neededProgram('/usr/sbin/pgbouncer'),
    args: [file],
    cwd: folder,
    user: serverUser(),
  });
  closing.push(() => server.stop());
  url.port = String(port);
  return url.href;
}

async function openPooled(url: string) {
  for (let tries = 0; ; tries += 1) {
    try {
      return await openStore({ url });
    } catch (error) {
      // It is still starting.
      if (tries === 50) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

test.each([
  { mode: 'session', hears: true },
  { mode: 'transaction', hears: false },
] as const)(
  'behind a PgBouncer that pools by $mode a process knows whether it hears of new work: $hears',
  async ({ mode, hears }) => {
    const url = await pooled(mode);
    const [one, other] = [await openPooled(url), await openPooled(url)];
    closing.push(
      () => one.close(),
      () => other.close(),
    );
    let heard = 0;
    const hearing = await one.doorbell.listen(() => {
      heard += 1;
    });
    expect(hearing).toBe(hears);
    other.doorbell.ring();
    await new Promise((resolve) => setTimeout(resolve, 300));
    if (hears) expect(heard).toBe(1);
    // Everything else works in both: what is written is there for the other.
    await one.write(
      (tx) => tx.sql`INSERT INTO setting (key, value, modified_at, modified_by) VALUES ('a', '1', 1, 'test')`,
    );
    expect(await other.read.sql<unknown[]>`SELECT key FROM setting WHERE key = 'a'`).toHaveLength(1);
  },
);
