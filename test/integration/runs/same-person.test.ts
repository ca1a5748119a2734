import { afterAll, beforeAll, expect, test } from 'vitest';
import { type HttpApp, openHttpApp } from '../../support/http-app.ts';
import { makePdf } from '../../support/pdf-samples.ts';
import { type Answer, openRunRig, payslipOf, type RunRig } from '../../support/run-rig.ts';
import { forEachDatabase } from '../../support/test-database.ts';
import { zipFile } from '../../support/zip-file.ts';

/** One person has one number, however it is spelled. */
forEachDatabase((database) => {
  let app: HttpApp;
  let rig: RunRig;
  let rule = '';
  let period = 0;
  beforeAll(async () => {
    app = await openHttpApp(database.url());
    rig = await openRunRig(app);
    const params = { connector: rig.connectorId, to: [{ field: 'email' }], subject: 'Note', text: '{{name}}' };
    const note = { name: 'Note', trigger: { kind: 'workflow', event: 'note' } };
    rule = (await app.call('POST', '/rules', { ...note, actions: [{ action: 'send-email', params }] })).id;
    await app.call('PUT', '/settings/runs', { fourEyes: false, stopAfterFailures: 10 });
  }, 60_000);
  afterAll(() => app.close());

  const rowsOf = (owners: string[]) =>
    `employeeId;name;email;net\n${owners.map((owner, at) => `${owner};Person;p${period}.${at}@dyn.test;1.00\n`).join('')}`;
  const planned = async (owners: string[], options: object = {}, documents?: [string, Buffer]): Promise<Answer> => {
    period += 1;
    const run = await rig.createRun({ rule, period: `same ${period}`, options });
    await rig.upload(run.id, 'rows', 'staff.csv', rowsOf(owners));
    if (documents) await rig.upload(run.id, 'documents', ...documents);
    return rig.plan(run.id);
  };
  const items = async (id: string): Promise<Answer[]> => (await app.call('GET', `/runs/${id}/items`)).items;

  test.each([
    ['e7', 'E7'],
    ['E7', '\uff25\uff17'],
    ['E7', 'E\u200b7'],
    ['E7', 'E\u00ad7'],
    ['E7', 'E7\u00a0'],
    ['E-7', 'E\u20117'],
  ])('%j and %j are two rows for one person, shown as they were typed', async (first, second) => {
    const run = await planned([first, second, 'E8']);
    expect(run.problems).toMatchObject([{ kind: 'same_owner', rows: 2 }]);
    const rows = await items(run.id);
    expect(rows.map(({ owner, state }) => [owner, state])).toEqual([
      [first.trim(), 'problem'],
      [second.trim(), 'problem'],
      ['E8', 'planned'],
    ]);
    expect(rows[0].problems[0].message).toContain('lines 2, 3');
  });

  test('a number of signs that nobody sees is no number', async () => {
    const run = await planned(['\u200b\u00ad', 'E8']);
    expect(run.problems).toMatchObject([{ kind: 'no_owner', rows: 1 }]);
  });

  test('a row that is fixed to another spelling of a person is a second row of that person, and mends again', async () => {
    const run = await planned(['E7', 'E8']);
    const [, other] = await items(run.id);
    const fix = async (employeeId: string) => {
      await app.call('PUT', `/runs/${run.id}/items/${other.id}`, { facts: { employeeId } });
      return rig.until(run.id, 'planned');
    };
    expect((await fix('e7')).problems).toMatchObject([{ kind: 'same_owner', rows: 2 }]);
    expect((await fix('E9')).problems).toEqual([]);
  });

  test('a combined PDF finds the row however both spell the number, and pages of two spellings are one document', async () => {
    const pdf = await makePdf(['Number: e7', 'Number: E7 page two', 'Number: E8']);
    const run = await planned(['E7', 'e8'], { documents: { by: 'marker', text: 'Number:' } }, ['all.pdf', pdf]);
    expect(run).toMatchObject({ counts: { planned: 2, problems: 0 }, documents: { total: 2, unused: 0 } });
    const [first] = await items(run.id);
    expect(first).toMatchObject({ owner: 'E7', document: { name: 'e7.pdf' } });
    const example = await app.call('POST', `/runs/${run.id}/example`, {
      options: { documents: { by: 'marker', text: 'Number:' } },
    });
    expect(example.rows.map(({ document }: Answer) => document)).toEqual([
      { name: 'E7', found: true },
      { name: 'e8', found: true },
    ]);
  });

  test('the same bytes for two spellings are one owner; for two persons they are a document of two owners', async () => {
    const slip = await payslipOf({ employeeId: 'E7' });
    const files = zipFile(['E7', 'E8'].map((name) => ({ name: `${name}.pdf`, bytes: slip })));
    const options = { documents: { by: 'column', column: 'name' } };
    period += 1;
    const run = await rig.createRun({ rule, period: `same ${period}`, options });
    const csv = `employeeId;name;email;net\nE7;E7.pdf;p1@dyn.test;1\ne7;E8.pdf;p2@dyn.test;1\nE9;E7.pdf;p3@dyn.test;1\n`;
    await rig.upload(run.id, 'rows', 'staff.csv', csv);
    await rig.upload(run.id, 'documents', 'slips.zip', files);
    await rig.plan(run.id);
    const [first, second, third] = await items(run.id);
    const messages = Object.fromEntries(first.problems.map(({ kind, message }: Answer) => [kind, message]));
    expect(messages).toEqual({
      same_owner: expect.stringContaining('spelled in 2 ways: "E7", "e7"'),
      document_of_two_owners: expect.stringContaining('belongs to E7 and to E9.'),
    });
    await app.call('POST', `/runs/${run.id}/items/leave-out`, { ids: [second.id, third.id], reason: 'not here' });
    expect(await rig.until(run.id, 'planned')).toMatchObject({ counts: { planned: 1, problems: 0 } });
  });

  test('a second run of the period knows the person by another spelling: it corrects, and does not send beside', async () => {
    const first = await planned(['E7']);
    await app.call('POST', `/runs/${first.id}/approve`, { hash: first.plan.hash });
    await app.call('POST', `/runs/${first.id}/release`, {});
    await rig.until(first.id, 'finished');
    const run = await rig.createRun({ rule, period: first.period });
    await rig.upload(run.id, 'rows', 'staff.csv', rowsOf(['e7\u200b']));
    expect(await rig.plan(run.id)).toMatchObject({ counts: { planned: 1, replacements: 1 } });
  });

  test('a password is stored for a person, not for a spelling', async () => {
    await app.call('PUT', '/document-passwords/P7', { password: 'first-Word-1' });
    await app.call('PUT', '/document-passwords/p7', { password: 'second-Word-2' });
    const { items: stored } = await app.call('GET', '/document-passwords?search=p7');
    expect(stored).toMatchObject([{ owner: 'p7' }]);
    const options = {
      documents: { by: 'name', pattern: '{{employeeId}}.pdf' },
      password: { stored: true, hint: 'From the portal.' },
    };
    const file = await payslipOf({ employeeId: 'P7' });
    const run = await planned(['P7'], options, ['P7.pdf', file]);
    expect(run).toMatchObject({ counts: { planned: 1, problems: 0 } });
    await app.call('DELETE', '/document-passwords/P7');
    expect((await app.call('GET', '/document-passwords?search=p7')).items).toEqual([]);
  });
});
