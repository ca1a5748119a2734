import { afterEach, expect, test } from 'vitest';
import { createMailHours } from '../../src/health/mail-hours.ts';
import type { MailAccount } from '../../src/sdk/index.ts';
import { systemClock } from '../../src/sdk/index.ts';
import { type FaultSmtp, startFaultSmtp } from '../support/mail/fault-smtp.ts';
import { type OutboxRig, openOutboxRig, testAccount } from '../support/outbox-rig.ts';
import { forEachDatabase } from '../support/test-database.ts';

const HOUR_MS = 3_600_000;

forEachDatabase((database) => {
  let smtp: FaultSmtp;
  let opened = 0;
  let rig: OutboxRig;
  afterEach(async () => {
    await rig.close();
    await smtp.stop();
  });

  async function open(): Promise<void> {
    smtp = await startFaultSmtp({
      rules: [{ stage: 'rcpt', match: /nobody@/, action: { reply: '550 5.1.1 No such user' } }],
    });
    const auth = { kind: 'password' as const, user: 'alice@sender.test', password: 'pw-alice' };
    const account: MailAccount = testAccount({
      smtp: { host: '127.0.0.1', port: smtp.port, security: 'none' as const, trust: {}, auth },
    });
    rig = await openOutboxRig({ url: database.url(), accounts: [account], insertConnectors: opened++ === 0 });
    await rig.outbox.start();
  }

  test('the e-mails of the last 24 hours are counted by hour and by what became of them', async () => {
    await open();
    const sent = await rig.send({ to: [{ address: 'bob@receiver.test' }] });
    const failed = await rig.send({ to: [{ address: 'nobody@receiver.test' }] });
    await rig.until(sent, 'accepted');
    await rig.until(failed, 'failed');
    const now = Date.now();
    const at = (clock: number) => createMailHours({ store: rig.store, clock: { ...systemClock, now: () => clock } })();
    const hours = await at(now);
    expect(hours).toHaveLength(24);
    expect(hours.map(({ from }) => from / HOUR_MS)).toEqual(hours.map((_, n) => Math.floor(now / HOUR_MS) - 23 + n));
    expect(hours.reduce((all, hour) => [(all[0] ?? 0) + hour.sent, (all[1] ?? 0) + hour.failed], [0, 0])).toEqual([
      1, 1,
    ]);
    // Three hours later they stand three bars further left; a day later they are gone.
    const later = await at(now + 3 * HOUR_MS);
    expect(later.slice(19, 21).reduce((sum, hour) => sum + hour.sent + hour.failed, 0)).toBe(2);
    const dayAfter = await at(now + 25 * HOUR_MS);
    expect(dayAfter.every((hour) => hour.sent + hour.failed + hour.waiting === 0)).toBe(true);
  });

  test('what waits is counted as waiting, what was taken back not at all', async () => {
    await open();
    // What is waiting shall stay so: no worker takes it while it is taken back.
    await rig.outbox.stop();
    const id = await rig.send();
    const count = async () => {
      const hours = await createMailHours({ store: rig.store, clock: systemClock })();
      return hours.reduce((sum, hour) => sum + hour.waiting, 0);
    };
    expect(await count()).toBe(1);
    await rig.store.write((tx) => tx.sql`UPDATE delivery SET state = 'cancelled', due_at = NULL WHERE id = ${id}`);
    expect(await count()).toBe(0);
  });
});
