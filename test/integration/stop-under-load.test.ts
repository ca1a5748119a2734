import { expect, test } from 'vitest';
import { startFaultSmtp } from '../support/mail/fault-smtp.ts';
import { openOutboxRig, testAccount } from '../support/outbox-rig.ts';
import { forEachDatabase } from '../support/test-database.ts';

forEachDatabase((database) => {
  test('a stop in the middle of the work finishes what is on the wire, gives the rest back, and a restart sends it once', async () => {
    const smtp = await startFaultSmtp();
    const auth = { kind: 'password' as const, user: 'alice@sender.test', password: 'pw-alice' };
    const endpoint = { host: '127.0.0.1', port: smtp.port, security: 'none' as const, trust: {}, auth };
    const options = {
      url: await database.create(),
      accounts: [testAccount({ smtp: endpoint, limits: { connections: 4 } })],
    };
    try {
      let rig = await openOutboxRig(options);
      await rig.outbox.start();
      const ids = await Promise.all(Array.from({ length: 120 }, () => rig.send()));
      for (let stops = 0; stops < 5; stops += 1) {
        await smtp.next('body');
        const started = Date.now();
        await rig.close();
        expect(Date.now() - started).toBeLessThan(5000);
        rig = await openOutboxRig({ ...options, insertConnectors: false });
        expect((await rig.outbox.metrics()).open).not.toHaveProperty('sending');
        expect((await rig.outbox.metrics()).open).not.toHaveProperty('dot_pending');
        await rig.outbox.start();
      }
      for (const id of ids) await rig.until(id, 'accepted');
      await rig.close();
      expect(smtp.mails).toHaveLength(120);
      expect(new Set(smtp.mails.map((mail) => mail.messageId)).size).toBe(120);
    } finally {
      await smtp.stop();
    }
  }, 60_000);
});
