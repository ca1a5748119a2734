import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Clock, systemClock } from '../../../src/sdk/index.ts';
import { openEventStream } from '../../support/event-stream.ts';
import { type HttpApp, openHttpApp } from '../../support/http-app.ts';
import { type Answer, csvOf, flipMails, openRunRig, type RunRig } from '../../support/run-rig.ts';
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

forEachDatabase((database) => {
  const clock = movableClock();
  let app: HttpApp;
  let rig: RunRig;
  let second: Pick<HttpApp, 'call' | 'request'>;
  beforeAll(async () => {
    app = await openHttpApp(database.url(), { clock });
    rig = await openRunRig(app, { limits: { connections: 1 } });
    second = await app.as('second', ['approver']);
  }, 60_000);
  afterAll(() => app.close());

  const approved = async (count: number, over: object): Promise<Answer> => {
    const run = await rig.plannedRun(rig.staff(count), over);
    return second.call('POST', `/runs/${run.id}/approve`, { hash: run.plan.hash });
  };
  const mailsOf = async (id: string) => (await app.call('GET', `/runs/${id}`)).counts.mails;
  const documents = { by: 'name', pattern: '{{employeeId}}.pdf' };
  const flip = (runId: string) => flipMails(app.store, runId);

  test('E4 beyond 4 a run stops by itself after so many failures in a row, as its proof says; retry sends the failed ones and resume the rest', async () => {
    await app.call('PUT', '/settings/runs', { fourEyes: true, stopAfterFailures: 3 });
    const run = await approved(6, { period: 'failures' });
    await flip(run.id);
    await app.call('POST', `/runs/${run.id}/release`, {});
    const stopped = await rig.until(run.id, 'stopped');
    expect(stopped).toMatchObject({ stateReason: 'It stopped by itself: 3 failures in a row.' });
    // What waits is held in steps of its own, once the run stands.
    await expect
      .poll(async () => (await app.call('GET', `/runs/${run.id}`)).counts.mails)
      .toMatchObject({ failed: 3, held: 3, accepted: 0 });
    // Not past the run: it stands.
    const [failed] = (await app.call('GET', `/runs/${run.id}/items?state=failed`)).items;
    expect(await app.request('POST', `/outbox/${failed.mail.id}/retry`, {})).toMatchObject({ status: 409 });
    await flip(run.id);
    await app.call('POST', `/runs/${run.id}/resume`);
    const finished = await rig.until(run.id, 'finished');
    expect(finished).toMatchObject({ counts: { mails: { failed: 3, accepted: 3 } } });
    await app.call('POST', `/runs/${run.id}/retry-failed`);
    const all = await rig.until(run.id, 'finished');
    expect(all).toMatchObject({ stateReason: '', counts: { mails: { failed: 0, accepted: 6 } } });
    const stop = 'It stopped by itself: 3 failures in a row.';
    const maker = app.administrator.name;
    expect(await stepsOf(run.id)).toEqual([
      ['draft', 'planning', maker, undefined],
      ['planning', 'planned', null, ''],
      ['planned', 'approved', 'second', undefined],
      ['approved', 'released', maker, undefined],
      ['released', 'sending', null, ''],
      ['sending', 'stopped', null, stop],
      ['stopped', 'released', maker, undefined],
      ['released', 'sending', null, ''],
      ['sending', 'finished', null, '3 failed'],
      ['finished', 'sending', maker, undefined],
      ['sending', 'finished', null, ''],
    ]);
  });

  /** What the proof says of a run: from, to, by whom (null: by itself) and, by itself, why. */
  const stepsOf = async (runId: string) => {
    const rows = await app.store.read.sql<{ data: string }[]>`
      SELECT data FROM proof_record WHERE subject = ${runId} AND kind = 'run' ORDER BY n`;
    return rows.map(({ data }) => {
      const { from, to, by, reason } = JSON.parse(data);
      return [from, to, by, reason];
    });
  };

  test('E4 a plan that another process takes over after a crash, and one that cannot be made, have their records', async () => {
    const run = await rig.createRun({ period: 'taken over', options: { documents } });
    await rig.upload(run.id, 'rows', 'staff.csv', csvOf(rig.staff(1)));
    // As a process that died leaves it: being planned, with a lease that is over.
    await app.store.write(
      (tx) => tx.sql`UPDATE run SET state = 'planning', lease = 'dead', lease_until = 1 WHERE id = ${run.id}`,
    );
    await rig.until(run.id, 'planned');
    expect(await stepsOf(run.id)).toEqual([
      ['planning', 'planned', null, 'There is nothing to send before the problems are mended.'],
    ]);

    await rig.upload(run.id, 'rows', 'staff.csv', Buffer.from([0x25, 0x50, 0x44, 0x46, 0, 1, 2, 3]));
    const draft = await rig.plan(run.id);
    expect((await stepsOf(run.id)).at(-1)).toEqual(['planning', 'draft', null, draft.stateReason]);
  });

  test('A3.11 a run stops by itself when its connector cannot send any more, and goes on when it can', async () => {
    const run = await approved(2, { period: 'connector' });
    const connector = await app.call('GET', `/connectors/${rig.connectorId}`);
    const definition = { type: 'email', displayName: connector.displayName, settings: connector.settings };
    await app.call('PUT', `/connectors/${rig.connectorId}`, { ...definition, enabled: false });
    await app.call('POST', `/runs/${run.id}/release`, {});
    const stopped = await rig.until(run.id, 'stopped');
    expect(stopped.stateReason).toContain('"Payroll" is inactive');
    await app.call('PUT', `/connectors/${rig.connectorId}`, { ...definition, enabled: true });
    await app.call('POST', `/connectors/${rig.connectorId}/test`, {});
    await app.call('POST', `/runs/${run.id}/resume`);
    expect(await rig.until(run.id, 'finished')).toMatchObject({ counts: { mails: { accepted: 2 } } });
  });

  test('beyond 26 without four eyes the maker approves', async () => {
    await app.call('PUT', '/settings/runs', { fourEyes: false, stopAfterFailures: 10 });
    const run = await rig.plannedRun(rig.staff(1), { period: 'alone' });
    const own = await app.call('POST', `/runs/${run.id}/approve`, { hash: run.plan.hash });
    expect(own).toMatchObject({ state: 'approved', rules: { fourEyes: false } });
    await app.call('PUT', '/settings/runs', { fourEyes: true, stopAfterFailures: 10 });
    const other = await rig.plannedRun(rig.staff(1), { period: 'not alone' });
    const operator = await app.as('operator', ['payroll_operator']);
    const refused = await operator.request('POST', `/runs/${other.id}/approve`, { hash: other.plan.hash });
    expect(refused).toMatchObject({ status: 403, body: { detail: expect.stringContaining('role approver') } });
  });

  test('progress is told live, from the plan to the end', async () => {
    const run = await approved(3, { period: 'live' });
    const stream = await openEventStream(`${app.url}/api/runs/${run.id}/progress`, app.authorization());
    expect((await stream.nextOf('progress')).data).toMatchObject({
      state: 'approved',
      waiting: 3,
      counts: { rows: 3 },
    });
    await app.call('POST', `/runs/${run.id}/release`, {});
    let last = await stream.nextOf('progress');
    while (last.data.state !== 'finished') last = await stream.nextOf('progress');
    expect(last.data).toMatchObject({ waiting: 0, leftMs: 0, counts: { mails: { accepted: 3 } } });
    await stream.ended;
  });

  test('planning can be stopped, and goes on from there', async () => {
    const staff = rig.staff(400);
    const run = await rig.createRun({ period: 'stopped', options: { documents: { by: 'column', column: 'file' } } });
    await rig.upload(run.id, 'rows', 'staff.csv', csvOf(staff));
    await app.call('POST', `/runs/${run.id}/plan`);
    const stopped = await app.call('DELETE', `/runs/${run.id}/plan`);
    expect(stopped).toMatchObject({ state: 'draft', stateReason: expect.stringContaining('stopped the planning') });
    expect(await rig.plan(run.id)).toMatchObject({
      counts: { rows: 400, waiting: 0, problems: 400 },
      problems: [{ kind: 'no_document', rows: 400 }],
    });
  });

  test('a release at a date that no calendar has is refused by its name, and nothing is released', async () => {
    const run = await approved(1, { period: 'no such date' });
    const unlike = ['tomorrow', '2027-01-01', '2027', '2027-01-01T08:00Z', '2027-01-01 08:00'];
    for (const at of ['2027-13-01T08:00', '2027-01-01T25:00', '2027-02-30T08:00', ...unlike]) {
      expect(await app.request('POST', `/runs/${run.id}/release`, { at }), at).toMatchObject({
        status: 422,
        body: { errors: [{ path: '/at', message: expect.stringContaining(`"${at}"`) }] },
      });
    }
    expect(await app.call('GET', `/runs/${run.id}`)).toMatchObject({ state: 'approved' });
  });

  // The last one: the time does not go back.
  test('beyond 25 a run waits for its time and its window by the clock of its zone, also where the clocks change', async () => {
    clock.moveTo('2027-03-26T20:00:00Z');
    const options = { documents, timeZone: 'Europe/Berlin', window: { from: '08:00', to: '18:00' } };
    const run = await approved(1, { period: 'window', options });
    // Sunday, the day on which summer time begins in Berlin.
    await app.call('POST', `/runs/${run.id}/release`, { at: '2027-03-28T03:00' });
    const scheduled = await app.call('GET', `/runs/${run.id}`);
    expect(new Date(scheduled.release.notBefore).toISOString()).toBe('2027-03-28T01:00:00.000Z');
    clock.moveTo('2027-03-28T01:00:01Z');
    const reason = 'Waits for its send window, which opens at 2027-03-28T06:00:00.000Z.';
    await expect
      .poll(async () => (await app.call('GET', `/runs/${run.id}`)).stateReason, { timeout: 5_000 })
      .toBe(reason);
    expect(await mailsOf(run.id)).toMatchObject({ held: 1, accepted: 0 });
    clock.moveTo('2027-03-28T06:00:01Z');
    await rig.until(run.id, 'finished');
  });

  test('beyond 25 what is left when the window closes waits for the next opening', async () => {
    clock.moveTo('2027-06-01T15:59:50Z');
    const options = { documents, timeZone: 'Europe/Berlin', window: { from: '08:00', to: '18:00' } };
    const run = await approved(3, { period: 'closing', options });
    // Nothing can be accepted: the connector is paused as after a refusal of its server.
    await app.store.write(
      (tx) => tx.sql`UPDATE connector_pace SET paused_until = ${Date.parse('2027-06-01T16:30:00Z')}`,
    );
    await app.call('POST', `/runs/${run.id}/release`, {});
    await rig.until(run.id, 'sending');
    clock.moveTo('2027-06-01T16:00:00Z');
    await rig.until(run.id, 'released');
    await expect.poll(() => mailsOf(run.id)).toMatchObject({ held: 3, queued: 0 });
    const [line] = (await app.call('GET', `/runs/${run.id}/items`)).items;
    const entry = await app.call('GET', `/outbox/${line.mail.id}`);
    expect(entry.delivery).toMatchObject({ state: 'held', heldReason: 'send_window' });
    clock.moveTo('2027-06-02T06:00:01Z');
    expect(await rig.until(run.id, 'finished')).toMatchObject({ counts: { mails: { accepted: 3 } } });
  });

  test('beyond 25 failed e-mails that are tried again when the window is closed wait for it, and the run says until when', async () => {
    clock.moveTo('2027-06-03T09:00:00Z');
    const options = { documents, timeZone: 'Europe/Berlin', window: { from: '08:00', to: '18:00' } };
    const run = await approved(2, { period: 'tried again', options });
    await flip(run.id);
    await app.call('POST', `/runs/${run.id}/release`, {});
    expect(await rig.until(run.id, 'finished')).toMatchObject({ counts: { mails: { failed: 2 } } });
    await flip(run.id);
    clock.moveTo('2027-06-03T20:00:00Z');
    const again = await app.call('POST', `/runs/${run.id}/retry-failed`);
    expect(again).toMatchObject({ state: 'released', finishedAt: null, counts: { mails: { held: 2, failed: 0 } } });
    expect(again.stateReason).toBe(
      `${app.administrator.name} let the failed ones be tried again. Waits for its send window, which opens at 2027-06-04T06:00:00.000Z.`,
    );
    const [line] = (await app.call('GET', `/runs/${run.id}/items`)).items;
    expect(await app.call('GET', `/outbox/${line.mail.id}`)).toMatchObject({
      delivery: { state: 'held', heldReason: 'send_window' },
    });
    // Two looks of the keeper later nothing has left.
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    expect(await mailsOf(run.id)).toMatchObject({ held: 2, accepted: 0 });
    clock.moveTo('2027-06-04T06:00:01Z');
    expect(await rig.until(run.id, 'finished')).toMatchObject({ counts: { mails: { accepted: 2 } } });
  });

  test('beyond 25 one e-mail that a person tries again when the window is closed waits for it at once', async () => {
    clock.moveTo('2027-06-05T12:00:00Z');
    const options = { documents, timeZone: 'Europe/Berlin', window: { from: '08:00', to: '18:00' } };
    const run = await approved(1, { period: 'one again', options });
    await flip(run.id);
    await app.call('POST', `/runs/${run.id}/release`, {});
    expect(await rig.until(run.id, 'finished')).toMatchObject({ counts: { mails: { failed: 1 } } });
    await flip(run.id);
    clock.moveTo('2027-06-05T20:00:00Z');
    const [line] = (await app.call('GET', `/runs/${run.id}/items`)).items;
    await app.call('POST', `/outbox/${line.mail.id}/retry`, {});
    const reason = 'Waits for its send window, which opens at 2027-06-06T06:00:00.000Z.';
    expect(await app.call('GET', `/outbox/${line.mail.id}`)).toMatchObject({
      delivery: { state: 'held', heldReason: 'send_window', detail: reason },
    });
    expect(await app.call('GET', `/runs/${run.id}`)).toMatchObject({
      state: 'released',
      stateReason: `${app.administrator.name} let one e-mail be tried again. ${reason}`,
    });
    clock.moveTo('2027-06-06T06:00:01Z');
    expect(await rig.until(run.id, 'finished')).toMatchObject({ counts: { mails: { accepted: 1 } } });
  });
});
