import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { openStore } from '../../../src/store/store.ts';
import type { SyncSettings } from '../../bench/sync-child.ts';
import { until } from '../../support/inbound-rig.ts';
import { sharedServers } from '../../support/servers.ts';
import { testSeal } from '../../support/stored-content.ts';
import { forEachDatabase } from '../../support/test-database.ts';

const children: ChildProcess[] = [];

afterEach(async () => {
  for (const child of children.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
});

async function start(settings: SyncSettings): Promise<ChildProcess> {
  const script = join(import.meta.dirname, '../../bench/sync-child.ts');
  const child = fork(script, [JSON.stringify(settings)], {
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  children.push(child);
  await once(child, 'message');
  return child;
}

// A SQLite file belongs to one process; it is killed and started anew in test/integration/store.test.ts and the chaos run.
forEachDatabase((database) => {
  test.runIf(database.kind === 'postgres')(
    'A2.23 A2.24 A2.25 R33 of two processes one reads a mailbox; after kill -9 in the middle the other one goes on, and no message is there twice',
    async () => {
      const { mail } = sharedServers();
      const { user, password } = mail.account();
      for (let n = 0; n < 120; n += 1) await mail.deliverByLmtp(user, letter(n));
      const url = await database.create();
      const settings: SyncSettings = {
        ...{ url, job: 'serve', port: mail.ports.imap, users: [user], password, count: 0, leaseMs: 3_000 },
      };
      const both = [await start(settings), await start({ ...settings, fresh: false })];
      const store = await openStore({ url, seal: testSeal });
      try {
        const seen = async () => {
          const rows = await store.read.sql<{ uid: number | string; state: string }[]>`
            SELECT uid, state FROM inbound_message`;
          return rows.map(({ uid, state }) => ({ uid: Number(uid), state }));
        };
        await until(async () => (await seen()).length > 5, 'a beginning');
        const [row] = await store.read.sql<{ lease_by: string }[]>`SELECT lease_by FROM mailbox`;
        const owner = both.find(({ pid }) => row?.lease_by.endsWith(` ${pid}`));
        owner?.kill('SIGKILL');
        if (owner?.signalCode === null) await once(owner, 'exit');
        expect(owner?.signalCode).toBe('SIGKILL');
        for (let n = 120; n < 125; n += 1) await mail.deliverByLmtp(user, letter(n));
        await until(async () => (await seen()).filter(({ state }) => state === 'read').length >= 125, 'the rest');
        const all = (await seen()).map(({ uid }) => uid).sort((a, b) => a - b);
        expect(all).toEqual(Array.from({ length: 125 }, (_, n) => n + 1));
        const [said] = await store.read.sql<{ n: number | string }[]>`SELECT SUM(messages) AS n FROM conversation`;
        expect(Number(said?.n)).toBe(125);
        const [next] = await store.read.sql<{ lease_by: string }[]>`SELECT lease_by FROM mailbox`;
        expect(next?.lease_by).not.toBe(row?.lease_by);
      } finally {
        await store.close();
      }
    },
  );
});

function letter(n: number): string {
  return ['From: a@b.test', `Subject: Letter ${n}`, `Message-ID: <${n}@b.test>`, '', 'Hello.', ''].join('\r\n');
}
