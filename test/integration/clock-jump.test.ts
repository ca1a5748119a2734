import { afterEach, expect, test } from 'vitest';
import { type Clock, systemClock } from '../../src/sdk/index.ts';
import { type FaultSmtp, startFaultSmtp } from '../support/mail/fault-smtp.ts';
import { type OutboxRig, openOutboxRig, testAccount } from '../support/outbox-rig.ts';
import { forEachDatabase } from '../support/test-database.ts';

const DAY_MS = 24 * 3_600_000;

/** The clock of the process is put a day ahead, or back, while it works. */
forEachDatabase((database) => {
  let smtp: FaultSmtp;
  let rig: OutboxRig;
  let opened = 0;
  let offset = 0;
  let hold = Promise.resolve();
  const clock: Clock = { now: () => Date.now() + offset, sleep: systemClock.sleep };
  afterEach(async () => {
    await rig.close();
    await smtp.stop();
  });

  const open = async (limits: { messagesPerMinute?: number } = {}) => {
    offset = 0;
    hold = Promise.resolve();
    // At the final dot the server answers only when the test lets it.
    smtp = await startFaultSmtp({ onStage: ({ stage }) => (stage === 'dot' ? hold : undefined) });
    const auth = { kind: 'password' as const, user: 'alice@sender.test', password: 'pw-alice' };
    const account = testAccount({
      connectorId: `c${++opened}`,
      sentCopy: 'never',
      limits: { connections: 1, ...limits },
      smtp: { host: '127.0.0.1', port: smtp.port, security: 'none' as const, trust: {}, auth },
    });
    rig = await openOutboxRig({ url: database.url(), accounts: [account], clock });
  };
  const send = (key: string) => rig.send({}, { connectorId: `c${opened}`, key: `${opened}-${key}` });
  const attemptsOf = async (id: string) =>
    (await rig.store.read.sql<{ verdict: string }[]>`SELECT verdict FROM attempt WHERE delivery_id = ${id}`).map(
      ({ verdict }) => verdict,
    );

  test('R what was stored while the clock was ahead leaves after it was put back: a new one, and one that waits for its next try', async () => {
    await open();
    offset = DAY_MS;
    smtp.setRules([{ stage: 'rcpt', action: { reply: '451 4.3.0 Later' } }]);
    await rig.outbox.start();
    const tried = await send('tried');
    await expect.poll(() => attemptsOf(tried), { timeout: 10_000 }).toContain('retry');
    const fresh = await send('fresh');
    offset = 0;
    smtp.setRules([]);
    await rig.until(tried, 'accepted');
    await rig.until(fresh, 'accepted');
    expect((await attemptsOf(fresh)).filter((one) => one === 'accepted')).toHaveLength(1);
  });

  test('R a pace and a pause of a connector do not last until the clock comes there again', async () => {
    await open({ messagesPerMinute: 60 });
    offset = DAY_MS;
    await rig.outbox.start();
    await rig.until(await send('first'), 'accepted');
    const [waits, next] = [await send('waits'), await send('next')];
    offset = 0;
    await rig.until(waits, 'accepted');
    await rig.until(next, 'accepted');
    await rig.store.write(
      (tx) =>
        tx.sql`UPDATE connector_pace SET paused_until = ${Date.now() + DAY_MS} WHERE connector_id = ${`c${opened}`}`,
    );
    offset = -3 * 60_000;
    await rig.until(await send('paused'), 'accepted');
  });

  test('R of a worker that died while the clock was ahead nothing is kept for a day', async () => {
    await open();
    const id = await send('orphan');
    // As it left it: on PostgreSQL another process owned it.
    const lease = Date.now() + DAY_MS;
    await rig.store.write(
      (tx) => tx.sql`UPDATE delivery SET state = 'sending', lease_token = 'dead', due_at = ${lease} WHERE id = ${id}`,
    );
    await rig.outbox.start();
    const until = async () => {
      const [row] = await rig.store.read.sql<{ state: string; due_at: number | string | null }[]>`
        SELECT state, due_at FROM delivery WHERE id = ${id}`;
      return row?.state === 'accepted' || Number(row?.due_at) < Date.now() + 2 * 60_000;
    };
    await expect.poll(until, { timeout: 10_000 }).toBe(true);
  });

  test.each([
    ['ahead', DAY_MS],
    ['back', -DAY_MS],
  ])(
    'R a mail at its final dot while the clock is put %s is accepted, and sent once',
    async (_to, by) => {
      await open();
      let answer = () => {};
      hold = new Promise((resolve) => {
        answer = resolve;
      });
      await rig.outbox.start();
      const id = await send('dot');
      const state = async () => {
        const [row] = await rig.store.read.sql<{ state: string }[]>`SELECT state FROM delivery WHERE id = ${id}`;
        return row?.state;
      };
      await expect.poll(state, { timeout: 10_000, interval: 20 }).toBe('dot_pending');
      offset = by;
      // Longer than the dispatcher leaves between two looks at the leases.
      await new Promise((resolve) => setTimeout(resolve, 7_000));
      answer();
      await rig.until(id, 'accepted');
      expect((await attemptsOf(id)).filter((one) => one === 'accepted')).toHaveLength(1);
      expect(await attemptsOf(id)).not.toContain('lease_lost');
    },
    30_000,
  );

  test('R after a jump of a day ahead nothing that waits is given up', async () => {
    await open();
    smtp.setRules([{ stage: 'rcpt', action: { reply: '451 4.3.0 Later' } }]);
    await rig.outbox.start();
    const id = await send('waits');
    await expect.poll(() => attemptsOf(id), { timeout: 10_000 }).toContain('retry');
    offset = DAY_MS;
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    smtp.setRules([]);
    await rig.until(id, 'accepted');
  });
});
