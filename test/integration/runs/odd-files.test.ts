import { afterAll, beforeAll, expect, test } from 'vitest';
import { type HttpApp, openHttpApp } from '../../support/http-app.ts';
import { csvOf, openRunRig, type RunRig } from '../../support/run-rig.ts';
import { forEachDatabase } from '../../support/test-database.ts';
import { xlsxFile } from '../../support/xlsx-file.ts';
import { zipFile } from '../../support/zip-file.ts';

/** Files that are not what their names say, and files with nothing in them. */
/** A plan with nothing to send has no hash of its own. */
const ANY_HASH = '0'.repeat(64);

forEachDatabase((database) => {
  let app: HttpApp;
  let rig: RunRig;
  let period = 0;
  beforeAll(async () => {
    app = await openHttpApp(database.url());
    rig = await openRunRig(app);
    await app.call('PUT', '/settings/runs', { fourEyes: false, stopAfterFailures: 10 });
  }, 60_000);
  afterAll(() => app.close());

  const planned = async (name: string, content: Buffer | string) => {
    period += 1;
    const run = await rig.createRun({ period: `odd ${period}` });
    const { body } = await rig.upload(run.id, 'rows', name, content);
    return { file: body, run: await rig.plan(run.id) };
  };
  const inline = (ref: string, words: string) => `<c r="${ref}" t="inlineStr"><is><t>${words}</t></is></c>`;
  const workbook = () => {
    const head = `<row r="1">${inline('A1', 'employeeId')}${inline('B1', 'name')}${inline('C1', 'email')}</row>`;
    const row = `<row r="2">${inline('A2', 'E1')}${inline('B2', 'Person')}${inline('C2', 'e1@dyn.test')}</row>`;
    return xlsxFile({ sheets: [{ name: 'July', rows: head + row, after: '' }] });
  };

  test('a text named .xlsx and a workbook named .csv are read as what they are, and the file says so', async () => {
    const text = await planned('staff.xlsx', csvOf(rig.staff(2)));
    expect(text.file.note).toBe('"staff.xlsx" is a text and no workbook, whatever its name says: it is read as CSV.');
    expect(text.run).toMatchObject({ counts: { rows: 2 }, files: [{ note: text.file.note }] });
    const book = await planned('staff.csv', workbook());
    expect(book.file.note).toBe('"staff.csv" is a workbook, whatever its name says: it is read as XLSX.');
    expect(book.run).toMatchObject({ counts: { rows: 1 } });
    const json = await planned('staff.xlsx', '[{"employeeId":"E1","email":"e1@dyn.test"}]');
    expect(json.file.note).toContain('it is read as JSON.');
    expect((await planned('staff.csv', csvOf(rig.staff(1)))).file.note).toBe('');
  });

  test('a workbook of an old format is not called a text, and an archive that is no ZIP says so at once', async () => {
    const old = await planned('staff.xls', Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]));
    expect(old.file.note).toBe('');
    expect(old.run.stateReason).toContain('Save it as .xlsx');
    const { id } = await rig.createRun({ period: 'archives' });
    for (const [name, head] of [
      ['slips.rar', 'Rar!\u001a'],
      ['slips.zip', "7z\u00bc\u00af'\u001c"],
      ['slips.tgz', '\u001f\u008b\u0008'],
    ] as const) {
      const bytes = Buffer.from(head.padEnd(200, '\0'), 'latin1');
      const { body } = await rig.upload(id, 'documents', name, bytes);
      expect(body.note, name).toBe(`"${name}" is an archive that is no ZIP file. Pack the documents into a ZIP file.`);
    }
    const { body: none } = await rig.upload(id, 'documents', 'none.zip', await zipFile([]));
    expect(none.note).toBe('"none.zip" is a ZIP file with nothing in it.');
  });

  test('a table without the chosen columns, or without headings at all, loses nobody in silence: the file is refused by name', async () => {
    const headless = await planned('staff.csv', 'E1;Anna;e1@dyn.test\r\nE2;Bob;e2@dyn.test\r\n');
    expect(headless.run).toMatchObject({
      state: 'draft',
      counts: { rows: 0 },
      stateReason:
        'The file has no columns "employeeId" and "email", which say whose row it is and where it goes. Its first row says: E1, Anna, e1@dyn.test. Put the headings into the first row, or choose other columns.',
    });
    const one = await planned('staff.csv', 'employeeId;name;mail\r\nE1;Anna;e1@dyn.test\r\n');
    expect(one.run.stateReason).toContain('The file has no column "email", which says where it goes.');
    const { name, period: of, ruleId: rule } = one.run;
    const options = { ...one.run.options, addressField: 'mail' };
    await app.call('PUT', `/runs/${one.run.id}`, { name, period: of, rule, options });
    expect(await rig.plan(one.run.id)).toMatchObject({ state: 'planned', counts: { rows: 1 } });
  });

  test('the same rows uploaded twice are refused by name, so that corrections stay; other rows say what goes with the old ones', async () => {
    const { file, run } = await planned('staff.csv', csvOf(rig.staff(2)));
    const [row] = (await app.call('GET', `/runs/${run.id}/items`)).items;
    await app.call('POST', `/runs/${run.id}/items/leave-out`, { ids: [row.id], reason: 'On leave' });
    await rig.until(run.id, 'planned');
    const again = await rig.upload(run.id, 'rows', 'again.csv', csvOf(rig.staff(2)));
    expect(again).toMatchObject({
      status: 409,
      body: { detail: '"again.csv" was uploaded already as "staff.csv"; it is not needed twice.' },
    });
    expect(await app.call('GET', `/runs/${run.id}`)).toMatchObject({
      files: [{ id: file.id }],
      counts: { leftOut: 1 },
    });
    const other = await rig.upload(run.id, 'rows', 'other.csv', csvOf(rig.staff(3)));
    expect(other.body.note).toBe(
      'It takes the place of "staff.csv", and what was corrected or left out there by hand goes with it.',
    );
  });

  test('a web page that a program calls a workbook is refused with what to do', async () => {
    const { run } = await planned('export.xls', '<html><table><tr><td>employeeId</td></tr></table></html>');
    expect(run).toMatchObject({ state: 'draft', stateReason: expect.stringContaining('web page or XML') });
    expect(run.stateReason).toContain('CSV, XLSX or JSON');
  });

  test('a run without rows says so and cannot be approved', async () => {
    const { run } = await planned('staff.csv', 'employeeId;name;email\n');
    expect(run).toMatchObject({
      state: 'planned',
      stateReason: expect.stringContaining('The file has no rows'),
      can: { approve: false },
      counts: { rows: 0 },
    });
    const refused = await app.request('POST', `/runs/${run.id}/approve`, { hash: ANY_HASH });
    expect(refused).toMatchObject({ status: 409, body: { detail: expect.stringContaining('The file has no rows') } });
  });

  test('a run of which every row is left out says that, and cannot be approved either', async () => {
    const { run } = await planned('staff.csv', csvOf(rig.staff(1)));
    expect(run).toMatchObject({ stateReason: expect.stringContaining('before the problems are mended') });
    const { items } = await app.call('GET', `/runs/${run.id}/items`);
    await app.call('POST', `/runs/${run.id}/items/leave-out`, { ids: [items[0].id], reason: 'x' });
    const left = await rig.until(run.id, 'planned');
    expect(left).toMatchObject({
      stateReason: 'There is nothing to send: every row was left out (1 left out by a person).',
    });
    const refused = await app.request('POST', `/runs/${run.id}/approve`, { hash: ANY_HASH });
    expect(refused).toMatchObject({ status: 409, body: { detail: expect.stringContaining('every row was left out') } });
  });
});
