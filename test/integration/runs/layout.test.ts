import { simpleParser } from 'mailparser';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPdf, type Pdf } from '../../../src/runs/intake/pdf/open-pdf.ts';
import { type HttpApp, openHttpApp } from '../../support/http-app.ts';
import { type Answer, csvOf, openRunRig, type RunRig } from '../../support/run-rig.ts';
import { sharedServers } from '../../support/servers.ts';
import { forEachDatabase } from '../../support/test-database.ts';

const LAYOUT = {
  title: 'Payslip {{run.period}}',
  language: 'en',
  footer: 'Confidential',
  blocks: [
    { kind: 'heading', text: 'Payslip {{run.period}}' },
    {
      kind: 'facts',
      lines: [
        { label: 'Name', value: '{{name}}' },
        { label: 'Number', value: '{{employeeId}}' },
      ],
    },
    {
      kind: 'table',
      columns: [
        { title: 'Item', width: 3 },
        { title: 'EUR', align: 'right' },
      ],
      rows: [{ cells: ['Pay', '{{number net decimals=2}}'] }, { cells: ['Bonus', '{{bonus}}'], when: 'bonus' }],
      total: ['Net', '{{number net decimals=2}}'],
    },
  ],
};

/** Documents that are drawn from a layout, one for each row. */
forEachDatabase((database) => {
  const { mail } = sharedServers();
  let pdf: Pdf;
  let app: HttpApp;
  let rig: RunRig;
  let second: Pick<HttpApp, 'call' | 'request'>;
  beforeAll(async () => {
    pdf = openPdf({ threads: 1 });
    app = await openHttpApp(database.url());
    rig = await openRunRig(app);
    second = await app.as('second', ['approver']);
  }, 60_000);
  afterAll(async () => {
    await app.close();
    await pdf.close();
  });

  const items = async (runId: string, query = '') => (await app.call('GET', `/runs/${runId}/items?${query}`)).items;
  const drawn = async (
    csv: string,
    over: { period?: string; options?: object; layout?: object } = {},
  ): Promise<Answer> => {
    const { period = '2026-11', options, layout = LAYOUT } = over;
    const run = await rig.createRun({ period, options: { documents: { by: 'layout', layout }, ...options } });
    await rig.upload(run.id, 'rows', 'staff.csv', csv);
    return rig.plan(run.id);
  };
  const release = async (run: Answer) => {
    await second.call('POST', `/runs/${run.id}/approve`, { hash: run.plan.hash });
    await app.call('POST', `/runs/${run.id}/release`, {});
    return rig.until(run.id, 'finished');
  };

  test('choices that are tried on the first rows look for no document where one is drawn for each', async () => {
    const run = await rig.createRun({ period: '2026-01', options: { documents: { by: 'layout', layout: LAYOUT } } });
    await rig.upload(run.id, 'rows', 'staff.csv', csvOf(rig.staff(2)));
    const { rows } = await app.call('POST', `/runs/${run.id}/example`, { options: run.options });
    expect(rows).toMatchObject([
      { problem: null, document: null },
      { problem: null, document: null },
    ]);
  });

  test('A3.17 a payslip is drawn for each row from the layout, passes the number check, and the same data again send nothing', async () => {
    const staff = rig.staff(2);
    const before = (await mail.readMailbox(rig.box)).length;
    const run = await drawn(csvOf(staff), { options: { numberCheck: true } });
    expect(run).toMatchObject({ counts: { planned: 2, problems: 0 }, documents: { total: 2, unused: 0 } });
    const lines = await items(run.id);
    expect(lines).toMatchObject([
      { document: { name: 'payslip-E0001.pdf' } },
      { document: { name: 'payslip-E0002.pdf' } },
    ]);
    await release(run);
    const arrived = await mail.waitForMail(rig.box, { count: before + 2 });
    const last = await simpleParser(arrived.at(-1)?.raw ?? '');
    expect(last.attachments).toMatchObject([{ filename: expect.stringMatching(/^payslip-E000\d\.pdf$/) }]);
    const { text, pages } = await pdf.inspectPdf(last.attachments[0]?.content ?? Buffer.alloc(0));
    expect(pages).toBe(1);
    expect(text).toMatch(/Payslip 2026-11 Name Person \d Number E000\d Item EUR Pay 2,00\d\.50 Net 2,00\d\.50/);
    expect(text).not.toContain('Bonus');

    const again = await drawn(csvOf(staff), { options: { numberCheck: true } });
    expect(again).toMatchObject({ counts: { planned: 0, problems: 0, alreadySent: 2 } });
    const digests = (lines_: Answer[]) => lines_.map(({ document }) => document.sha256);
    expect(digests(await items(again.id))).toEqual(digests(lines));
    const corrected = await drawn(csvOf([{ ...staff[0], net: '9' }, staff[1]] as never), {
      options: { numberCheck: true },
    });
    expect(corrected).toMatchObject({ counts: { planned: 1, replacements: 1, alreadySent: 1 } });
  });

  test('a row that lacks values says which; corrected, its document is drawn anew and the old one is gone', async () => {
    const csv =
      'employeeId;name;email;net;bonus\nE0501;;one@dyn.test;;12\nE0502;Person 2;two@dyn.test;5;漢\nE0503;Person 3;three@dyn.test;5;\n';
    const run = await drawn(csv, { period: '2026-10' });
    expect(run).toMatchObject({
      counts: { planned: 1, problems: 2 },
      problems: [
        { kind: 'missing_value', rows: 1 },
        { kind: 'invalid_value', rows: 1 },
      ],
    });
    const [first, other] = await items(run.id);
    expect(first.problems).toMatchObject([{ message: 'Missing or empty for the document: name, net.' }]);
    expect(other.problems).toMatchObject([{ message: expect.stringContaining('漢 (U+6F22)') }]);
    await app.call('PUT', `/runs/${run.id}/items/${other.id}`, { facts: { bonus: '3' } });
    const fixed = await app.call('PUT', `/runs/${run.id}/items/${first.id}`, { facts: { name: 'Person 1', net: '7' } });
    expect(fixed).toMatchObject({ state: 'planned', problems: [], document: { name: 'payslip-E0501.pdf' } });
    const planned = await app.call('GET', `/runs/${run.id}`);
    expect(planned).toMatchObject({ counts: { planned: 3 }, documents: { total: 3, unused: 0 } });
    // The same rows again would be refused, so that corrections stay.
    await rig.upload(run.id, 'rows', 'staff.csv', csv.replace('three@', 'third@'));
    expect(await rig.plan(run.id)).toMatchObject({ documents: { total: 3, unused: 0 } });
    const rows = await app.store.read.sql<{ n: number }[]>`
      SELECT COUNT(*) AS n FROM content WHERE id IN (SELECT content_id FROM run_document WHERE run_id = ${run.id})`;
    expect(Number(rows[0]?.n)).toBe(1);
  });

  test('E2 a layout that names nobody makes one document of two persons, and without the number it is refused', async () => {
    const layout = { title: 'Payslip', blocks: [{ kind: 'text', text: 'Thank you.' }] };
    const run = await drawn(csvOf(rig.staff(2)), { period: '2026-09', layout, options: { numberCheck: true } });
    expect(run.problems).toMatchObject([{ kind: 'document_of_two_owners', rows: 2 }]);
    const one = await drawn(csvOf(rig.staff(1)), { period: '2026-08', layout, options: { numberCheck: true } });
    expect(one.problems).toMatchObject([{ kind: 'number_not_in_document', rows: 1 }]);
  });

  test('every mistake in a layout is told with its place when the run is made', async () => {
    const refused = async (documents: object, period = '2026-11') => {
      const answer = await app.request('POST', '/runs', {
        name: 'x',
        period,
        rule: rig.ruleId,
        options: { documents },
      });
      expect(answer.status).toBe(422);
      return answer.body.errors.map(({ path, message }: Answer) => [path.replace('/options/documents', ''), message]);
    };
    expect(await refused({ by: 'layout' })).toEqual([['/layout', 'Give the layout of the documents.']]);
    expect(await refused({ by: 'none', layout: LAYOUT })).toEqual([['/by', 'A layout is for by: "layout".']]);
    const table = { kind: 'table', columns: [{ title: 'a' }], rows: [{ cells: ['{{net'] }, { cells: ['1', '2'] }] };
    const layout = { title: '{{nofunction 1}}', blocks: [{ kind: 'text', text: '{{#if a}}' }, table] };
    expect(await refused({ by: 'layout', layout, pattern: '{{' }, 'autumn')).toEqual([
      ['/pattern', expect.any(String)],
      ['/layout/blocks/1/rows/1/cells', '2 cells do not fit 1 columns.'],
      ['/layout/date', expect.stringContaining('"autumn" names no month')],
      ['/layout/title', expect.stringContaining('nofunction')],
      ['/layout/blocks/0/text', expect.any(String)],
      ['/layout/blocks/1/rows/0/cells/0', expect.any(String)],
    ]);
    const shape = await refused({ by: 'layout', layout: { title: 'x', blocks: [{ kind: 'heading', txt: 'a' }] } });
    expect(shape).toEqual(
      expect.arrayContaining([['/layout/blocks/0/txt', expect.stringContaining('no field "txt"')]]),
    );
  });

  test('the date comes from a column where the period names no month, and a wrong one is a problem of the row', async () => {
    const layout = { ...LAYOUT, date: '{{paidOn}}' };
    const csv = 'employeeId;name;email;net;paidOn\nE0601;A;one@dyn.test;1;2026-12-01\nE0602;B;two@dyn.test;1;soon\n';
    const run = await drawn(csv, { period: 'christmas', layout });
    expect(run).toMatchObject({ counts: { planned: 1 }, problems: [{ kind: 'invalid_value', rows: 1 }] });
    const [, wrong] = await items(run.id);
    expect(wrong.problems[0].message).toContain('The date of the document is "soon"');
  });
});
