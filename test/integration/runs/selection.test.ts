import { afterAll, beforeAll, expect, test } from 'vitest';
import { type HttpApp, openHttpApp } from '../../support/http-app.ts';
import { type Answer, openRunRig, type RunRig } from '../../support/run-rig.ts';
import { forEachDatabase } from '../../support/test-database.ts';

const STAFF = [
  ['E0001', 'Person 1', 'Berlin', 'Sales', '1000', '41.5'],
  ['E0002', 'Person 2', 'Berlin', 'Service', '2000', '30'],
  ['E0003', 'Person 3', 'Rome', 'Sales', '1000', ''],
  ['E0004', 'Person 4', 'Rome', '', '3000', '12'],
  ['E0005', 'Person 5', 'Oslo', 'Service', '3000', '38'],
].map(([id, name, ...more]) => [id, name, `${id}@dyn.test`, '1.00', ...more].join(';'));
const CSV = `employeeId;name;email;net;location;department;costCentre;hours\n${STAFF.join('\n')}\n`;

/** A run for a part of the rows of its file. */
forEachDatabase((database) => {
  let app: HttpApp;
  let rig: RunRig;
  let ruleId = '';
  beforeAll(async () => {
    app = await openHttpApp(database.url());
    rig = await openRunRig(app);
    const rule = await app.call('POST', '/rules', {
      name: 'Note',
      trigger: { kind: 'workflow', event: 'note' },
      actions: [
        {
          action: 'send-email',
          params: { connector: rig.connectorId, to: [{ field: 'email' }], subject: 'Note', text: '{{name}}' },
        },
      ],
    });
    ruleId = rule.id;
  }, 60_000);
  afterAll(() => app.close());

  let period = 0;
  const chosen = async (select: object): Promise<{ run: Answer; owners: string[] }> => {
    period += 1;
    const run = await rig.createRun({ rule: ruleId, period: `part ${period}`, options: { select } });
    await rig.upload(run.id, 'rows', 'staff.csv', CSV);
    const planned = await rig.plan(run.id);
    const { items } = await app.call('GET', `/runs/${run.id}/items?state=planned`);
    return { run: planned, owners: items.map(({ owner }: Answer) => owner) };
  };

  test.each([
    ['location', { fact: 'location', operator: 'in', value: ['Berlin', 'Oslo'] }, ['E0001', 'E0002', 'E0005']],
    ['cost centre', { fact: 'costCentre', operator: 'between', value: [2000, 3000] }, ['E0002', 'E0004', 'E0005']],
    ['department', { fact: 'department', operator: 'equal', value: 'Sales' }, ['E0001', 'E0003']],
    ['name', { fact: 'name', operator: 'equal', value: 'Person 4' }, ['E0004']],
    ['employee code', { fact: 'employeeId', operator: 'in', value: ['E0002', 'E0004'] }, ['E0002', 'E0004']],
    ['an empty department', { fact: 'department', operator: 'equal', value: null }, ['E0004']],
    [
      'a number with a fraction',
      { not: { fact: 'hours', operator: 'greaterThan', value: 38 } },
      ['E0002', 'E0003', 'E0004', 'E0005'],
    ],
  ])(
    'A3.16 A5.15 rows are chosen by %s; the others are left out with that reason and counted',
    async (_what, where, owners) => {
      const found = await chosen({ where });
      expect(found.owners).toEqual(owners);
      const left = STAFF.length - owners.length;
      expect(found.run.counts).toMatchObject({ rows: 5, planned: owners.length, leftOut: left, notSelected: left });
      const { items } = await app.call('GET', `/runs/${found.run.id}/items?state=left_out&limit=1`);
      const reason = 'Not selected: it does not meet the conditions of the run.';
      expect(items).toMatchObject([{ leftOut: { kind: 'not_selected', reason, by: null }, mail: null }]);
    },
  );

  test('A3.18 A5.15 all rows, a numeric range of rows, and a range within a department', async () => {
    expect((await chosen({ from: 1 })).owners).toHaveLength(5);
    expect((await chosen({ from: 2, to: 3 })).owners).toEqual(['E0002', 'E0003']);
    const where = { any: [{ fact: 'department', operator: 'equal', value: 'Sales' }] };
    expect((await chosen({ from: 2, where })).owners).toEqual(['E0003']);
  });

  test('a row that was not chosen is sent when a person corrects it, and its report says why the others are not', async () => {
    const { run } = await chosen({ to: 1 });
    const { items } = await app.call('GET', `/runs/${run.id}/items?state=left_out`);
    await app.call('PUT', `/runs/${run.id}/items/${items[0].id}`, { facts: { name: 'Person' } });
    expect((await app.call('GET', `/runs/${run.id}`)).counts).toMatchObject({ planned: 2, notSelected: 3 });
    const report: string = await app.call('GET', `/runs/${run.id}/report.csv`);
    expect(report).toContain('Not selected: its number is outside of those that were chosen.');
  });

  test('mistakes in a selection are told with their place, and a column that no row has when the file is read', async () => {
    const refused = async (select: object) => {
      const answer = await app.request('POST', '/runs', { name: 'x', period: 'x', rule: ruleId, options: { select } });
      return { status: answer.status, paths: answer.body.errors?.map(({ path }: Answer) => path) };
    };
    expect(await refused({})).toMatchObject({ status: 422 });
    expect(await refused({ from: 3, to: 2 })).toEqual({ status: 422, paths: ['/options/select/to'] });
    expect(await refused({ where: { all: [{ fact: 'location', operator: 'is', value: 1 }] } })).toEqual({
      status: 422,
      paths: ['/options/select/where/all/0/operator'],
    });
    const { run } = await chosen({ where: { fact: 'locaton', operator: 'equal', value: 'Berlin' } });
    expect(run).toMatchObject({ state: 'draft', stateReason: expect.stringContaining('no column "locaton"') });
    expect(run.stateReason).toContain('employeeId, name, email');
  });
});
