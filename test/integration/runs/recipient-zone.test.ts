import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Clock, systemClock } from '../../../src/sdk/index.ts';
import { type HttpApp, openHttpApp } from '../../support/http-app.ts';
import { type Answer, flipMails, openRunRig, payslips, type RunRig } from '../../support/run-rig.ts';
import { forEachDatabase } from '../../support/test-database.ts';

/** A clock that a test sets forward. */
function movableClock(): Clock & { moveTo(at: string): void } {
  let offset = 0;
  return {
    now: () => Date.now() + offset,
    sleep: systemClock.sleep,
    moveTo: (at) => {
      offset = Date.parse(at) - Date.now();
    },
  };
}

/** Business hours by the clock of each recipient. */
forEachDatabase((database) => {
  const clock = movableClock();
  let app: HttpApp;
  let rig: RunRig;
  let second: Pick<HttpApp, 'call' | 'request'>;
  beforeAll(async () => {
    app = await openHttpApp(database.url(), { clock });
    rig = await openRunRig(app);
    second = await app.as('second', ['approver']);
  }, 60_000);
  afterAll(() => app.close());

  const window = { from: '08:00', to: '18:00', days: [1, 2, 3, 4, 5] };
  const documents = { by: 'name', pattern: '{{employeeId}}.pdf' };
  const options = { documents, window, timeZone: 'Europe/Berlin', timeZoneField: 'zone' };
  const planned = async (period: string, zones: string[], over: object = {}) => {
    const staff = rig.staff(zones.length);
    const lines = staff.map((one, at) => `${one.employeeId};${one.name};${one.email};${one.net};${zones[at]}`);
    const run = await rig.createRun({ period, options: { ...options, ...over } });
    await rig.upload(run.id, 'rows', 'staff.csv', `employeeId;name;email;net;zone\r\n${lines.join('\r\n')}\r\n`);
    await rig.upload(run.id, 'documents', 'payslips.zip', await payslips(staff));
    return rig.plan(run.id);
  };
  const release = async (run: Answer) => {
    await second.call('POST', `/runs/${run.id}/approve`, { hash: run.plan.hash });
    await app.call('POST', `/runs/${run.id}/release`, {});
  };
  const mailsOf = async (id: string) => (await app.call('GET', `/runs/${id}`)).counts.mails;
  const rows = async (id: string): Promise<Answer[]> => (await app.call('GET', `/runs/${id}/items`)).items;
  const accepted = async (id: string) =>
    (await rows(id)).filter(({ mail }) => mail?.state === 'accepted').map(({ owner }) => owner);

  test('beyond 25 a zone that does not exist is a problem of its row; a row without one goes by the clock of the run', async () => {
    const run = await planned('zones', ['Asia/Tokio', '', 'america/new_york']);
    expect(run.problems).toEqual([{ kind: 'time_zone', title: expect.any(String), rows: 1 }]);
    const [wrong, none] = await rows(run.id);
    expect(wrong.problems[0].message).toBe(
      'There is no time zone "Asia/Tokio" ("zone"); give a name like Europe/Berlin, or nothing.',
    );
    expect(none.state).toBe('planned');
    await app.call('PUT', `/runs/${run.id}/items/${wrong.id}`, { facts: { ...wrong.facts, zone: 'Asia/Tokyo' } });
    expect(await rig.until(run.id, 'planned')).toMatchObject({ problems: [], counts: { planned: 3 } });
    await app.call('POST', `/runs/${run.id}/cancel`);
  });

  test('beyond 25 each e-mail leaves in the business hours of its recipient, across a change of the clocks', async () => {
    // Thursday before summer time begins in Berlin; it began in New York two weeks earlier; Tokyo has none.
    clock.moveTo('2027-03-25T20:00:00Z');
    const run = await planned('own clocks', ['Asia/Tokyo', 'Europe/Berlin', 'America/New_York', '']);
    await release(run);
    // 16:00 in New York.
    await expect.poll(() => accepted(run.id), { timeout: 10_000 }).toEqual(['E0003']);
    await rig.until(run.id, 'released');
    expect(await app.call('GET', `/runs/${run.id}`)).toMatchObject({
      stateReason: 'Waits for the send window of its recipients, which opens at 2027-03-25T23:00:00.000Z.',
    });
    const [tokyo] = await rows(run.id);
    expect(tokyo.mail).toMatchObject({ state: 'held', detail: 'Waits for the send window in Asia/Tokyo.' });
    expect(await app.call('GET', `/outbox/${tokyo.mail.id}`)).toMatchObject({
      delivery: { heldReason: 'send_window', timeZone: 'Asia/Tokyo' },
    });
    clock.moveTo('2027-03-25T23:00:01Z');
    await expect.poll(() => accepted(run.id), { timeout: 10_000 }).toEqual(['E0001', 'E0003']);
    // Friday is over for everybody; Berlin begins its Monday in summer time.
    clock.moveTo('2027-03-28T20:00:00Z');
    await rig.until(run.id, 'released');
    await expect
      .poll(async () => (await app.call('GET', `/runs/${run.id}`)).stateReason, { timeout: 5_000 })
      .toContain('2027-03-29T06:00:00.000Z');
    expect(await mailsOf(run.id)).toMatchObject({ held: 2, accepted: 2 });
    clock.moveTo('2027-03-29T06:00:01Z');
    expect(await rig.until(run.id, 'finished')).toMatchObject({ counts: { mails: { accepted: 4 } } });
  });

  test('beyond 25 what has not left when the hours of its recipient end is taken back, and says where it waits; others go on', async () => {
    clock.moveTo('2027-06-01T15:59:50Z');
    const run = await planned('closing', ['Europe/Berlin', 'America/New_York']);
    await app.store.write(
      (tx) => tx.sql`UPDATE connector_pace SET paused_until = ${Date.parse('2027-06-01T16:00:30Z')}`,
    );
    await release(run);
    await rig.until(run.id, 'sending');
    await expect.poll(() => mailsOf(run.id)).toMatchObject({ queued: 2 });
    clock.moveTo('2027-06-01T16:00:00Z');
    await expect.poll(() => mailsOf(run.id), { timeout: 5_000 }).toMatchObject({ held: 1, queued: 1 });
    await expect
      .poll(() => app.call('GET', `/runs/${run.id}`))
      .toMatchObject({
        state: 'sending',
        stateReason: 'The send window is closed in Europe/Berlin; it opens next at 2027-06-02T06:00:00.000Z.',
      });
    clock.moveTo('2027-06-01T16:00:31Z');
    await expect.poll(() => accepted(run.id), { timeout: 10_000 }).toEqual(['E0002']);
    await rig.until(run.id, 'released');
    // A pause in between changes nothing about whose turn it is.
    await app.call('POST', `/runs/${run.id}/pause`);
    await app.call('POST', `/runs/${run.id}/resume`);
    await rig.until(run.id, 'released');
    expect(await accepted(run.id)).toEqual(['E0002']);
    clock.moveTo('2027-06-02T06:00:01Z');
    expect(await rig.until(run.id, 'finished')).toMatchObject({ stateReason: '', counts: { mails: { accepted: 2 } } });
  });

  test('beyond 25 the column is changed like the others: a plan made with another one is made anew', async () => {
    clock.moveTo('2027-07-01T08:00:00Z');
    const run = await planned('edited', ['Asia/Tokyo', 'Europe/Berlin']);
    const { name, period, ruleId: rule } = run;
    const { timeZoneField: _, ...without } = options;
    const changed = await app.call('PUT', `/runs/${run.id}`, { name, period, rule, options: without });
    expect(changed.state).toBe('draft');
    const again = await rig.plan(run.id);
    await release(again);
    expect(await rig.until(run.id, 'finished')).toMatchObject({ counts: { mails: { accepted: 2 } } });
  });

  test('beyond 25 failed e-mails that are tried again leave in the hours of their recipients only', async () => {
    clock.moveTo('2027-08-03T14:00:00Z');
    const run = await planned('tried again', ['Europe/Berlin', 'America/New_York']);
    await flipMails(app.store, run.id);
    await release(run);
    expect(await rig.until(run.id, 'finished')).toMatchObject({ counts: { mails: { failed: 2 } } });
    await flipMails(app.store, run.id);
    // 20:00 in Berlin, 14:00 in New York.
    clock.moveTo('2027-08-03T18:00:00Z');
    await app.call('POST', `/runs/${run.id}/retry-failed`);
    await expect.poll(() => accepted(run.id), { timeout: 10_000 }).toEqual(['E0002']);
    await rig.until(run.id, 'released');
    expect(await mailsOf(run.id)).toMatchObject({ held: 1, accepted: 1 });
    clock.moveTo('2027-08-04T06:00:01Z');
    expect(await rig.until(run.id, 'finished')).toMatchObject({ counts: { mails: { accepted: 2 } } });
  });
});
