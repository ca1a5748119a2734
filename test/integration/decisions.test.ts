import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Caller, RouteAnswer } from '../../src/http/route.ts';
import { mailsUsing } from '../../src/outbox/outbox.store.ts';
import { newId, toAppError } from '../../src/sdk/index.ts';
import { type FaultSmtp, startFaultSmtp } from '../support/mail/fault-smtp.ts';
import { deliveryOf, type OutboxRig, openOutboxRig, plannedMail, testAccount } from '../support/outbox-rig.ts';
import { forEachDatabase } from '../support/test-database.ts';

const clerk: Caller = { id: 'u1', name: 'clerk', roles: ['payroll_operator'] };
let rig: OutboxRig;
let smtp: FaultSmtp;

beforeEach(async () => {
  smtp = await startFaultSmtp();
});

afterEach(async () => {
  await rig.close();
  await smtp.stop();
});

/** Calls the route as the server does after it has checked roles and schema. */
async function call(
  method: string,
  path: string,
  id: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<RouteAnswer> {
  const route = rig.outbox.routes.find((one) => one.method === method && one.path === path);
  if (!route) throw new Error(`no route ${method} ${path}`);
  const signal = new AbortController().signal;
  return route.handler({ caller: clerk, params: { id }, query: headers, body, headers, signal });
}

const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => 'not refused',
    (error: unknown) => toAppError(error),
  );

