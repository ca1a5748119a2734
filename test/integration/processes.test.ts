import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import type { SendLimits } from '../../src/sdk/index.ts';
import { startWorker, type WorkerProcess } from '../chaos/worker-process.ts';
import { type FaultSmtp, type FaultSmtpOptions, startFaultSmtp } from '../support/mail/fault-smtp.ts';
import { type OutboxRig, openOutboxRig, testAccount } from '../support/outbox-rig.ts';
import { createDatabase, dropDatabase } from '../support/postgres.ts';
import { sharedServers } from '../support/servers.ts';

// Several worker processes on one PostgreSQL; everything is counted at the mail server.

const closing: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function openDatabase(): Promise<string> {
  const { postgresAdminUrl } = sharedServers();
  const url = await createDatabase(postgresAdminUrl);
  closing.push(() => dropDatabase(postgresAdminUrl, url));
  return url;
}

async function openSmtp(options: FaultSmtpOptions = {}): Promise<FaultSmtp> {
  const smtp = await startFaultSmtp({ keepBodies: false, ...options });
  closing.push(() => smtp.stop());
  return smtp;
}

function accountAt(port: number, limits: SendLimits, connectorId = 'c1') {
  const auth = { kind: 'password' as const, user: 'alice@sender.test', password: 'pw-alice' };
  return testAccount({
    connectorId,
    displayName: connectorId,
    smtp: { host: '127.0.0.1', port, security: 'none' as const, trust: {}, auth },
    sentCopy: 'never',
    limits,
  });
}

type Account = ReturnType<typeof accountAt>;

async function openRig(url: string, accounts: Account[], insertConnectors = true): Promise<OutboxRig> {
  const rig = await openOutboxRig({ url, accounts, insertConnectors });
  closing.push(() => rig.close());
  return rig;
}

async function fill(rig: OutboxRig, count: number, connectorId = 'c1'): Promise<string[]> {
  const ids: string[] = [];
  for (let n = 0; n < count; n += 1) {
    ids.push(await rig.send({ to: [{ address: `e${n}@receiver.test` }] }, { connectorId, sentCopy: 'never' }));
  }
  return ids;
}

async function startWorkers(count: number, url: string, accounts: Account[]): Promise<WorkerProcess[]> {
  const workers = Array.from({ length: count }, () => startWorker({ url, accounts }));
  for (const worker of workers) {
    closing.push(async () => {
      worker.kill();
      await worker.stopped;
    });
  }
  await Promise.all(workers.map(({ started }) => started));
  return workers;
}

const slow = (ms: number): NonNullable<FaultSmtpOptions['onStage']> => {
  return async ({ stage }) => {
    if (stage === 'mail') await new Promise((resolve) => setTimeout(resolve, ms));
  };
};

const everyoneOnce = (smtp: FaultSmtp) => new Set(smtp.mails.map(({ messageId }) => messageId)).size;

test('three processes together open no more connections than the connector allows, and each e-mail leaves once', async () => {
  const smtp = await openSmtp({ onStage: slow(20) });
  const account = accountAt(smtp.port, { connections: 2 });
  const url = await openDatabase();
  await fill(await openRig(url, [account]), 120);
  await startWorkers(3, url, [account]);
  await smtp.stored(120);
  expect(smtp.connections.mostAtOnce).toBe(2);
  expect(everyoneOnce(smtp)).toBe(120);
});

test('the pace of a minute is one for two processes, and goes on when one is killed and another one comes', async () => {
  const smtp = await openSmtp();
  const account = accountAt(smtp.port, { connections: 4, messagesPerMinute: 126 });
  const url = await openDatabase();
  await fill(await openRig(url, [account]), 16);
  const [first] = await startWorkers(2, url, [account]);
  await smtp.stored(6);
  first?.kill();
  await startWorkers(1, url, [account]);
  await smtp.stored(14);
  const times = smtp.mails.map(({ receivedAt }) => receivedAt).sort((a, b) => a - b);
  const [from = 0, to = 0] = [times[0], times[13]];
  // 500 ms for each; a start may come up to a second late and be made up for.
  expect(to - from).toBeGreaterThanOrEqual(13 * 500 - 1_100);
});

test('the recipients of a day are counted over all processes', async () => {
  const smtp = await openSmtp();
  const account = accountAt(smtp.port, { connections: 4, recipientsPerDay: 10 });
  const url = await openDatabase();
  const rig = await openRig(url, [account]);
  await fill(rig, 25);
  await startWorkers(2, url, [account]);
  await smtp.stored(10);
  await new Promise((resolve) => setTimeout(resolve, 2_500));
  expect(smtp.mails).toHaveLength(10);
});

