import { afterAll, beforeAll, expect, test } from 'vitest';
import { type HttpApp, openHttpApp } from '../../support/http-app.ts';
import { inDays } from '../../support/in-days.ts';
import { type Answer, openRunRig, type RunRig } from '../../support/run-rig.ts';
import { forEachDatabase } from '../../support/test-database.ts';

/** A release at a time is a plan, too: as long as nothing has left it may be another time. */
forEachDatabase((database) => {
  let app: HttpApp;
  let rig: RunRig;
  let second: Pick<HttpApp, 'call' | 'request'>;
  beforeAll(async () => {
    app = await openHttpApp(database.url());
    rig = await openRunRig(app);
    second = await app.as('second', ['approver']);
  }, 60_000);
  afterAll(() => app.close());

  const released = async (period: string): Promise<Answer> => {
    const run = await rig.plannedRun(rig.staff(2), { period });
    await second.call('POST', `/runs/${run.id}/approve`, { hash: run.plan.hash });
    return app.call('POST', `/runs/${run.id}/release`, { at: inDays(20) });
  };

  test('a released run gets another time and then none: it goes now, and its proof tells each', async () => {
    const run = await released('another time');
    expect(run).toMatchObject({ state: 'released', can: { reschedule: true } });
    const later = await app.call('POST', `/runs/${run.id}/reschedule`, { at: inDays(40, '09:30') });
    expect(later.release.notBefore).toBe(Date.parse(`${inDays(40, '09:30')}Z`));
    expect(later.approval).toEqual(run.approval);
    await app.call('POST', `/runs/${run.id}/reschedule`, {});
    const finished = await rig.until(run.id, 'finished');
    expect(finished).toMatchObject({ counts: { mails: { accepted: 2 } }, can: { reschedule: false } });
    const rows = await app.store.read.sql<{ data: string }[]>`
      SELECT data FROM proof_record WHERE subject = ${run.id} AND kind = 'run' ORDER BY n`;
    const moved = rows.map(({ data }) => JSON.parse(data)).filter(({ releaseAt }) => releaseAt !== undefined);
    expect(moved).toMatchObject([
      { from: 'released', to: 'released', by: app.administrator.name, releaseAt: later.release.notBefore },
      { from: 'released', to: 'released', planHash: run.plan.hash },
    ]);
  });

  test('the rules are those of a release: who, which version, and which times', async () => {
    const run = await released('rules');
    const path = `/runs/${run.id}/reschedule`;
    expect(await second.request('POST', path, {})).toMatchObject({ status: 403 });
    expect(await app.request('POST', path, {}, { 'if-match': '"1"' })).toMatchObject({ status: 412 });
    for (const [at, message] of [
      ['2020-01-01T08:00', 'This time is over'],
      ['2099-02-30T08:00', 'There is no date or time'],
      [inDays(368), 'A run can wait 366 days at most'],
    ]) {
      const refused = await app.request('POST', path, { at });
      expect(refused).toMatchObject({
        status: 422,
        body: { errors: [{ path: '/at', message: expect.stringContaining(message ?? '') }] },
      });
    }
    expect((await app.call('GET', `/runs/${run.id}`)).release).toEqual(run.release);
    await app.call('POST', `/runs/${run.id}/cancel`);
    expect(await app.request('POST', path, {})).toMatchObject({ status: 409 });
  });

  test('bytes that are not the approved ones are not given a time', async () => {
    const run = await released('altered');
    await app.store.write((tx) => tx.sql`UPDATE message SET sha256 = 'x' WHERE run_id = ${run.id}`);
    const refused = await app.request('POST', `/runs/${run.id}/reschedule`, {});
    expect(refused).toMatchObject({ status: 409, body: { code: 'CONFLICT' } });
  });

  test('a run that began cannot be given another time, also while its window or a person stops it', async () => {
    const run = await released('began');
    await app.call('POST', `/runs/${run.id}/pause`);
    expect(await app.request('POST', `/runs/${run.id}/reschedule`, {})).toMatchObject({ status: 409 });
    await app.call('POST', `/runs/${run.id}/resume`);
    await app.store.write((tx) => tx.sql`UPDATE run SET started_at = 1 WHERE id = ${run.id}`);
    const refused = await app.request('POST', `/runs/${run.id}/reschedule`, {});
    expect(refused).toMatchObject({
      status: 409,
      body: { code: 'STATE', detail: expect.stringContaining('let go already') },
    });
    expect(await app.call('GET', `/runs/${run.id}`)).toMatchObject({ state: 'released', can: { reschedule: false } });
  });
});
