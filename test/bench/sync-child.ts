/** A process of its own that reads mailboxes: its peak memory is that of nothing else, and it can be killed. Settings come as JSON in argv. */
import { ImapFlow } from 'imapflow';
import { searchConversations } from '../../src/inbound/conversations/conversations.ts';
import { createInboundSlice } from '../../src/inbound/inbound-slice.ts';
import { insertRows } from '../../src/store/sql.ts';
import { type OutboxRig, openOutboxRig, testAccount } from '../support/outbox-rig.ts';
import { testEgress } from '../support/test-egress.ts';

export interface SyncSettings {
  /** bare: imapflow alone fetches the same; first: a first synchronisation; idle: many mailboxes wait; serve: until it is killed */
  job: 'bare' | 'first' | 'idle' | 'serve';
  url: string;
  port: number;
  users: string[];
  password: string;
  /** messages of the mailbox */
  count: number;
  /** false: another process stored the connectors and mailboxes in this database */
  fresh?: boolean;
  leaseMs?: number;
}

export interface SyncAnswer {
  seconds: number;
  /** until the bytes of all messages were stored, of a first synchronisation */
  storedSeconds: number;
  peakMb: number;
  /** of searches over what was read, milliseconds */
  searchMs: number[];
}

const settings = JSON.parse(process.argv[2] ?? '{}') as SyncSettings;
if (settings.job === 'bare') await answer(await bareFetch(settings));
else await serve(settings);

async function answer(measured: Omit<SyncAnswer, 'peakMb'>): Promise<void> {
  process.send?.({ ...measured, peakMb: process.resourceUsage().maxRSS / 1024 } satisfies SyncAnswer);
  process.disconnect?.();
}

async function bareFetch({ port, users, password, count }: SyncSettings): Promise<Omit<SyncAnswer, 'peakMb'>> {
  const auth = { user: users[0] ?? '', pass: password };
  const client = new ImapFlow({ host: '127.0.0.1', port, secure: false, doSTARTTLS: false, auth, logger: false });
  await client.connect();
  await client.mailboxOpen('INBOX', { readOnly: true });
  const start = performance.now();
  let seen = 0;
  for await (const one of client.fetch('1:*', { uid: true, source: true })) seen += one.source === undefined ? 0 : 1;
  const seconds = (performance.now() - start) / 1000;
  await client.logout();
  if (seen !== count) throw new Error(`${seen} of ${count} messages were fetched.`);
  return { seconds, storedSeconds: seconds, searchMs: [] };
}

async function serve({ job, url, port, users, password, count, fresh = true, leaseMs }: SyncSettings): Promise<void> {
  const accounts = users.map((user, index) =>
    testAccount({
      connectorId: `c${index}`,
      displayName: `Mailbox ${index}`,
      from: { address: user },
      imap: {
        ...{ host: '127.0.0.1', port, security: 'none', trust: {}, folders: { inbox: 'INBOX' } },
        auth: { kind: 'password', user, password },
      },
    }),
  );
  const rig = await openOutboxRig({ url, accounts, insertConnectors: fresh });
  if (fresh) await addMailboxes(rig, users.length);
  const inbound = createInboundSlice({
    ...{ store: rig.store, clock: rig.deps.clock, egress: testEgress },
    ...{ recordReport: rig.outbox.recordReport, proved: rig.outbox.proved },
    log: { info: () => {}, warn: () => {}, error: (fields) => process.stderr.write(`${JSON.stringify(fields)}\n`) },
    openConnector: (id) => rig.deps.connectors.open(id, 'read'),
    markProblematic: async () => undefined,
    assertMay: async () => undefined,
    ...(leaseMs === undefined ? {} : { pace: { leaseMs, renewMs: leaseMs / 3, tickMs: 50, pageSize: 5 } }),
  });
  const start = performance.now();
  inbound.start();
  if (job === 'serve') return void process.send?.({ pid: process.pid });
  let storedSeconds = 0;
  if (job === 'first') {
    await until(rig, () => storedCount(rig), count);
    storedSeconds = (performance.now() - start) / 1000;
    await until(rig, () => readCount(rig), count);
  } else await until(rig, () => watchedCount(rig), users.length);
  const seconds = (performance.now() - start) / 1000;
  const searchMs = job === 'first' ? await searches(rig) : [];
  await answer({ seconds, storedSeconds, searchMs });
  await inbound.stop();
  await rig.close();
}

async function addMailboxes({ store }: OutboxRig, count: number): Promise<void> {
  const rows = Array.from({ length: count }, (_, index) => ({
    ...{ id: `c${index}`, read: 'inbox', mark_as_read: false, first_days: 366, every_minutes: 10, read_from: null },
    ...{ state: 'waiting', problem: '', failures: 0, due_at: 0, lease_token: null, lease_until: null, lease_by: null },
    ...{ uid_validity: null, last_uid: 0, marked_uid: 0, synced_at: null, proven_at: null, created_at: 0 },
  }));
  await store.write((tx) => insertRows(tx, 'mailbox', rows));
}

async function storedCount({ store }: OutboxRig): Promise<number> {
  const [row] = await store.read.sql<{ n: number | string }[]>`SELECT COUNT(*) AS n FROM inbound_message`;
  return Number(row?.n);
}

async function readCount({ store }: OutboxRig): Promise<number> {
  const [row] = await store.read.sql<{ n: number | string }[]>`
    SELECT COUNT(*) AS n FROM inbound_message WHERE state = 'read'`;
  return Number(row?.n);
}

async function watchedCount({ store }: OutboxRig): Promise<number> {
  const [row] = await store.read.sql<{ n: number | string }[]>`
    SELECT COUNT(*) AS n FROM mailbox WHERE state = 'watching'`;
  return Number(row?.n);
}

/** Rejects when nothing moves for two minutes. */
async function until({ deps }: OutboxRig, read: () => Promise<number>, wanted: number): Promise<void> {
  let [last, movedAt] = [-1, Date.now()];
  for (;;) {
    const seen = await read();
    if (seen >= wanted) return;
    if (seen !== last) [last, movedAt] = [seen, Date.now()];
    if (Date.now() - movedAt > 120_000) throw new Error(`${seen} of ${wanted}, and nothing moves any more.`);
    await deps.clock.sleep(250, new AbortController().signal);
  }
}

async function searches({ store }: OutboxRig): Promise<number[]> {
  const took: number[] = [];
  for (let n = 0; n < 100; n += 1) {
    const start = performance.now();
    await searchConversations(store, { mailboxId: 'c0', search: `person${n} letter`, limit: 50 });
    took.push(performance.now() - start);
  }
  return took;
}
