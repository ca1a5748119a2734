import { afterEach, expect, test } from 'vitest';
import type { Report } from '../../src/outbox/decisions/bounces.ts';
import { deliveryOf, type OutboxRig, openOutboxRig, testAccount } from '../support/outbox-rig.ts';
import { forEachDatabase } from '../support/test-database.ts';

/** What a delivery report means for an e-mail, whatever state it is in. */
forEachDatabase((database) => {
  let rig: OutboxRig | undefined;
  const close = async () => {
    await rig?.close();
    rig = undefined;
  };
  afterEach(close);

  const PLACE = { connectorId: 'c1', address: 'alice@sender.test' };
  const open = async (state: string, recipientState = 'pending') => {
    rig = await openOutboxRig({ url: await database.create(), accounts: [testAccount()] });
    const { store, outbox } = rig;
    const id = await rig.send({ to: [{ address: 'a@example.com' }], cc: [{ address: 'b@example.com' }] });
    await store.write((tx) => tx.sql`UPDATE delivery SET state = ${state} WHERE id = ${id}`);
    await store.write((tx) => tx.sql`UPDATE recipient SET state = ${recipientState} WHERE delivery_id = ${id}`);
    const report = (reportId: string, ...addresses: string[]): Report => ({
      id: reportId,
      about: { messageId: undefined, mailId: id },
      recipients: addresses.map((address) => ({
        address,
        action: 'failed',
        status: '5.1.1',
        diagnostic: 'no such user',
      })),
    });
    const recipients = async () =>
      (
        await store.read.sql<
          { state: string }[]
        >`SELECT state FROM recipient WHERE delivery_id = ${id} ORDER BY position`
      ).map((one) => one.state);
    const record = (...args: Parameters<typeof report>) => outbox.recordReport(PLACE, report(...args));
    return { id, store, outbox, report, record, recipients, state: async () => (await deliveryOf(store, id)).state };
  };

  test('R14 a report of a delay, too, proves that an uncertain e-mail was taken; its Sent copy is looked for before it is filed', async () => {
    const { report, outbox, recipients, state, store, id } = await open('uncertain');
    const delayed = report('<d1>', 'a@example.com');
    const lines = delayed.recipients.map((line) => ({ ...line, action: 'delayed', status: '4.4.1' }));
    expect(await outbox.recordReport(PLACE, { ...delayed, recipients: lines })).toBe('recorded');
    expect(await state()).toBe('accepted');
    expect(await recipients()).toEqual(['accepted', 'accepted']);
    const copies = await store.read.sql<object[]>`SELECT state, maybe_filed FROM sent_copy WHERE id = ${id}`;
    expect(copies).toEqual([{ state: 'pending', maybe_filed: 1 }]);
  });

  test('R14 of a returned uncertain e-mail the Sent copy is looked for before it is filed: the provider may have filed it', async () => {
    const { record, store, id } = await open('uncertain');
    await record('<r1>', 'a@example.com');
    const copies = await store.read.sql<object[]>`SELECT state, maybe_filed FROM sent_copy WHERE id = ${id}`;
    expect(copies).toEqual([{ state: 'pending', maybe_filed: 1 }]);
  });

  test('E3 a report proves that an uncertain e-mail was taken: the one recipient has it, the other not', async () => {
    const { record, recipients, state, store, id } = await open('uncertain');
    expect(await record('<r1>', 'a@example.com')).toBe('recorded');
    expect(await state()).toBe('accepted');
    expect(await recipients()).toEqual(['bounced', 'accepted']);
    const copies = await store.read.sql<{ state: string }[]>`SELECT state FROM sent_copy WHERE id = ${id}`;
    expect(copies).toEqual([{ state: 'pending' }]);
    expect(await record('<r2>', 'B@Example.com')).toBe('recorded');
    expect(await state()).toBe('bounced');
    expect(await recipients()).toEqual(['bounced', 'bounced']);
  });

  test('a report that comes before the answer of the mail server is asked for again', async () => {
    for (const early of ['sending', 'dot_pending']) {
      const { record, recipients, state } = await open(early);
      expect(await record('<r1>', 'a@example.com')).toBe('early');
      expect(await state()).toBe(early);
      expect(await recipients()).toEqual(['pending', 'pending']);
      await close();
    }
  });

  test('an e-mail that waits for its other recipients goes on, and one that was taken back stays so', async () => {
    for (const other of ['queued', 'cancelled', 'failed']) {
      const { record, recipients, state } = await open(other, 'accepted');
      expect(await record('<r1>', 'a@example.com')).toBe('recorded');
      expect(await state()).toBe(other);
      expect(await recipients()).toEqual(['bounced', 'accepted']);
      await close();
    }
  });

  test('two readers at once tell it once', async () => {
    const { record, state, store, id } = await open('accepted', 'accepted');
    const outcomes = await Promise.all([1, 2, 3].map(() => record('<r1>', 'a@example.com', 'b@example.com')));
    expect(outcomes.filter((outcome) => outcome === 'recorded')).toHaveLength(1);
    expect(await state()).toBe('bounced');
    const told = await store.read.sql<unknown[]>`SELECT 1 FROM attempt WHERE delivery_id = ${id} AND kind = 'report'`;
    expect(told).toHaveLength(2);
  });

  test('a report in another mailbox counts only where that is the address of the sender', async () => {
    const { outbox, report, state } = await open('accepted', 'accepted');
    const about = report('<r1>', 'a@example.com', 'b@example.com');
    expect(await outbox.recordReport({ connectorId: 'c2', address: 'bob@sender.test' }, about)).toBe('unknown');
    expect(await state()).toBe('accepted');
    expect(await outbox.recordReport({ connectorId: 'c2', address: 'Alice@sender.test' }, about)).toBe('recorded');
    expect(await state()).toBe('bounced');
  });
});
