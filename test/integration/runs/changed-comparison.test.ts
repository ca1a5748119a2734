import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { runText } from '../../../src/cli/run-text.ts';
import { type HttpApp, openHttpApp } from '../../support/http-app.ts';
import { type Answer, type Employee, openRunRig, type RunRig } from '../../support/run-rig.ts';
import { forEachDatabase } from '../../support/test-database.ts';

const documents = { by: 'name', pattern: '{{employeeId}}.pdf' };
const byContacts = { registered: 'contacts', documents };
const byColumn = { registered: 'column', documents };

/** Whoever approves is told that the recipients are compared otherwise than when the run was planned before. */
forEachDatabase((database) => {
  let app: HttpApp;
  let rig: RunRig;
  let clerk: Pick<HttpApp, 'call' | 'request'>;
  let second: Pick<HttpApp, 'call' | 'request'>;
  let month = 0;
  let staff: Employee[] = [];
  beforeAll(async () => {
    app = await openHttpApp(database.url());
    rig = await openRunRig(app);
    clerk = await app.as('clerk', ['payroll_operator', 'approver']);
    second = await app.as('second', ['approver']);
  }, 60_000);
  afterAll(() => app.close());
  beforeEach(() => {
    month += 1;
    staff = rig.staff(2).map((one) => ({ ...one, employeeId: `${one.employeeId}-${month}` }));
  });

  const change = (run: Answer, options: object) => {
    const body = { name: run.name, period: run.period, rule: run.ruleId, options };
    return clerk.call('PUT', `/runs/${run.id}`, body);
  };
  const approve = (run: Answer, by = second) => by.request('POST', `/runs/${run.id}/approve`, { hash: run.plan.hash });
  const proofOf = async (id: string): Promise<Answer[]> => {
    const found = await app.store.read.sql<{ data: string }[]>`
      SELECT data FROM proof_record WHERE subject = ${id} AND kind = 'comparison' ORDER BY n`;
    return found.map(({ data }) => JSON.parse(data));
  };
  const refused = () => rig.plannedRun(staff, { period: `compared ${month}`, options: byContacts });

  test('E2 rows that were refused by the contacts and pass by the column: the plan says who changed it, when and from what', async () => {
    const run = await refused();
    expect(run).toMatchObject({ counts: { planned: 0, problems: 2 }, plan: { comparison: null } });
    const before = Date.now();
    await change(run, byColumn);
    const again = await rig.plan(run.id);
    expect(again.counts).toMatchObject({ planned: 2, problems: 0 });
    const { comparison } = again.plan;
    expect(comparison).toEqual({ from: 'contacts', to: 'column', by: 'clerk', at: expect.any(Number) });
    expect(comparison.at).toBeGreaterThanOrEqual(before);
    expect(runText(again)).toMatch(/^compared +by clerk since .*: with the address column, before with the contacts$/m);
    expect(await proofOf(run.id)).toEqual([{ from: 'contacts', to: 'column', by: 'clerk' }]);

    const own = await approve(again, clerk);
    expect(own).toMatchObject({
      status: 403,
      body: { detail: expect.stringContaining('You made or changed this run') },
    });
    expect((await approve(again)).status).toBe(200);
    const { plan } = await app.call('GET', `/runs/${run.id}`);
    expect(plan.comparison).toEqual(comparison);
  });

  test('E2 a run that is no longer confidential compares nothing, and that is told, too', async () => {
    const run = await refused();
    await change(run, { documents, confidential: false });
    const again = await rig.plan(run.id);
    expect(again.counts).toMatchObject({ planned: 2 });
    expect(again.plan.comparison).toMatchObject({ from: 'contacts', to: 'none', by: 'clerk' });
    expect(runText(again)).toContain('with nothing, before with the contacts');
  });

  test('E2 changed twice the first one counts; changed back there is nothing to tell, but the proof knows', async () => {
    const run = await refused();
    await change(run, { documents, confidential: false });
    await change(run, { documents });
    expect((await app.call('GET', `/runs/${run.id}`)).plan.comparison).toMatchObject({
      from: 'contacts',
      to: 'column',
    });
    await change(run, byContacts);
    expect((await app.call('GET', `/runs/${run.id}`)).plan.comparison).toBeNull();
    expect((await proofOf(run.id)).map(({ from, to }) => `${from} ${to}`)).toEqual([
      'contacts none',
      'none column',
      'column contacts',
    ]);
  });

  test('E2 a draft that was never planned is changed without a word, and other changes say nothing of it', async () => {
    const draft = await rig.createRun({ period: `draft ${month}`, options: byContacts });
    await change(draft, byColumn);
    expect((await app.call('GET', `/runs/${draft.id}`)).plan.comparison).toBeNull();
    const run = await refused();
    await change(run, { ...byContacts, numberCheck: true });
    expect((await app.call('GET', `/runs/${run.id}`)).plan.comparison).toBeNull();
  });
});
