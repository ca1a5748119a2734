import { expect, test } from 'vitest';
import { startFaultSmtp } from '../support/mail/fault-smtp.ts';
import { openOutboxRig, testAccount } from '../support/outbox-rig.ts';
import { startPostgres } from '../support/postgres.ts';

test('a database that restarts between the server’s acceptance and our record makes no e-mail uncertain and none go twice', async () => {
  const postgres = await startPostgres();
  let restarts = 0;
  const smtp = await startFaultSmtp({
    onStage: async ({ stage }) => {
      if (stage !== 'stored' || restarts > 0) return;
      restarts += 1;
      await postgres.restart();
    },
  });
  const auth = { kind: 'password' as const, user: 'alice@sender.test', password: 'pw-alice' };
  const endpoint = { host: '127.0.0.1', port: smtp.port, security: 'none' as const, trust: {}, auth };
  const rig = await openOutboxRig({
    url: await postgres.createDatabase(),
    accounts: [testAccount({ smtp: endpoint })],
  });
  try {
    await rig.outbox.start();
    const ids = [await rig.send(), await rig.send(), await rig.send()];
    for (const id of ids) {
      // Reading fails, too, while the database is away.
      const state = () =>
        rig.until(id, 'accepted', 'uncertain', 'failed').then(
          (seen) => seen.state,
          () => 'away',
        );
      await expect.poll(state, { timeout: 20_000 }).not.toBe('away');
      expect(await state()).toBe('accepted');
    }
    expect(restarts).toBe(1);
    expect(smtp.mails).toHaveLength(3);
  } finally {
    await rig.close();
    await smtp.stop();
    await postgres.stop();
  }
}, 60_000);
