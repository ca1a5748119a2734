import { afterAll, beforeAll, expect, test } from 'vitest';
import { updateRows } from '../../../src/store/sql.ts';
import { type HttpApp, openHttpApp } from '../../support/http-app.ts';
import { type Answer, csvOf, openRunRig, payslipOf, payslips, type RunRig } from '../../support/run-rig.ts';
import { forEachDatabase } from '../../support/test-database.ts';
import { zipFile } from '../../support/zip-file.ts';

/** More than are composed and stored together. */
const ROWS = 75;

forEachDatabase((database) => {
  let app: HttpApp;
  let rig: RunRig;
  beforeAll(async () => {
    app = await openHttpApp(database.url());
    rig = await openRunRig(app);
  }, 60_000);
  afterAll(() => app.close());

  const byName = { options: { documents: { by: 'name', pattern: '{{employeeId}}.pdf' } } };

  test('two runs of one period planned at the same time: each person is in the plan of one of them', async () => {
    const staff = rig.staff(ROWS);
    const runs = await Promise.all([1, 2].map(() => rig.createRun({ ...byName, period: 'twins' })));
    const zip = await payslips(staff);
    for (const { id } of runs) {
      await rig.upload(id, 'rows', 'staff.csv', csvOf(staff));
      await rig.upload(id, 'documents', 'p.zip', zip);
    }
    await Promise.all(runs.map(({ id }) => app.call('POST', `/runs/${id}/plan`)));
    const planned: Answer[] = [];
    for (const { id } of runs) planned.push(await rig.until(id, 'planned', 'draft'));
    expect(planned.map(({ state }) => state)).toEqual(['planned', 'planned']);
    expect(planned.reduce((sum, { counts }) => sum + counts.planned, 0)).toBe(ROWS);
    expect(planned.reduce((sum, { counts }) => sum + counts.problems, 0)).toBe(ROWS);
    expect(planned.flatMap(({ problems }) => problems).every(({ kind }) => kind === 'other_run')).toBe(true);
    const owners = await app.store.read.sql<{ owner: string; n: number | string }[]>`
      SELECT i.owner, COUNT(*) AS n FROM run_item i JOIN message m ON m.id = i.message_id
      WHERE m.run_id IN (${() => runs.map(({ id }) => id)}) GROUP BY i.owner`;
    expect(owners.map(({ n }) => Number(n))).toEqual(owners.map(() => 1));
    expect(owners).toHaveLength(ROWS);
  });

  test('documents that are together larger than a part of the plan are each in the e-mail of their owner', async () => {
    const staff = rig.staff(5);
    const big = async (employeeId: string) => {
      const bytes = await payslipOf({ employeeId });
      // Behind the end mark nobody reads.
      return Buffer.concat([bytes, Buffer.alloc(900_000, ' '), Buffer.from('%%EOF')]);
    };
    const files = [];
    for (const { employeeId } of staff) files.push({ name: `${employeeId}.pdf`, bytes: await big(employeeId) });
    const run = await rig.createRun({ ...byName, period: 'large' });
    await rig.upload(run.id, 'rows', 'staff.csv', csvOf(staff));
    await rig.upload(run.id, 'documents', 'p.zip', zipFile(files));
    expect(await rig.plan(run.id)).toMatchObject({ counts: { rows: 5, planned: 5, problems: 0 } });
    const sizes = await app.store.read.sql<{ size: number }[]>`SELECT size FROM message WHERE run_id = ${run.id}`;
    expect(sizes.map(({ size }) => size > 1_200_000)).toEqual([true, true, true, true, true]);
  });

  test('a mail that failed gives its key to the one of the next run, in the middle of many', async () => {
    const staff = rig.staff(ROWS);
    const first = await rig.plannedRun(staff, { period: 'key' });
    const lines = (await app.call('GET', `/runs/${first.id}/items?limit=100`)).items;
    const failed: string[] = lines.slice(10, 12).map(({ mail }: Answer) => mail.id);
    await app.call('POST', `/runs/${first.id}/cancel`);
    await app.store.write((tx) =>
      updateRows(
        tx,
        'delivery',
        { id: 'text', state: 'text', due_at: 'bigint' },
        failed.map((id) => ({ id, state: 'failed', due_at: null })),
      ),
    );
    const second = await rig.plannedRun(staff, { period: 'key' });
    expect(second).toMatchObject({ counts: { planned: ROWS, problems: 0 } });
    // What failed stays failed, under a key of its own; the new mail has the key, so that nobody gets both.
    const rows = await app.store.read.sql<{ id: string; state: string; key: string }[]>`
      SELECT m.id, d.state, m.idempotency_key AS key FROM message m JOIN delivery d ON d.id = m.id
      WHERE m.id IN (${() => failed})`;
    expect(rows.map(({ state }) => state)).toEqual(['failed', 'failed']);
    for (const { id, key } of rows) {
      expect(key.endsWith(`:${id}`)).toBe(true);
      const heirs = await app.store.read.sql<{ run_id: string }[]>`
        SELECT run_id FROM message WHERE idempotency_key = ${key.slice(0, -id.length - 1)}`;
      expect(heirs).toEqual([{ run_id: second.id }]);
    }
  });
});
