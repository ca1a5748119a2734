import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Clock, systemClock } from '../../../src/sdk/index.ts';
import { type HttpApp, openHttpApp } from '../../support/http-app.ts';
import { inDays } from '../../support/in-days.ts';
import { type Answer, openRunRig, type RunRig } from '../../support/run-rig.ts';
import { forEachDatabase } from '../../support/test-database.ts';

const DAY_MS = 24 * 3_600_000;

/** A time of release that is far away, does not exist or exists twice, and sending that is stopped when it comes. */
forEachDatabase((database) => {
  let days = 0;
  const clock: Clock = { now: () => Date.now() + days * DAY_MS, sleep: systemClock.sleep };
  let app: HttpApp;
  let rig: RunRig;
  let second: Pick<HttpApp, 'call' | 'request'>;
  beforeAll(async () => {
    app = await openHttpApp(database.url(), { clock });
    rig = await openRunRig(app);
    second = await app.as('second', ['approver']);
  }, 60_000);
  afterAll(() => app.close());

  const documents = { by: 'name', pattern: '{{employeeId}}.pdf' };
  const approved = async (period: string, more = {}): Promise<Answer> => {
    const run = await rig.plannedRun(rig.staff(2), { period, options: { documents, ...more } });
    return second.call('POST', `/runs/${run.id}/approve`, { hash: run.plan.hash });
  };
  const release = (id: string, at: string) => app.request('POST', `/runs/${id}/release`, { at });
  const held = async (id: string) => (await app.call('GET', `/runs/${id}`)).counts.mails.held;
  /** expired mails are looked for each half a minute at most; here a query says what would be */
  const overdue = async (id: string) => {
    const rows = await app.store.read.sql<unknown[]>`
      SELECT id FROM delivery WHERE run_id = ${id} AND state = 'held' AND due_at < ${clock.now()}`;
    return rows.length;
  };

  test('E3 a run that waits for months is sent at its time: its e-mails are not given up before', async () => {
    const run = await approved('months');
    days += 20;
    expect(await release(run.id, inDays(100, '08:00', clock.now()))).toMatchObject({ status: 200 });
    days += 50;
    expect(await overdue(run.id)).toBe(0);
    expect(
      await app.request('POST', `/runs/${run.id}/reschedule`, { at: inDays(200, '08:00', clock.now()) }),
    ).toMatchObject({ status: 200 });
    days += 170;
    expect([await overdue(run.id), await held(run.id)]).toEqual([0, 2]);
    days += 31;
    const finished = await rig.until(run.id, 'finished');
    expect(finished).toMatchObject({ stateReason: '', counts: { mails: { accepted: 2, failed: 0 } } });
  });

  test('E3 a run waits a year at most; the answer says until when', async () => {
    const run = await approved('years');
    const far = await release(run.id, inDays(368, '08:00', clock.now()));
    expect(far).toMatchObject({
      status: 422,
      body: { errors: [{ path: '/at', message: expect.stringContaining('366 days at most') }] },
    });
    expect(await release(run.id, inDays(365, '08:00', clock.now()))).toMatchObject({ status: 200 });
    await app.call('POST', `/runs/${run.id}/cancel`);
  });

  test('E3 a time that the clocks skip is refused with the next one; of one that comes twice the first counts, and the run says so', async () => {
    const run = await approved('summer time', { timeZone: 'Europe/Berlin' });
    /** the next time that the clocks are changed on the last Sunday of this month */
    const lastSunday = (month: number) => {
      const year = new Date(clock.now()).getUTCFullYear();
      const days = [year, year + 1].map((one) => {
        const last = new Date(Date.UTC(one, month, 0));
        return last.getTime() - last.getUTCDay() * DAY_MS;
      });
      return new Date(days.find((day) => day > clock.now()) ?? 0).toISOString().slice(0, 10);
    };
    const [spring, autumn] = [lastSunday(3), lastSunday(10)];
    const gap = await release(run.id, `${spring}T02:30`);
    expect(gap).toMatchObject({
      status: 422,
      body: {
        errors: [
          {
            path: '/at',
            message: `${spring} 02:30 does not exist in Europe/Berlin: the clocks are put forward over it. The next time that exists is ${spring} 03:00 (${spring}T03:00).`,
          },
        ],
      },
    });
    const twice = await release(run.id, `${autumn}T02:30`);
    expect(twice).toMatchObject({
      status: 200,
      body: {
        release: {
          notBefore: Date.parse(`${autumn}T00:30Z`),
          reading: `${autumn} 02:30 comes twice in Europe/Berlin, because the clocks are put back. The first one counts, before they are.`,
        },
      },
    });
    const once = await app.call('POST', `/runs/${run.id}/reschedule`, { at: `${autumn}T03:30` });
    expect(once.release.reading).toBe(null);
    await app.call('POST', `/runs/${run.id}/cancel`);
  });

  test('security 13 a run that is released while all sending is stopped says by whom, since when and why', async () => {
    const run = await approved('stopped');
    await app.call('POST', '/guard/stop', { reason: 'wrong documents' });
    const released = await app.call('POST', `/runs/${run.id}/release`, {});
    const stopped = { by: app.administrator.name, reason: 'wrong documents', at: expect.any(Number) };
    expect(released.sendingStopped).toEqual(stopped);
    await rig.until(run.id, 'sending');
    expect((await second.call('GET', `/runs/${run.id}`)).sendingStopped).toEqual(stopped);
    await app.call('POST', '/guard/resume', {});
    expect(await rig.until(run.id, 'finished')).toMatchObject({
      sendingStopped: null,
      counts: { mails: { accepted: 2 } },
    });
  });

  test('A3.20 a plan with nothing to send says why, has no hash and waits for no approval', async () => {
    const run = await approved('nothing');
    await app.call('POST', `/runs/${run.id}/release`, {});
    await rig.until(run.id, 'finished');
    const again = await rig.plannedRun(rig.staff(2), { period: 'nothing' });
    const reason = 'There is nothing to send: every row was left out (2 already sent with the same data).';
    expect(again).toMatchObject({
      state: 'planned',
      stateReason: reason,
      plan: { hash: null },
      can: { approve: false },
    });
    const refused = await second.request('POST', `/runs/${again.id}/approve`, { hash: 'a'.repeat(64) });
    expect(refused).toMatchObject({ status: 409, body: { detail: reason } });
  });
});