test('a server that refuses connections is tried by one process at a time, less often with each refusal', async () => {
  const attempts: number[] = [];
  const server = createServer((socket) => {
    attempts.push(Date.now());
    socket.end('421 4.3.2 not now\r\n');
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  closing.push(() => new Promise((resolve) => server.close(resolve)));
  const account = accountAt(port, { connections: 1 });
  const url = await openDatabase();
  const rig = await openRig(url, [account]);
  await fill(rig, 5);
  await startWorkers(2, url, [account]);
  await new Promise((resolve) => setTimeout(resolve, 3_000));
  const [pace] = await rig.store.read.sql<{ failures: number }[]>`SELECT failures FROM connector_pace`;
  expect(attempts.length).toBeGreaterThan(1);
  // Every attempt counted for both, so that neither begins anew with the short pause.
  expect(Math.abs(attempts.length - Number(pace?.failures))).toBeLessThanOrEqual(1);
  const gaps = attempts.slice(1).map((at, n) => at - (attempts[n] ?? 0));
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(90);
});

test('SIGTERM drains: the e-mail on the wire is finished, the others go back at once and leave through another process', async () => {
  const smtp = await openSmtp({ onStage: slow(60) });
  const account = accountAt(smtp.port, { connections: 1 });
  const url = await openDatabase();
  const rig = await openRig(url, [account]);
  await fill(rig, 30);
  const [first] = await startWorkers(1, url, [account]);
  await smtp.stored(5);
  first?.drain();
  await first?.stopped;
  const left = await rig.store.read.sql<{ state: string; attempts: number }[]>`
    SELECT state, attempts FROM delivery WHERE state <> 'accepted'`;
  expect(left.length).toBeGreaterThan(10);
  expect(left.every(({ state, attempts }) => state === 'queued' && attempts === 0)).toBe(true);
  await startWorkers(1, url, [account]);
  // Its session was given back, too: the next one does not wait for it to end by itself.
  await smtp.stored(30, 10_000);
  expect(everyoneOnce(smtp)).toBe(30);
});

test('a process hears of an e-mail that another one stored, and claims it at once', async () => {
  const smtp = await openSmtp();
  const account = accountAt(smtp.port, { connections: 2 });
  const url = await openDatabase();
  const api = await openRig(url, [account]);
  const worker = await openRig(url, [account], false);
  await worker.outbox.start();
  await fill(api, 1);
  await smtp.stored(1);
  const waits: number[] = [];
  for (let n = 0; n < 30; n += 1) {
    await new Promise((resolve) => setTimeout(resolve, 60));
    const begun = smtp.next('mail');
    await fill(api, 1);
    const stored = performance.now();
    await begun;
    waits.push(performance.now() - stored);
  }
  waits.sort((a, b) => a - b);
  // Without the bell it is half a second. The slowest few belong to what else this machine does.
  expect(waits[15]).toBeLessThan(50);
});

test('a slow provider does not keep a fast one waiting, and neither does it where the sessions of a process are few', async () => {
  for (const concurrency of [undefined, 2]) {
    const [lame, quick] = [await openSmtp({ onStage: slow(400) }), await openSmtp()];
    const accounts = [
      accountAt(lame.port, { connections: 4 }, 'lame'),
      accountAt(quick.port, { connections: 4 }, 'quick'),
    ];
    const url = await openDatabase();
    const rig = await openRig(url, accounts);
    await fill(rig, 60, 'lame');
    await rig.outbox.start({ queues: ['send'], concurrency });
    await lame.stored(1);
    await fill(rig, 60, 'quick');
    await quick.stored(60, 8_000);
    expect(lame.mails.length).toBeLessThan(60);
    if (concurrency !== undefined) expect(lame.connections.mostAtOnce).toBeLessThanOrEqual(concurrency);
    await rig.outbox.stop();
  }
});

test('while a large run sends, single e-mails and a small run have their share of its connector', async () => {
  const smtp = await openSmtp({ onStage: slow(5) });
  const account = accountAt(smtp.port, { connections: 1 });
  const url = await openDatabase();
  const rig = await openRig(url, [account]);
  await addRun(rig, 'large');
  await addRun(rig, 'small');
  const large = await fill(rig, 300);
  await ofRun(rig, 'large', large);
  const small = await fill(rig, 10);
  await ofRun(rig, 'small', small);
  const [single = ''] = await fill(rig, 1);
  await rig.outbox.start();
  await rig.until(single, 'accepted');
  expect(smtp.mails.length).toBeLessThan(100);
  for (const id of small) await rig.until(id, 'accepted');
  expect(smtp.mails.length).toBeLessThan(150);
});

async function ofRun(rig: OutboxRig, run: string, ids: string[]): Promise<void> {
  await rig.store.write((tx) => tx.sql`UPDATE delivery SET run_id = ${run} WHERE id IN (${() => ids})`);
}

/** Only that it is there and sends. */
async function addRun(rig: OutboxRig, id: string): Promise<void> {
  await rig.store.write(async (tx) => {
    const columns = tx.dataSource.getMetadata('run').columns.filter(({ isNullable }) => !isNullable);
    const values = columns.map(({ databaseName, type }) => {
      if (databaseName === 'id') return id;
      if (databaseName === 'state') return 'sending';
      if (type === 'boolean') return false;
      return type === 'text' || type === 'varchar' ? '' : type === 'simple-json' ? '{}' : 0;
    });
    const names = columns.map(({ databaseName }) => `"${databaseName}"`).join(', ');
    const places = values.map((_, n) => `$${n + 1}`).join(', ');
    await tx.query(`INSERT INTO run (${names}) VALUES (${places})`, values);
  });
}