forEachDatabase((database) => {
  beforeEach(async () => {
    const auth = { kind: 'password' as const, user: 'alice@sender.test', password: 'pw-alice' };
    const endpoint = { host: '127.0.0.1', port: smtp.port, security: 'none' as const, trust: {}, auth };
    rig = await openOutboxRig({ url: await database.create(), accounts: [testAccount({ smtp: endpoint })] });
    await rig.outbox.start();
  });

  const uncertain = async () => {
    smtp.setRules([{ stage: 'stored', times: 1, action: 'reset' }]);
    const id = await rig.send();
    await rig.until(id, 'uncertain');
    return id;
  };

  test('what waited long for its connector has the whole time to be sent when that can send again', async () => {
    smtp.setRules([{ stage: 'rcpt', times: 1, action: { delayMs: 500 } }]);
    const reached = smtp.next('rcpt');
    const id = await rig.send();
    await reached;
    await rig.store.write((tx) => rig.outbox.holdConnectors(tx, ['c1'], 'Switched off for a week.'));
    expect(await deliveryOf(rig.store, id)).toMatchObject({ state: 'held', detail: 'Switched off for a week.' });
    await rig.store.write((tx) => tx.sql`UPDATE delivery SET deadline_at = 1 WHERE id = ${id}`);
    await rig.outbox.rearm('c1');
    const [row] = await rig.store.read.sql<
      { deadline_at: number }[]
    >`SELECT deadline_at FROM delivery WHERE id = ${id}`;
    expect(Number(row?.deadline_at)).toBeGreaterThan(Date.now());
    await rig.until(id, 'accepted');
    expect(smtp.mails).toHaveLength(1);
  });

  test('beyond 8 a failed e-mail is tried again by a person, with the same bytes', async () => {
    smtp.setRules([{ stage: 'rcpt', times: 1, action: { reply: '550 5.1.1 no such user' } }]);
    const id = await rig.send();
    await rig.until(id, 'failed');
    await call('POST', '/outbox/:id/retry', id, {});
    await rig.until(id, 'accepted');
    expect(smtp.mails).toHaveLength(1);
  });

  test('a held e-mail is cancelled and never sent; a sent one cannot be', async () => {
    const held = await rig.send({}, { cause: { hold: { until: Date.now() + 60_000 } } });
    const answer = await call('POST', '/outbox/:id/cancel', held, { reason: 'wrong month' });
    expect(answer.body).toMatchObject({ state: 'cancelled' });
    const sent = await rig.send();
    await rig.until(sent, 'accepted');
    expect(await refusal(call('POST', '/outbox/:id/cancel', sent, {}))).toMatchObject({ code: 'STATE', status: 409 });
    expect(smtp.mails).toHaveLength(1);
  });

  test('E3 an uncertain e-mail is resolved by a person, with the reason in its history', async () => {
    const id = await uncertain();
    await call('POST', '/outbox/:id/resolve', id, { as: 'accepted', reason: 'Bob has it' });
    expect(await deliveryOf(rig.store, id)).toMatchObject({ state: 'accepted' });
    const proof = (await call('GET', '/outbox/:id/proof', id)).body as {
      history: { verdict: string; by: string; detail: string }[];
    };
    expect(proof.history).toContainEqual(
      expect.objectContaining({ verdict: 'resolve_accepted', by: 'clerk', detail: 'Bob has it' }),
    );
    expect(smtp.mails).toHaveLength(1);
  });

  test('"send again" transmits the same Message-ID once more, because a person said so', async () => {
    const id = await uncertain();
    await call('POST', '/outbox/:id/resolve', id, { as: 'send_again', reason: 'Bob has nothing' });
    await rig.until(id, 'accepted');
    expect(smtp.mails.map((mail) => mail.messageId)).toEqual([smtp.mails[0]?.messageId, smtp.mails[0]?.messageId]);
  });

  test('a complete mail whose sender cannot send waits, and leaves when the connector is active again', async () => {
    const waits = async () => {
      const planned = { ...plannedMail(), waitsForConnector: 'Payroll is problematic.' };
      const prepared = await rig.outbox.prepare(planned, { kind: 'rule', key: newId() });
      const [entry] = await rig.store.grouped((tx) => rig.outbox.insert(tx, [prepared]));
      return entry?.id ?? '';
    };
    const first = await waits();
    expect(await deliveryOf(rig.store, first)).toMatchObject({ state: 'held', detail: 'Payroll is problematic.' });
    await rig.outbox.rearm('c1');
    await rig.until(first, 'accepted');
    const second = await waits();
    await call('POST', '/outbox/:id/retry', second, {});
    await rig.until(second, 'accepted');
    expect(smtp.mails).toHaveLength(2);
  });

  test('a connector with unfinished mail says so to whoever wants to delete it', async () => {
    const id = await rig.send({}, { cause: { hold: { until: Date.now() + 60_000 } } });
    expect(await mailsUsing(rig.store.read, 'c1')).toEqual(['1 e-mail that is not finished']);
    await call('POST', '/outbox/:id/cancel', id, {});
    expect(await mailsUsing(rig.store.read, 'c1')).toEqual([]);
  });

  test('only an uncertain e-mail can be resolved', async () => {
    const id = await rig.send();
    await rig.until(id, 'accepted');
    expect(await refusal(call('POST', '/outbox/:id/resolve', id, { as: 'failed', reason: 'x' }))).toMatchObject({
      code: 'STATE',
    });
  });

  test('beyond 3 a resend is a new e-mail with the old content; asked twice with one key it is one', async () => {
    const id = await rig.send();
    await rig.until(id, 'accepted');
    const key = { 'idempotency-key': 'again' };
    const first = (await call('POST', '/outbox/:id/resend', id, {}, key)).body as { id: string };
    const second = (await call('POST', '/outbox/:id/resend', id, {}, key)).body as { id: string };
    expect(second).toEqual(first);
    await rig.until(first.id, 'accepted');
    expect(smtp.mails).toHaveLength(2);
    expect(smtp.mails[1]?.messageId).not.toBe(smtp.mails[0]?.messageId);
    const content = (raw: Buffer | undefined) => raw?.toString('latin1').split('\r\n\r\n').slice(1);
    expect(content(smtp.mails[1]?.raw)).toEqual(content(smtp.mails[0]?.raw));
  });

  test('beyond 3 a resend to another address names only that address; without a key it is refused', async () => {
    const id = await rig.send({ cc: [{ address: 'carol@receiver.test' }] });
    await rig.until(id, 'accepted');
    expect(await refusal(call('POST', '/outbox/:id/resend', id, {}))).toMatchObject({ code: 'BAD_REQUEST' });
    const answer = await call(
      'POST',
      '/outbox/:id/resend',
      id,
      { to: 'dave@receiver.test' },
      { 'idempotency-key': 'k' },
    );
    await rig.until((answer.body as { id: string }).id, 'accepted');
    expect(smtp.mails[1]?.to).toEqual(['dave@receiver.test']);
    expect(smtp.mails[1]?.raw.toString()).not.toMatch(/bob@|carol@/);
  });

  test('the pages of the outbox hold every e-mail once, however many were made in one moment', async () => {
    const ids = await Promise.all(Array.from({ length: 25 }, () => rig.send()));
    const seen: string[] = [];
    for (let before: string | undefined; seen.length < 25; before = seen.at(-1)) {
      const query = { limit: '10', ...(before && { before }) };
      const { items } = (await call('GET', '/outbox', '', undefined, query)).body as { items: { id: string }[] };
      if (items.length === 0) break;
      seen.push(...items.map(({ id }) => id));
    }
    expect(seen.toSorted()).toEqual(ids.toSorted());
    expect(await refusal(call('GET', '/outbox', '', undefined, { state: 'nonsense' }))).toMatchObject({
      code: 'VALIDATION',
    });
  });

  test('beyond 3 the outbox lists, filters and shows what happened, and hands out the source', async () => {
    const id = await rig.send({ to: [{ address: 'zoe@receiver.test' }] });
    await rig.send();
    await rig.until(id, 'accepted');
    const listed = (await call('GET', '/outbox', '', undefined, { recipient: 'ZOE@receiver.test' })).body as {
      items: object[];
    };
    expect(listed.items).toEqual([expect.objectContaining({ id, to: ['zoe@receiver.test'], senderReason: 'rule' })]);
    const shown = (await call('GET', '/outbox/:id', id)).body;
    expect(shown).toMatchObject({
      delivery: { state: 'accepted' },
      recipients: [{ state: 'accepted' }],
      attempts: [{ code: 250 }],
    });
    expect(JSON.stringify(shown)).not.toContain('leaseToken":"');
    const source = (await call('GET', '/outbox/:id/message', id)).raw?.content as AsyncIterable<Uint8Array>;
    const pieces: Uint8Array[] = [];
    for await (const piece of source) pieces.push(piece);
    expect(
      Buffer.concat(pieces).equals(
        smtp.mails.find((mail) => mail.to.includes('zoe@receiver.test'))?.raw ?? Buffer.alloc(0),
      ),
    ).toBe(true);
    expect(await refusal(call('GET', '/outbox/:id', 'no-such-id'))).toMatchObject({ code: 'NOT_FOUND' });
  });
});
