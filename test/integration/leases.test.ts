import { afterEach, expect, test } from 'vitest';
import { claimDeliveries, markDotPending, renewLease } from '../../src/outbox/deliver/claim.ts';
import { expireOverdue, recoverLeases } from '../../src/outbox/deliver/recovery.ts';
import { newId } from '../../src/sdk/index.ts';
import { type FaultSmtp, startFaultSmtp } from '../support/mail/fault-smtp.ts';
import { deliveryOf, type OutboxRig, openOutboxRig, testAccount } from '../support/outbox-rig.ts';
import { forEachDatabase } from '../support/test-database.ts';

let rig: OutboxRig;
let smtp: FaultSmtp | undefined;

afterEach(async () => {
  await rig.close();
  await smtp?.stop();
  smtp = undefined;
});

const claim = (token: string, count = 10) =>
  claimDeliveries(rig.deps, { connectorId: 'c1', token, count, limits: { connections: 9 } });

const setState = (id: string, state: string, token: string) =>
  rig.store.write(
    (tx) => tx.sql`UPDATE delivery SET state = ${state}, lease_token = ${token}, due_at = 1 WHERE id = ${id}`,
  );

forEachDatabase((database) => {
  const open = async () => {
    rig = await openOutboxRig({ url: await database.create(), accounts: [testAccount()] });
    return rig;
  };

  test('beyond 2 R3 two workers that claim at once never get the same e-mail', async () => {
    await open();
    for (let n = 0; n < 30; n += 1) await rig.send();
    const claims = await Promise.all(Array.from({ length: 6 }, () => claim(newId())));
    const ids = claims.flatMap((one) => one.deliveries.map((delivery) => delivery.id));
    expect(ids).toHaveLength(30);
    expect(new Set(ids).size).toBe(30);
  });

  test('R3 a worker whose lease was taken over cannot set the marker, so it sends no dot', async () => {
    await open();
    const id = await rig.send();
    await claim('first');
    await setState(id, 'sending', 'first');
    await recoverLeases(rig.deps, { all: false });
    expect((await claim('second')).deliveries).toHaveLength(1);
    expect(await markDotPending(rig.deps, id, 'first')).toBe(false);
    expect(await markDotPending(rig.deps, id, 'second')).toBe(true);
  });

  test('R3 a worker that lost its lease in the middle of the body closes the connection without a dot', async () => {
    smtp = await startFaultSmtp({
      onStage: async ({ stage }) => {
        if (stage === 'data') await rig.store.write((tx) => tx.sql`UPDATE delivery SET lease_token = 'somebody else'`);
      },
    });
    const endpoint = { host: '127.0.0.1', port: smtp.port, security: 'none' as const, trust: {} };
    const auth = { kind: 'password' as const, user: 'alice@sender.test', password: 'pw-alice' };
    rig = await openOutboxRig({
      url: await database.create(),
      accounts: [testAccount({ smtp: { ...endpoint, auth } })],
    });
    await rig.outbox.start();
    const id = await rig.send();
    await smtp.next('data');
    const lost = async () =>
      (await rig.store.read.sql<unknown[]>`SELECT 1 FROM attempt WHERE delivery_id = ${id} AND verdict = 'lease_lost'`)
        .length;
    while ((await lost()) === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(smtp.mails).toHaveLength(0);
    expect(await deliveryOf(rig.store, id)).toMatchObject({ state: 'sending' });
  });

  test('beyond 8 R7 after a crash: without the marker back into the queue, with it uncertain, never anything else', async () => {
    await open();
    const before = await rig.send();
    const after = await rig.send();
    await setState(before, 'sending', 'dead');
    await setState(after, 'dot_pending', 'dead');
    await recoverLeases(rig.deps, { all: false });
    expect(await deliveryOf(rig.store, before)).toMatchObject({ state: 'queued' });
    expect(await deliveryOf(rig.store, after)).toMatchObject({ state: 'uncertain' });
  });

  test('R3 a lease that is renewed is not taken over', async () => {
    await open();
    const id = await rig.send();
    await claim('slow');
    await setState(id, 'sending', 'slow');
    await renewLease(rig.deps, 'slow');
    await recoverLeases(rig.deps, { all: false });
    expect(await deliveryOf(rig.store, id)).toMatchObject({ state: 'sending' });
  });

  test('R7 what nobody decided in time ends visibly', async () => {
    await open();
    const held = await rig.send({}, { cause: { hold: { until: Date.now() - 1 } } });
    const late = await rig.send();
    await rig.store.write((tx) => tx.sql`UPDATE delivery SET deadline_at = 1 WHERE id = ${late}`);
    await expireOverdue(rig.deps);
    expect(await deliveryOf(rig.store, held)).toMatchObject({ state: 'cancelled' });
    expect(await deliveryOf(rig.store, late)).toMatchObject({ state: 'failed' });
    expect(await rig.outbox.metrics()).toMatchObject({ overdue: 0, open: {} });
  });
});
