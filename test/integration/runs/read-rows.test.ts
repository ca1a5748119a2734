import { afterAll, beforeAll, expect, test } from 'vitest';
import { type HttpApp, openHttpApp } from '../../support/http-app.ts';
import { openRunRig, type RunRig } from '../../support/run-rig.ts';
import { forEachDatabase } from '../../support/test-database.ts';

const ROWS = 100_000;

forEachDatabase((database) => {
  let app: HttpApp;
  let rig: RunRig;
  beforeAll(async () => {
    app = await openHttpApp(database.url());
    rig = await openRunRig(app);
  }, 60_000);
  afterAll(() => app.close());

  /** Nobody has an address, so that after the reading every row is a problem at once. */
  const csv = (rows: number, net = 1) =>
    `employeeId;name;email;net\r\n${Array.from({ length: rows }, (_, at) => `E${at + 1};Person ${at + 1};;${net}\r\n`).join('')}`;
  const rowsOf = async (runId: string) => {
    const [row] = await app.store.read.sql<{ n: number | string; last: number; first: string }[]>`
      SELECT COUNT(*) AS n, MAX(seq) AS last, MIN(id) AS first FROM run_item WHERE run_id = ${runId}`;
    return { n: Number(row?.n ?? 0), last: row?.last ?? 0, first: row?.first ?? '' };
  };
  const stopAt = async (runId: string, rows: number) => {
    await app.call('POST', `/runs/${runId}/plan`);
    await expect.poll(async () => (await rowsOf(runId)).n, { timeout: 60_000, interval: 10 }).toBeGreaterThan(rows);
    return app.call('DELETE', `/runs/${runId}/plan`);
  };

  test('reading many rows can be stopped, keeps what is stored, and goes on from there in flat memory', async () => {
    const run = await rig.createRun({ period: 'long' });
    await rig.upload(run.id, 'rows', 'staff.csv', csv(ROWS));
    expect(await stopAt(run.id, 5_000)).toMatchObject({ state: 'draft', files: [{ state: 'stored' }] });
    const half = await settled(() => rowsOf(run.id));
    expect(half).toMatchObject({ n: half.last });
    expect(half.n).toBeLessThan(ROWS);

    const before = process.memoryUsage();
    let most = 0;
    const watch = setInterval(() => {
      const { heapUsed, arrayBuffers } = process.memoryUsage();
      most = Math.max(most, heapUsed + arrayBuffers - before.heapUsed - before.arrayBuffers);
    }, 20);
    await app.call('POST', `/runs/${run.id}/plan`);
    await expect
      .poll(async () => (await app.call('GET', `/runs/${run.id}`)).plan.step, { timeout: 120_000, interval: 50 })
      .toBe('composing');
    clearInterval(watch);
    await app.call('DELETE', `/runs/${run.id}/plan`);
    const whole = await rowsOf(run.id);
    // The rows of the first time are still the same ones.
    expect(whole).toEqual({ n: ROWS, last: ROWS, first: half.first });
    expect(most / 1_000_000).toBeLessThan(80);
  }, 240_000);

  test('a file that took the place of one that was read half is read from its beginning', async () => {
    const run = await rig.createRun({ period: 'exchanged' });
    await rig.upload(run.id, 'rows', 'staff.csv', csv(20_000));
    await stopAt(run.id, 1_000);
    await settled(() => rowsOf(run.id));
    await rig.upload(run.id, 'rows', 'staff.csv', csv(700, 2));
    expect(await rig.plan(run.id)).toMatchObject({ counts: { rows: 700, problems: 700 }, files: [{ state: 'read' }] });
    const facts = await app.store.read.sql<{ facts: string }[]>`
      SELECT DISTINCT facts FROM run_item WHERE run_id = ${run.id} AND seq IN (1, 700) ORDER BY facts`;
    expect(facts.map((row) => JSON.parse(row.facts).net)).toEqual(['2', '2']);
  }, 120_000);

  /** Once the planning has seen that it was stopped. */
  async function settled<T>(read: () => Promise<T>): Promise<T> {
    for (let before = JSON.stringify(await read()); ; ) {
      await new Promise((resolve) => setTimeout(resolve, 300));
      const now = await read();
      if (JSON.stringify(now) === before) return now;
      before = JSON.stringify(now);
    }
  }
});
