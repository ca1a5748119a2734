import Database from 'better-sqlite3';
import pg from 'pg';
import { afterEach, expect, test, vi } from 'vitest';
import { expireOverdue, recoverLeases } from '../../src/outbox/deliver/recovery.ts';
import { listOutbox } from '../../src/outbox/list/outbox-list.store.ts';
import type { MailAccount } from '../../src/sdk/index.ts';
import { openStore } from '../../src/store/store.ts';
import { systemReport } from '../../src/system/system-report.ts';
import { startFaultSmtp } from '../support/mail/fault-smtp.ts';
import { type OutboxRig, openOutboxRig, testAccount } from '../support/outbox-rig.ts';
import { forEachDatabase } from '../support/test-database.ts';

// A hundred thousand e-mails that are done. Then everything of the hot path is done for a few new ones, and no
// statement may look through the many.

const MANY = 100_000;
/** By table, what must differ from row to row. */
const TABLES: Record<string, string[]> = {
  message: ['id', 'message_id', 'content_id', 'idempotency_key', 'event_id'],
  delivery: ['id'],
  recipient: ['delivery_id', 'address'],
  attempt: ['id', 'delivery_id'],
  sent_copy: ['id', 'message_id'],
  proof_record: ['subject'],
};

const closing: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  vi.restoreAllMocks();
  for (const close of closing.splice(0).reverse()) await close();
});

async function openRig(url: string, account: MailAccount, insertConnectors: boolean): Promise<OutboxRig> {
  return openOutboxRig({ url, accounts: [account], insertConnectors });
}

/** One e-mail is really sent; the others are what it left behind, again and again. */
async function fill(url: string, account: MailAccount): Promise<void> {
  const rig = await openRig(url, account, true);
  await rig.outbox.start();
  const id = await rig.send();
  await rig.until(id, 'accepted');
  await rig.untilCopy(id, 'skipped');
  await rig.close();
  const store = await openStore({ url });
  const postgres = store.kind === 'postgres';
  const series = postgres
    ? `generate_series(1, ${MANY}) AS s(n)`
    : `(WITH RECURSIVE s(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < ${MANY}) SELECT n FROM s) AS s`;
  await store.write(async (tx) => {
    for (const [table, varied] of Object.entries(TABLES)) {
      const own = tx.dataSource.getMetadata(table).columns.map(({ databaseName }) => databaseName);
      const columns = own.filter((name) => !(table === 'proof_record' && ['n', 'seq', 'nth', 'hash'].includes(name)));
      const values = columns.map((name) => (varied.includes(name) ? `t."${name}" || '-' || s.n` : `t."${name}"`));
      const names = columns.map((name) => `"${name}"`).join(', ');
      await tx.query(
        `INSERT INTO "${table}" (${names}) SELECT ${values.join(', ')} FROM (SELECT * FROM "${table}" LIMIT 1) AS t, ${series}`,
      );
    }
    // Linked, as all but the newest are.
    await tx.query(`UPDATE proof_record SET seq = n, nth = 0, hash = 'x' WHERE seq IS NULL`);
    await tx.query('ANALYZE');
  });
  await store.close();
}

/** What a process does all the time, and what its page shows first. */
async function work(url: string, account: MailAccount): Promise<void> {
  const rig = await openRig(url, account, false);
  try {
    await rig.outbox.start();
    const ids: string[] = [];
    for (let n = 0; n < 15; n += 1) ids.push(await rig.send({ to: [{ address: `new${n}@receiver.test` }] }));
    for (const id of ids) await rig.until(id, 'accepted');
    for (const id of ids) await rig.untilCopy(id, 'skipped');
    await recoverLeases(rig.deps, { all: false });
    await expireOverdue(rig.deps);
    await rig.outbox.metrics();
    await systemReport({ ...rig.deps, databaseUrl: url, version: '1' });
    await rig.store.read.query('SELECT MAX(n) FROM proof_record');
    for (const states of [[], ['queued', 'sending', 'held'], ['failed']] as const) {
      await listOutbox(rig.store, { closed: false, states, limit: 50 });
    }
    await listOutbox(rig.store, { closed: false, states: [], recipient: 'new3@receiver.test', limit: 50 });
  } finally {
    await rig.close();
  }
}

forEachDatabase((database) => {
  test('beside a hundred thousand e-mails that are done, sending a few reads none of them', async () => {
    const smtp = await startFaultSmtp({ keepBodies: false });
    closing.push(() => smtp.stop());
    const auth = { kind: 'password' as const, user: 'alice@sender.test', password: 'pw-alice' };
    const account = testAccount({
      smtp: { host: '127.0.0.1', port: smtp.port, security: 'none' as const, trust: {}, auth },
    });
    const url = database.url();
    await fill(url, account);
    const looked =
      database.kind === 'postgres' ? await scansOfPostgres(url, account) : await scansOfSqlite(url, account);
    expect(looked).toEqual([]);
  }, 120_000);
});

/** The server itself counts the rows that it reads without an index. */
async function scansOfPostgres(url: string, account: MailAccount): Promise<string[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const read = async () => {
      const { rows } = await client.query<{ relname: string; seq: string }>(
        'SELECT relname, seq_tup_read AS seq FROM pg_stat_user_tables',
      );
      return new Map(rows.map(({ relname, seq }) => [relname, Number(seq)]));
    };
    await client.query('SELECT pg_stat_reset()');
    await work(url, account);
    // Connections tell their counts when they end.
    await new Promise((resolve) => setTimeout(resolve, 500));
    const counts = await read();
    return Object.keys(TABLES).flatMap((table) => {
      const rows = counts.get(table) ?? -1;
      return rows >= 0 && rows < 1_000 ? [] : [`${table}: ${rows} rows without an index`];
    });
  } finally {
    await client.end();
  }
}

/** Every statement that is prepared is explained. */
async function scansOfSqlite(url: string, account: MailAccount): Promise<string[]> {
  const prepare = vi.spyOn(Database.prototype, 'prepare');
  await work(url, account);
  const statements = [...new Set(prepare.mock.calls.map(([text]) => text))];
  prepare.mockRestore();
  const wanted = statements.filter((text) =>
    /\b(message|delivery|recipient|attempt|sent_copy|proof_record)\b/.test(text),
  );
  expect(wanted.length).toBeGreaterThan(20);
  const file = new Database(url.slice('sqlite:'.length), { readonly: true });
  try {
    const partial = file
      .prepare<[], { name: string }>(`SELECT name FROM sqlite_master WHERE type = 'index' AND sql LIKE '% WHERE %'`)
      .all()
      .map(({ name }) => name);
    return wanted.flatMap((text) => {
      if (!/^\s*(SELECT|UPDATE|INSERT|DELETE)/i.test(text)) return [];
      const steps = file.prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${text}`);
      const count = (text.match(/\?/g) ?? []).length;
      return (
        steps
          .all(...Array.from({ length: count }, () => null))
          .map(({ detail }) => detail)
          .filter((detail) =>
            /^SCAN (message|delivery|recipient|attempt|sent_copy|proof_record|m|d|r|s|q)\b/.test(detail),
          )
          // Of a partial index only what is open is read; the newest come first from the end of a key.
          .filter((detail) => !partial.some((name) => detail.includes(` ${name}`)) && !/LIMIT|MAX\(/.test(text))
          .map((detail) => `${detail}: ${text.replace(/\s+/g, ' ').trim().slice(0, 200)}`)
      );
    });
  } finally {
    file.close();
  }
}
