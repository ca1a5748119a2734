import { afterEach, expect, test } from 'vitest';
import type { MailAccount } from '../../src/sdk/index.ts';
import { dataSourceFor } from '../../src/store/data-source.ts';
import { migrations } from '../../src/store/migrations/index.ts';
import { insertRows } from '../../src/store/sql.ts';
import { type FaultSmtp, startFaultSmtp } from '../support/mail/fault-smtp.ts';
import { deliveryOf, openOutboxRig, testAccount } from '../support/outbox-rig.ts';
import { forEachDatabase } from '../support/test-database.ts';

/** What the migrations of the last versions come upon: these tables with rows in them. */
const TABLES = ['connector', 'connector_pace', 'content', 'message', 'delivery', 'recipient', 'proof_record'];
const VERSIONS_BACK = [1, 5];

let smtp: FaultSmtp | undefined;

afterEach(async () => {
  await smtp?.stop();
  smtp = undefined;
});

interface Queue {
  rows: Map<string, Record<string, unknown>[]>;
  queued: string[];
  sending: string;
  atTheDot: string;
  held: string;
}

/** A queue as a process left it that was ended for the upgrade: some wait, one was on the wire, one at its dot, one is held. */
async function makeQueue(url: string, account: MailAccount): Promise<Queue> {
  const rig = await openOutboxRig({ url, accounts: [account] });
  try {
    const ids: string[] = [];
    for (let n = 0; n < 6; n += 1) ids.push(await rig.send({ to: [{ address: `e${n}@receiver.test` }] }));
    const [sending = '', atTheDot = '', held = '', ...queued] = ids;
    await rig.store.write(async (tx) => {
      await tx.sql`UPDATE delivery SET state = 'sending', lease_token = 'old', due_at = 1 WHERE id = ${sending}`;
      await tx.sql`UPDATE delivery SET state = 'dot_pending', lease_token = 'old', due_at = 1 WHERE id = ${atTheDot}`;
      await tx.sql`
        UPDATE delivery SET state = 'held', held_reason = 'approval', due_at = ${Date.now() + 3_600_000} WHERE id = ${held}`;
    });
    const rows: Queue['rows'] = new Map();
    for (const table of TABLES) rows.set(table, await rig.store.read.query(`SELECT * FROM "${table}"`));
    return { rows, queued, sending, atTheDot, held };
  } finally {
    await rig.close();
  }
}

/** The same rows in the schema of an earlier version, which has fewer columns. */
async function storeAsBefore(url: string, back: number, { rows }: Queue): Promise<void> {
  const source = dataSourceFor(url).setOptions({ migrations: migrations.slice(0, -back) });
  await source.initialize();
  try {
    await source.runMigrations({ transaction: 'each' });
    await source.query('DELETE FROM "proof_record"');
    const runner = source.createQueryRunner();
    for (const [name, list] of rows) {
      const table = await runner.getTable(name);
      const known = (table?.columns ?? []).map((column) => column.name);
      expect(known.length).toBeGreaterThan(0);
      const old = list.map((row) => Object.fromEntries(known.map((column) => [column, row[column]])));
      await insertRows(source.manager, name, old);
    }
    if (url.startsWith('postgres')) await source.query(`SELECT setval('proof_record_n_seq', 1000)`);
    await runner.release();
  } finally {
    await source.destroy();
  }
}

forEachDatabase((database) => {
  test.each(VERSIONS_BACK)(
    'a queue of %i migrations before is upgraded and delivered: each e-mail once, what was at its dot is not sent again',
    async (back) => {
      smtp = await startFaultSmtp();
      const auth = { kind: 'password' as const, user: 'alice@sender.test', password: 'pw-alice' };
      const account = testAccount({
        smtp: { host: '127.0.0.1', port: smtp.port, security: 'none' as const, trust: {}, auth },
      });
      const queue = await makeQueue(await database.create(), account);
      const url = await database.create();
      await storeAsBefore(url, back, queue);

      const rig = await openOutboxRig({ url, accounts: [account], insertConnectors: false });
      try {
        await rig.outbox.start();
        for (const id of [queue.sending, ...queue.queued]) await rig.until(id, 'accepted');
        await rig.until(queue.atTheDot, 'uncertain');
        expect(await deliveryOf(rig.store, queue.held)).toMatchObject({ state: 'held' });
        const to = smtp.mails.map((mail) => mail.to.join()).sort();
        expect(to).toEqual(['e0@receiver.test', 'e3@receiver.test', 'e4@receiver.test', 'e5@receiver.test']);
      } finally {
        await rig.close();
      }
    },
  );
});
