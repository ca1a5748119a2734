import { simpleParser } from 'mailparser';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { extendDeadlines } from '../../src/outbox/deliver/gate.ts';
import type { Guard } from '../../src/sdk/index.ts';
import { NO_GUARD } from '../../src/sdk/index.ts';
import { type SettingKey, saveSettingIn } from '../../src/settings/settings.store.ts';
import { type FaultSmtp, startFaultSmtp } from '../support/mail/fault-smtp.ts';
import { type OutboxRig, openOutboxRig, testAccount } from '../support/outbox-rig.ts';
import { forEachDatabase } from '../support/test-database.ts';

/** Guard and stop at the last moment before the envelope: what a mail server really got is what counts. */
forEachDatabase((database) => {
  let smtp: FaultSmtp;
  let rig: OutboxRig;
  let url: string;
  const rigs: OutboxRig[] = [];
  const open = async (more: { guard?: Guard; insertConnectors?: boolean } = {}) => {
    const auth = { kind: 'password' as const, user: 'alice@sender.test', password: 'pw-alice' };
    const endpoint = { host: '127.0.0.1', port: smtp.port, security: 'none' as const, trust: {}, auth };
    const opened = await openOutboxRig({ url, accounts: [testAccount({ smtp: endpoint })], ...more });
    rigs.push(opened);
    return opened;
  };
  beforeEach(async () => {
    smtp = await startFaultSmtp();
    url = await database.create();
    rig = await open();
  });
  afterEach(async () => {
    for (const one of rigs.splice(0)) await one.close();
    await smtp.stop();
  });

  const save = (key: SettingKey, value: object, on = rig) =>
    on.outbox.changeGate((tx) =>
      saveSettingIn(tx, { key, value, modifiedAt: Date.now(), modifiedBy: 'admin' }, undefined),
    );
  const guard = (value: Partial<Guard>, on = rig) => save('guard', { ...NO_GUARD, ...value }, on);
  const stop = (on = rig) =>
    save('sending-stop', { stopped: { reason: 'wrong payslips', by: 'admin', at: Date.now() } }, on);
  const rowOf = async (id: string) => {
    const [row] = await rig.store.read.sql<{ state: string; held_reason: string; attempts: number; detail: string }[]>`
      SELECT state, held_reason, attempts, detail FROM delivery WHERE id = ${id}`;
    return row;
  };
  const recipientsOf = (id: string) =>
    rig.store.read.sql<{ address: string; state: string }[]>`
      SELECT address, state FROM recipient WHERE delivery_id = ${id} ORDER BY position`;

  test('beyond 17 capture: nothing leaves, it is stored and shown as captured, and it does not leave when the guard goes', async () => {
    await guard({ mode: 'capture' });
    await rig.outbox.start();
    const ids = await Promise.all([1, 2, 3].map(() => rig.send()));
    for (const id of ids) await rig.until(id, 'cancelled');
    expect(await rowOf(ids[0] ?? '')).toMatchObject({
      held_reason: 'guard',
      attempts: 0,
      detail: expect.stringMatching(/^Captured by the guard, nobody received it/),
    });
    await guard({ mode: 'off' });
    const later = await rig.send();
    await rig.until(later, 'accepted');
    expect(smtp.mails).toHaveLength(1);
    expect((await rowOf(ids[0] ?? ''))?.state).toBe('cancelled');
  });

  test('beyond 17 redirect: one address gets it, with the original recipients in headers and in a line above the text', async () => {
    await guard({ mode: 'redirect', redirectTo: 'qa@test.example' });
    await rig.outbox.start();
    const id = await rig.send({ cc: [{ address: 'carol@receiver.test' }], bcc: [{ address: 'dan@receiver.test' }] });
    await rig.until(id, 'accepted');
    const [mail] = smtp.mails;
    expect(mail?.to).toEqual(['qa@test.example']);
    const seen = await simpleParser(mail?.raw ?? Buffer.of());
    expect(seen.to).toMatchObject({ text: 'qa@test.example' });
    expect(seen.cc).toBeUndefined();
    expect(seen.headers.get('x-mailrule-original-to')).toBe('bob@receiver.test');
    expect(seen.headers.get('x-mailrule-original-bcc')).toBe('dan@receiver.test');
    expect(seen.text).toMatch(/^This e-mail was redirected.*To bob@receiver.test; Cc carol@receiver.test/);
    expect(seen.html).toMatch(/^<p><strong>This e-mail was redirected.*<p>Dear Bob/);
    expect(await recipientsOf(id)).toMatchObject([
      { address: 'qa@test.example', state: 'accepted' },
      { address: 'bob@receiver.test', state: 'suppressed' },
      { address: 'carol@receiver.test', state: 'suppressed' },
      { address: 'dan@receiver.test', state: 'suppressed' },
    ]);
  });

  test('beyond 17 what was composed before a guard is captured by it, never sent to its recipients and never rewritten', async () => {
    const before = await rig.send();
    await guard({ mode: 'redirect', redirectTo: 'qa@test.example' });
    const after = await rig.send();
    await rig.outbox.start();
    await rig.until(after, 'accepted');
    await rig.until(before, 'cancelled');
    expect(smtp.mails.map(({ to }) => to)).toEqual([['qa@test.example']]);
  });

  test('beyond 17 allow list: its addresses and domains get e-mail, others are left out, and a mail for others only is captured', async () => {
    await guard({ mode: 'allow_list', allowed: ['@receiver.test', 'qa@test.example'] });
    await rig.outbox.start();
    const both = await rig.send({ to: [{ address: 'bob@receiver.test' }, { address: 'real@customer.example' }] });
    const other = await rig.send({ to: [{ address: 'real@customer.example' }] });
    const listed = await rig.send({ to: [{ address: 'QA@test.example' }] });
    await rig.until(both, 'accepted');
    await rig.until(listed, 'accepted');
    await rig.until(other, 'cancelled');
    expect(smtp.mails.flatMap(({ to }) => to).sort()).toEqual(['QA@test.example', 'bob@receiver.test']);
    expect(await recipientsOf(both)).toMatchObject([
      { state: 'accepted' },
      { address: 'real@customer.example', state: 'suppressed' },
    ]);
  });

  test('security 13 stop: what is queued and what is being transmitted does not leave, in no process, until it is resumed', async () => {
    const other = database.kind === 'postgres' ? await open({ insertConnectors: false }) : undefined;
    const sending = smtp.next('data');
    smtp.setRules([{ stage: 'data', times: 1, action: { delayMs: 400 } }]);
    await rig.outbox.start();
    await other?.outbox.start();
    const first = await rig.send();
    await sending;
    await stop();
    const rest = await Promise.all([1, 2, 3, 4].map(() => rig.send()));
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(smtp.mails).toEqual([]);
    for (const id of [first, ...rest]) expect(await rowOf(id)).toMatchObject({ state: 'queued', attempts: 0 });
    await rig.outbox.changeGate(async (tx) => {
      await extendDeadlines(tx, 1_000);
      await saveSettingIn(
        tx,
        { key: 'sending-stop', value: { stopped: null }, modifiedAt: Date.now(), modifiedBy: 'admin' },
        undefined,
      );
    });
    for (const id of [first, ...rest]) await rig.until(id, 'accepted');
    expect(smtp.mails).toHaveLength(5);
  });

  test('security 13 a mail whose time runs out while sending is stopped is not given up', async () => {
    const id = await rig.send();
    await rig.store.write((tx) => tx.sql`UPDATE delivery SET deadline_at = ${Date.now() - 1}`);
    await stop();
    await rig.outbox.start();
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(await rowOf(id)).toMatchObject({ state: 'queued' });
  });

  test('R3 workers that claim while a guard is switched on send nothing under the old one once the change has answered', async () => {
    smtp.setRules([{ stage: 'data', times: 1_000, action: { delayMs: 5 } }]);
    const ids = await Promise.all(Array.from({ length: 60 }, () => rig.send()));
    await rig.outbox.start();
    await smtp.stored(5);
    await guard({ mode: 'capture' });
    await expect
      .poll(async () => (await Promise.all(ids.map(rowOf))).filter((row) => row?.state === 'dot_pending'))
      .toEqual([]);
    const stored = smtp.mails.length;
    for (const id of ids) await rig.until(id, 'accepted', 'cancelled');
    expect(smtp.mails).toHaveLength(stored);
    const accepted = (await Promise.all(ids.map(rowOf))).filter((row) => row?.state === 'accepted');
    expect(accepted).toHaveLength(stored);
    expect(stored).toBeLessThan(60);
  });

  test('beyond 17 the guard of the environment holds whatever the setting says', async () => {
    await rigs.pop()?.close();
    const strict = await open({ guard: { ...NO_GUARD, mode: 'capture' }, insertConnectors: false });
    await guard({ mode: 'off' }, strict);
    await strict.outbox.start();
    const id = await strict.send();
    await strict.until(id, 'cancelled');
    expect(smtp.mails).toEqual([]);
  });
});
