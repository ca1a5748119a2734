import { afterEach, expect, test } from 'vitest';
import { openStore } from '../../../src/store/store.ts';
import { expireLeases, type KillableApp, openKillableApp } from '../../chaos/app-process.ts';
import { emailSettings } from '../../support/connector-rig.ts';
import { sharedServers } from '../../support/servers.ts';
import { forEachDatabase } from '../../support/test-database.ts';

const LETTERS = 24;
const POLL = { timeout: 60_000, interval: 200 };
let app: KillableApp | undefined;

afterEach(async () => {
  await app?.kill();
  app = undefined;
});

/** Nobody knows that a killed process is dead until its leases end: the test does not wait for that. */
async function expireMailboxes(databaseUrl: string): Promise<void> {
  await expireLeases(databaseUrl);
  const store = await openStore({ url: databaseUrl });
  await store.write((tx) => tx.sql`UPDATE mailbox SET lease_token = NULL, lease_until = NULL, due_at = 1`);
  await store.close();
}

async function countsOf(databaseUrl: string) {
  const store = await openStore({ url: databaseUrl });
  const [row] = await store.read.sql<Record<string, number | string>[]>`
    SELECT (SELECT COUNT(*) FROM inbound_message) AS messages, (SELECT COUNT(DISTINCT uid) FROM inbound_message) AS uids,
      (SELECT COUNT(*) FROM received_event WHERE state = 'fired') AS fired, (SELECT COUNT(*) FROM event) AS events,
      (SELECT COUNT(*) FROM message) AS mails`;
  await store.close();
  return Object.fromEntries(Object.entries(row ?? {}).map(([name, count]) => [name, Number(count)]));
}

forEachDatabase((database) => {
  test('R33 kill -9 in the middle of reading and firing: each message is stored once and each rule fires once for it', async () => {
    const { mail } = sharedServers();
    const desk = mail.account();
    const started = await openKillableApp(database.url(), { boss: ['administrator'] });
    app = started;
    await started.start();
    const connector = { type: 'email', displayName: 'Desk', settings: emailSettings(desk) };
    const { id } = await started.call('POST', '/connectors', connector);
    await started.call('POST', `/connectors/${id}/test`, {});
    const mailboxes = async () =>
      (await started.call('GET', '/me/mailboxes')).items.map((one: { id: string }) => one.id);
    await expect.poll(mailboxes, POLL).toContain(id);
    await started.call('PATCH', `/mailboxes/${id}`, { read: 'inbox' });
    const params = { connector: id, to: [{ field: 'email.from' }], subject: 'Re', text: 'Thank you.' };
    const trigger = { kind: 'email-received', mailbox: id };
    const rule = await started.call('POST', '/rules', {
      name: 'x',
      trigger,
      actions: [{ action: 'send-email', params }],
    });
    const states = async (): Promise<string[]> =>
      (await started.call('GET', `/rules/${rule.id}/received?limit=200`)).items.map(
        ({ state }: { state: string }) => state,
      );
    for (let round = 0; round < 3; round += 1) {
      for (let n = 0; n < LETTERS / 3; n += 1) {
        const from = `From: w${round}-${n}@nowhere-to-go.test\r\nSubject: ${round}-${n}\r\nMessage-ID: <${round}-${n}@w.test>`;
        await mail.deliverByLmtp(desk.user, `${from}\r\n\r\nHello.\r\n`);
      }
      // At another place each time: just when it is noticed, while it is read, while rules fire.
      await new Promise((resolve) => setTimeout(resolve, 40 + round * 120));
      await started.kill();
      await expireMailboxes(database.url());
      await started.start();
    }
    await expect.poll(async () => (await states()).filter((state) => state === 'fired').length, POLL).toBe(LETTERS);
    expect(await states()).toHaveLength(LETTERS);
    await started.kill();
    app = undefined;
    const counts = await countsOf(database.url());
    expect(counts).toEqual({ messages: LETTERS, uids: LETTERS, fired: LETTERS, events: LETTERS, mails: LETTERS });
  }, 180_000);
});
