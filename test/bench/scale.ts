/**
 * `npm run scale`: measures what an e-mail costs with 1, 2, 4 and 8 workers on PostgreSQL against a mail server that is 20 ms
 * away, and computes from that what a million and a hundred million payslips a day need, and what ends first. Writes docs/scale.md.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { QUEUES } from '../../src/outbox/worker-role.ts';
import { startWorker } from '../chaos/worker-process.ts';
import { startFaultSmtp } from '../support/mail/fault-smtp.ts';
import { openOutboxRig, plannedMail, testAccount } from '../support/outbox-rig.ts';
import { startPostgres } from '../support/postgres.ts';
import { type Constants, scaleReport, type WorkersRate } from './scale-report.ts';

const COUNTS = [1, 2, 4, 8];
const SESSIONS = 4;
const MAILS_PER_WORKER = 300;
const DELAY_MS = 20;
const ROUNDS = 3;

const postgres = await startPostgres({ fsync: true });
const rates: WorkersRate[] = [];
let walBytes = 0;
let statements = 0;
try {
  for (const workers of COUNTS) {
    const rounds: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const measured = await measure(workers);
      rounds.push(measured.perSecond);
      walBytes = measured.walBytes;
      statements = measured.transactions;
      process.stdout.write(`${workers} workers: ${measured.perSecond.toFixed(1)} a second\n`);
    }
    rates.push({ workers, perSecond: rounds.sort((a, b) => a - b)[1] ?? 0 });
  }
} finally {
  await postgres.stop();
}
const docs = join(import.meta.dirname, '../../docs');
const constants: Constants = {
  ...cpuOf(readFileSync(join(docs, 'performance.md'), 'utf8')),
  ...{
    rates,
    walBytes,
    transactions: statements,
    sessions: SESSIONS,
    delayMs: DELAY_MS,
    cores: cpus().length,
    load: loadavg()[0] ?? 0,
  },
};
writeFileSync(join(docs, 'scale.json'), `${JSON.stringify(constants, null, 2)}\n`);
writeFileSync(join(docs, 'scale.md'), scaleReport(constants));

/** Sends a queue that is there already, from the first e-mail at the server to the last. */
async function measure(workers: number) {
  const smtp = await startFaultSmtp({
    keepBodies: false,
    onStage: ({ stage }) =>
      ['mail', 'rcpt', 'data', 'dot'].includes(stage)
        ? new Promise((resolve) => setTimeout(resolve, DELAY_MS))
        : undefined,
  });
  const url = await postgres.createDatabase();
  const auth = { kind: 'password' as const, user: 'alice@sender.test', password: 'pw-alice' };
  const account = testAccount({
    smtp: { host: '127.0.0.1', port: smtp.port, security: 'none', trust: {}, auth },
    limits: { connections: 100 },
  });
  const mails = MAILS_PER_WORKER * workers;
  const rig = await openOutboxRig({ url, accounts: [account] });
  const prepared = await Promise.all(
    Array.from({ length: mails }, (_, n) =>
      rig.outbox.prepare(plannedMail({ text: 'Dear Bob\r\n'.repeat(200) }, { sentCopy: 'never' }), {
        kind: 'api',
        key: `mail ${n}`,
      }),
    ),
  );
  await rig.store.write((tx) => rig.outbox.insert(tx, prepared));
  await rig.close();
  const before = await databaseCounts(url);
  const role = { queues: QUEUES, concurrency: SESSIONS };
  const fleet = Array.from({ length: workers }, () => startWorker({ url, accounts: [account], role }));
  try {
    await smtp.stored(mails, 300_000);
    // Without the time in which the workers begin and end: from a quarter to three quarters.
    const times = smtp.mails.map(({ receivedAt }) => receivedAt).sort((a, b) => a - b);
    const [from, to] = [Math.floor(mails / 4), Math.floor((mails * 3) / 4)];
    const seconds = ((times[to] ?? 0) - (times[from] ?? 0)) / 1000;
    for (const worker of fleet) worker.drain();
    await Promise.all(fleet.map(({ stopped }) => stopped));
    const after = await databaseCounts(url);
    return {
      perSecond: (to - from) / seconds,
      walBytes: Math.round((after.wal - before.wal) / mails),
      transactions: (after.transactions - before.transactions) / mails,
    };
  } finally {
    for (const worker of fleet) worker.kill();
    await smtp.stop();
  }
}

async function databaseCounts(url: string): Promise<{ wal: number; transactions: number }> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ wal: string; commits: string }>(
    `SELECT pg_current_wal_lsn() - '0/0'::pg_lsn AS wal, pg_stat_get_db_xact_commit((SELECT oid FROM pg_database WHERE datname = current_database())) AS commits`,
  );
  await client.end();
  return { wal: Number(rows[0]?.wal), transactions: Number(rows[0]?.commits) };
}

/** CPU seconds for 1,000 e-mails, as `npm run bench` found them. */
function cpuOf(performance: string): { fromFacts: number; sending: number } {
  const part = performance.slice(performance.indexOf('## SMTP only, 70 kB'));
  const of = (name: string) => Number(new RegExp(`^\\| ${name} \\|.*\\| ([\\d.]+) \\|$`, 'm').exec(part)?.[1]);
  return { fromFacts: of('mailrule, from facts until accepted'), sending: of('mailrule, stored mails until accepted') };
}
