import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Clock, systemClock } from '../../../src/sdk/index.ts';
import { type EventStream, openEventStream } from '../../support/event-stream.ts';
import { type HttpApp, openHttpApp } from '../../support/http-app.ts';
import { inDays } from '../../support/in-days.ts';
import { type Answer, openRunRig, type RunRig } from '../../support/run-rig.ts';
import { forEachDatabase } from '../../support/test-database.ts';

/** A clock that a test sets forward. */
function movableClock(): Clock & { forward(ms: number): void } {
  let offset = 0;
  return {
    now: () => Date.now() + offset,
    sleep: systemClock.sleep,
    forward: (ms) => {
      offset += ms;
    },
  };
}

forEachDatabase((database) => {
  const clock = movableClock();
  const streams: EventStream[] = [];
  let app: HttpApp;
  let rig: RunRig;
  let approver: Pick<HttpApp, 'call' | 'request'>;
  beforeAll(async () => {
    app = await openHttpApp(database.url(), { clock });
    rig = await openRunRig(app);
    approver = await app.as('second', ['approver']);
  }, 60_000);
  afterEach(() => {
    for (const stream of streams.splice(0)) stream.close();
  });
  afterAll(() => app.close());

  const watch = async (headers = app.authorization()) => {
    const stream = await openEventStream(`${app.url}/api/live?topics=runs`, headers);
    streams.push(stream);
    return stream;
  };
  /** The next event in which the run, undefined where it is not under way, is as wanted. */
  const until = async (stream: EventStream, id: string, wanted: (run: Answer) => boolean) => {
    for (;;) {
      const { data } = await stream.nextOf('runs');
      const run = data.items.find((one: Answer) => one.id === id);
      if (wanted(run)) return { data, run };
    }
  };

  test('the topic "runs" tells what is under way and how far it is, from the release to the end', async () => {
    const before = (await (await watch()).next()).data;
    expect(before).toEqual({ revision: expect.any(String), items: [] });
    const run = await rig.plannedRun(rig.staff(3), { period: 'live' });
    await approver.call('POST', `/runs/${run.id}/approve`, { hash: run.plan.hash });
    const stream = await watch({ authorization: 'Bearer mrt_second' });
    const { revision } = (await stream.next()).data;
    expect(revision).not.toBe(before.revision);
    await app.call('POST', `/runs/${run.id}/release`, { at: inDays(20) });
    const waiting = await until(stream, run.id, (one) => one?.state === 'released');
    expect(waiting.data.revision).not.toBe(revision);
    expect(waiting.run).toEqual({
      id: run.id,
      version: expect.any(Number),
      state: 'released',
      stateReason: '',
      step: null,
      stepDone: expect.any(Number),
      stepTotal: expect.any(Number),
      counts: expect.objectContaining({ planned: 3, mails: expect.objectContaining({ held: 3, accepted: 0 }) }),
      perMinute: 0,
      leftMs: null,
      quiet: null,
    });
    await app.call('POST', `/runs/${run.id}/pause`);
    expect((await until(stream, run.id, (one) => one?.state === 'paused')).run.stateReason).toContain('paused it');
    await app.call('POST', `/runs/${run.id}/cancel`);
    await until(stream, run.id, (one) => one === undefined);
  });

  test('a run in which nothing was sent for a minute says since when', async () => {
    const run = await rig.plannedRun(rig.staff(2), { period: 'quiet' });
    await approver.call('POST', `/runs/${run.id}/approve`, { hash: run.plan.hash });
    // As if its mails waited for a connector that the server told to come back later.
    const until_ = clock.now() + 3_600_000;
    await app.store.write(async (tx) => {
      await tx.sql`DELETE FROM connector_pace WHERE connector_id = ${rig.connectorId}`;
      await tx.sql`
        INSERT INTO connector_pace (connector_id, paused_until, pause_reason, failures, minute_at, minute_count, day_at, day_count)
        VALUES (${rig.connectorId}, ${until_}, ${'421 too many messages'}, 1, 0, 0, 0, 0)`;
    });
    await app.call('POST', `/runs/${run.id}/release`, {});
    await rig.until(run.id, 'sending');
    const stream = await watch();
    expect((await until(stream, run.id, (one) => one?.state === 'sending')).run.quiet).toBe(null);
    clock.forward(61_000);
    const { run: quiet } = await until(stream, run.id, (one) => one?.quiet !== null);
    expect(quiet.quiet).toEqual({ since: expect.any(Number), reason: '421 too many messages', until: until_ });
    await app.call('POST', `/runs/${run.id}/cancel`);
  });

  test('a plan says who made it, from where it is sent, and why rows are left out; several states are asked for at once', async () => {
    const run = await rig.plannedRun(rig.staff(4), { period: 'facts' });
    const { items } = await app.call('GET', `/runs/${run.id}/items`);
    const leave = (ids: string[], reason: string) =>
      app.call('POST', `/runs/${run.id}/items/leave-out`, { ids, reason });
    await leave([items[0].id, items[1].id], 'on leave');
    await leave([items[2].id], 'left the company');
    const me = await app.call('GET', '/me');
    expect(await app.call('GET', `/runs/${run.id}`)).toMatchObject({
      makers: [me.id],
      plan: {
        senders: [{ from: rig.sender, mails: 1 }],
        leftOut: [
          { kind: 'person', reason: 'on leave', rows: 2 },
          { kind: 'person', reason: 'left the company', rows: 1 },
        ],
      },
    });
    const both = await app.call('GET', `/runs/${run.id}/items?state=held,left_out`);
    expect(both.items.map(({ state }: Answer) => state)).toEqual(['left_out', 'left_out', 'left_out', 'planned']);
    expect((await app.call('GET', `/runs/${run.id}/items?state=held`)).items).toHaveLength(1);
    expect(await app.request('GET', `/runs/${run.id}/items?state=held,nothing`)).toMatchObject({
      status: 422,
      body: { errors: [{ path: '?state', message: expect.stringContaining('left_out') }] },
    });
  });

  test('an approver reads the e-mails of a plan as their recipients will see them, and no other e-mail', async () => {
    const run = await rig.plannedRun(rig.staff(1), { period: 'reading' });
    const [{ id: item, mail }] = (await approver.call('GET', `/runs/${run.id}/items`)).items;
    expect(await approver.call('GET', `/outbox/${mail.id}`)).toMatchObject({ can: { cancel: false, resend: false } });
    const shown = await approver.call('GET', `/runs/${run.id}/items/${item}/mail`);
    expect(shown).toMatchObject({
      subject: 'Payslip of Person 1',
      to: [{ address: rig.staff(1)[0]?.email }],
      from: { address: rig.sender },
      frame: `runs/${run.id}/items/${item}/body`,
      attachments: [{ filename: 'payslip-E0001.pdf', contentType: 'application/pdf' }],
      sender: { connectorName: 'Payroll' },
    });
    const body = await fetch(`${app.url}/api/${shown.frame}`, { headers: { authorization: 'Bearer mrt_second' } });
    expect(body.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(body.headers.get('content-security-policy')).not.toContain('allow-scripts');
    expect(await body.text()).toContain('Dear Person 1');
    const { id } = await app.call('POST', `/runs/${run.id}/items/${await firstItem(run)}/test-to-me`, { to: rig.box });
    for (const part of ['', '/message', '/proof']) {
      const refused = await approver.request('GET', `/outbox/${id}${part}`);
      expect(refused, part).toMatchObject({ status: 403, body: { detail: expect.stringContaining('payroll runs') } });
    }
  });

  test('a form designer reads neither the e-mails of a run nor confidential ones, only those of the own work', async () => {
    const designer = await app.as('dora', ['designer']);
    const run = await rig.plannedRun(rig.staff(1), { period: 'closed' });
    const [{ id: item, mail }] = (await app.call('GET', `/runs/${run.id}/items`)).items;
    const { id } = await app.call('POST', `/runs/${run.id}/items/${item}/test-to-me`, { to: rig.box });
    await app.store.write((tx) => tx.sql`UPDATE message SET confidential = ${false} WHERE id = ${id}`);
    for (const part of ['', '/message', '/proof']) {
      const refused = await designer.request('GET', `/outbox/${mail.id}${part}`);
      expect(refused, part).toMatchObject({ status: 403, body: { detail: expect.stringContaining('designer') } });
      expect((await designer.request('GET', `/outbox/${id}${part}`)).status, part).toBe(200);
    }
    const lineOf = async (who: Pick<HttpApp, 'call'>, of: string, query = '') =>
      (await who.call('GET', `/outbox?limit=200${query}`)).items.find((line: Answer) => line.id === of);
    const search = '&search=Payslip';
    expect(await lineOf(app, mail.id)).toMatchObject({ subject: 'Payslip of Person 1', closed: false });
    expect(await lineOf(app, mail.id, search)).toBeDefined();
    expect(await lineOf(designer, mail.id)).toMatchObject({ subject: '', closed: true });
    expect(await lineOf(designer, mail.id, search)).toBeUndefined();
    expect(await lineOf(designer, id, search)).toMatchObject({ subject: '[Test] Payslip of Person 1', closed: false });
    await app.store.write((tx) => tx.sql`UPDATE message SET confidential = ${true} WHERE id = ${id}`);
    expect(await lineOf(designer, id)).toMatchObject({ subject: '', closed: true });
    expect(await lineOf(designer, id, search)).toBeUndefined();
    for (const part of ['', '/message', '/proof']) {
      expect((await designer.request('GET', `/outbox/${id}${part}`)).status, part).toBe(403);
      expect((await app.request('GET', `/outbox/${id}${part}`)).status, part).toBe(200);
    }
  });

  const firstItem = async (run: Answer) => (await app.call('GET', `/runs/${run.id}/items`)).items[0].id;
});
