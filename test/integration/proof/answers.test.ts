import { afterAll, beforeAll, expect, test } from 'vitest';
import { verifyBundle } from '../../../src/proof/verify-bundle.ts';
import { type HttpApp, openHttpApp } from '../../support/http-app.ts';
import { type Answer, openRunRig, type RunRig } from '../../support/run-rig.ts';
import { sharedServers } from '../../support/servers.ts';
import { forEachDatabase } from '../../support/test-database.ts';

const POLL = { timeout: 20_000, interval: 100 };

function letter(to: string, subject: string, more: string[] = []): string {
  return [
    'From: Person One <person.one@home.test>',
    'To: payroll@sender.test',
    `Subject: ${subject}`,
    `Message-ID: <${Math.random().toString(36).slice(2)}@home.test>`,
    `In-Reply-To: ${to}`,
    ...more,
    '',
    'My net pay looks wrong.',
    '',
  ].join('\r\n');
}

/** What comes back after a payslip was sent, with real mail servers. */
forEachDatabase((database) => {
  let app: HttpApp;
  let rig: RunRig;
  let mail = { id: '', messageId: '' };
  beforeAll(async () => {
    app = await openHttpApp(database.url());
    rig = await openRunRig(app);
  }, 60_000);
  afterAll(() => app.close());

  const sendOne = async () => {
    const second = await app.as('second', ['approver']);
    const run = await rig.plannedRun(rig.staff(1));
    await second.call('POST', `/runs/${run.id}/approve`, { hash: run.plan.hash });
    await app.call('POST', `/runs/${run.id}/release`, {});
    await rig.until(run.id, 'finished');
    const { items } = await app.call('GET', `/runs/${run.id}/items`);
    mail = await app.call('GET', `/outbox/${items[0].mail.id}`);
    // The mailbox appears a moment after its connector was tested.
    const read = () => app.request('PATCH', `/mailboxes/${rig.connectorId}`, { read: 'relevant' });
    await expect.poll(async () => (await read()).status, POLL).toBe(200);
  };

  /** the same bytes as given: a delivery would put its own lines in front */
  const arrive = async (raw: string) => {
    const client = await sharedServers().mail.openImap(rig.sender);
    await client.append('INBOX', raw);
    await client.logout();
  };
  const untilRead = (count: number) =>
    expect
      .poll(async () => {
        await app.request('POST', `/mailboxes/${rig.connectorId}/sync`);
        const rows = await app.store.read.sql<unknown[]>`
          SELECT id FROM inbound_message WHERE mailbox_id = ${rig.connectorId} AND state = 'read'`;
        return rows.length;
      }, POLL)
      .toBe(count);
  const answers = async (): Promise<Answer[]> => {
    const { records } = await app.call('GET', `/outbox/${mail.id}/proof`);
    return records.filter(({ kind }: Answer) => kind === 'answer');
  };
  const bundle = async () => {
    const url = `${app.url}/api/proof/bundle?message=${mail.id}`;
    return (await fetch(url, { headers: app.authorization() })).text();
  };

  test('E4 a later answer is in the proof by digest and time, once, and the bundle from before it is still intact', async () => {
    await sendOne();
    const before = await bundle();
    const first = letter(mail.messageId, 'Re: Payslip');
    await arrive(first);
    await untilRead(1);
    const [row] = await app.store.read.sql<{ sha256: string; received_at: number | string }[]>`
      SELECT sha256, received_at FROM inbound_message WHERE delivery_id = ${mail.id}`;
    const data = { kind: 'mail', sha256: row?.sha256, receivedAt: Number(row?.received_at) };
    expect(await answers()).toMatchObject([{ data }]);
    // The same bytes again, at another place of the mailbox; then as if the first one were not known any more.
    await arrive(first);
    await untilRead(2);
    expect(await answers()).toHaveLength(1);

    const automatic = letter(mail.messageId, 'Out of office', ['Auto-Submitted: auto-replied']);
    await arrive(automatic);
    await arrive(letter('<guessed@sender.test>', 'No answer of ours'));
    await untilRead(3);
    expect(await answers()).toMatchObject([{ data }, { data: { kind: 'auto_reply' } }]);

    const after = await bundle();
    expect(after).not.toMatch(/person\.one|home\.test|looks wrong|Re: Payslip/);
    for (const text of [before, after]) expect(await verifyBundle(Buffer.from(text))).toMatchObject({ intact: true });
    expect(JSON.parse(after).records.length - JSON.parse(before).records.length).toBe(2);
    const changed = after.replace(String(row?.sha256), '0'.repeat(64));
    expect((await verifyBundle(Buffer.from(changed))).problems[0]).toMatch(/^Record \d+ \(answer, number \d+ of/);
  });

  test('an e-mail has records of 1,000 answers at most: who answers without end does not make its proof unreadable', async () => {
    const there = (await answers()).length;
    await app.store.write(async (tx) => {
      for (let n = there; n < 1_000; n += 1) {
        const data = JSON.stringify({ kind: 'mail', sha256: String(n), receivedAt: n });
        await tx.sql`
          INSERT INTO proof_record (subject, kind, recorded_at, data) VALUES (${mail.id}, 'answer', ${n}, ${data})`;
      }
    });
    await arrive(letter(mail.messageId, 'One more'));
    await untilRead(4);
    expect(await answers()).toHaveLength(1_000);
  });
});
