import { afterEach, beforeEach, expect, test } from 'vitest';
import { listHeldByLimit } from '../../src/outbox/limits/held-by-limit.ts';
import { type Clock, NO_LIMITS, newId, type SendingLimits, systemClock } from '../../src/sdk/index.ts';
import { type FaultSmtp, startFaultSmtp } from '../support/mail/fault-smtp.ts';
import { type OutboxRig, openOutboxRig, plannedMail, testAccount } from '../support/outbox-rig.ts';
import { forEachDatabase } from '../support/test-database.ts';
import { callerWith } from '../support/test-server.ts';

/** Mail-bomb limits: what a mail server really got in an hour is what counts. */
forEachDatabase((database) => {
  let smtp: FaultSmtp;
  let rig: OutboxRig | undefined;
  beforeEach(async () => {
    smtp = await startFaultSmtp({ keepBodies: false });
  });
  afterEach(async () => {
    await rig?.close();
    rig = undefined;
    await smtp.stop();
  });

  let ahead = 0;
  const clock: Clock = { now: () => systemClock.now() + ahead, sleep: (ms, signal) => systemClock.sleep(ms, signal) };
  const open = async (limits: Partial<SendingLimits>) => {
    ahead = 0;
    const auth = { kind: 'password' as const, user: 'alice@sender.test', password: 'pw-alice' };
    const endpoint = { host: '127.0.0.1', port: smtp.port, security: 'none' as const, trust: {}, auth };
    const accounts = [testAccount({ smtp: endpoint, sentCopy: 'never' })];
    const opened = await openOutboxRig({
      url: await database.create(),
      accounts,
      clock,
      limits: { ...NO_LIMITS, ...limits },
    });
    rig = opened;
    return opened;
  };
  const to = (address: string) => ({ to: [{ address }] });
  const states = async ({ store }: OutboxRig) => {
    const rows = await store.read.sql<{ state: string; held_reason: string | null; n: number }[]>`
      SELECT state, held_reason, COUNT(*) AS n FROM delivery GROUP BY state, held_reason`;
    return Object.fromEntries(rows.map(({ state, held_reason, n }) => [held_reason ?? state, Number(n)]));
  };
  const decide = (of: OutboxRig, what: 'approve' | 'cancel', key: string) => {
    const route = of.outbox.routes.find(({ path }) => path === `/limits/held/${what}`);
    if (route === undefined) throw new Error('no such route');
    const request = { caller: callerWith('administrator'), params: {}, query: {}, headers: {}, body: { key } };
    return route.handler({ ...request, signal: new AbortController().signal });
  };

  test('security 13 one address gets no more than its limit in an hour; the rest is held with the reason, others are not', async () => {
    const own = await open({ perRecipient: 3 });
    await own.outbox.start();
    const ids = [];
    for (let n = 0; n < 6; n += 1)
      ids.push(await own.send(to(n % 2 === 0 ? 'bob@receiver.test' : 'BOB@Receiver.test')));
    const other = await own.send(to('carol@receiver.test'));
    for (const id of [...ids, other]) await own.until(id, 'accepted', 'held');
    expect(await states(own)).toEqual({ accepted: 4, limit: 3 });
    expect(smtp.mails).toHaveLength(4);
    expect(await listHeldByLimit(own.store)).toMatchObject([
      { key: 'recipient:bob@receiver.test', kind: 'recipient', name: 'bob@receiver.test', count: 3 },
    ]);
    const held = await own.until(ids[5] ?? '', 'held');
    expect(held).toMatchObject({
      attempts: 0,
      detail: expect.stringMatching(/^More than 3 e-mails to bob@receiver.test/),
    });
  });

  test('security 13 what an administrator lets go leaves and is not counted again; the next hour begins anew', async () => {
    const own = await open({ perConnector: 2 });
    await own.outbox.start();
    const ids = [];
    for (let n = 0; n < 5; n += 1) ids.push(await own.send(to(`p${n}@receiver.test`)));
    for (const id of ids) await own.until(id, 'accepted', 'held');
    expect(await states(own)).toEqual({ accepted: 2, limit: 3 });
    expect(await decide(own, 'approve', 'connector:c1')).toMatchObject({ body: { count: 3 } });
    for (const id of ids) await own.until(id, 'accepted');
    await expect(decide(own, 'approve', 'connector:c1')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const more = await own.send(to('late@receiver.test'));
    await own.until(more, 'held');
    expect(await decide(own, 'cancel', 'connector:c1')).toMatchObject({ body: { count: 1 } });
    await own.until(more, 'cancelled');
    ahead = 3_600_000;
    const next = await own.send(to('next@receiver.test'));
    await own.until(next, 'accepted');
    expect(smtp.mails).toHaveLength(6);
  });

  test('security 13 a second try of the same e-mail is none more, and payroll runs do not count', async () => {
    const own = await open({ perRecipient: 1 });
    smtp.setRules([{ stage: 'rcpt', times: 2, action: { reply: '451 4.3.0 later' } }]);
    await own.outbox.start();
    const id = await own.send(to('bob@receiver.test'));
    await own.until(id, 'accepted');
    const run = await own.send(to('bob@receiver.test'), { cause: { runId: 'r1' } });
    await own.until(run, 'accepted');
    const second = await own.send(to('bob@receiver.test'));
    await own.until(second, 'held');
  });

  test('security 13 of 10,000 e-mails of one rule in a burst the limit leaves, none is lost, and all the others wait', async () => {
    const own = await open({ perRule: 100 });
    const cause = () => ({ kind: 'rule' as const, key: newId(), ruleId: 'storm', ruleVersion: 1 });
    for (let done = 0; done < 10_000; done += 500) {
      const prepared = await Promise.all(
        Array.from({ length: 500 }, (_, n) =>
          own.outbox.prepare(plannedMail(to(`p${done + n}@receiver.test`)), cause()),
        ),
      );
      await own.store.grouped((tx) => own.outbox.insert(tx, prepared));
    }
    await own.outbox.start();
    await expect.poll(() => states(own), { timeout: 100_000, interval: 200 }).toEqual({ accepted: 100, limit: 9_900 });
    expect(smtp.mails).toHaveLength(100);
    expect(await decide(own, 'cancel', 'rule:storm')).toMatchObject({ body: { count: 9_900 } });
    expect(await states(own)).toEqual({ accepted: 100, cancelled: 9_900 });
    expect(await listHeldByLimit(own.store)).toEqual([]);
  }, 150_000);
});
