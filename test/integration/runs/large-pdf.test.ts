import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPdf, type Pdf } from '../../../src/runs/intake/pdf/open-pdf.ts';
import { type HttpApp, openHttpApp } from '../../support/http-app.ts';
import { makePdf } from '../../support/pdf-samples.ts';
import { type Answer, openRunRig, type RunRig } from '../../support/run-rig.ts';
import { makeTempFolder, removeTempFolder } from '../../support/temp-folder.ts';
import { forEachDatabase } from '../../support/test-database.ts';

const MB = 1_000_000;
const folder = makeTempFolder('large-pdf');
afterAll(() => removeTempFolder(folder));

forEachDatabase((database) => {
  let app: HttpApp;
  let rig: RunRig;
  let months = 0;
  beforeAll(async () => {
    app = await openHttpApp(database.url());
    rig = await openRunRig(app);
  }, 60_000);
  afterAll(() => app.close());

  const planned = async (pdf: Buffer, documents: object): Promise<Answer> => {
    months += 1;
    const run = await rig.createRun({ period: `large ${months}`, options: { documents } });
    await rig.upload(
      run.id,
      'rows',
      'staff.csv',
      'employeeId;name;email;net\nE1;A;p1@dyn.test;1\nE2;B;p2@dyn.test;2\n',
    );
    expect((await rig.upload(run.id, 'documents', 'E1.pdf', pdf)).status).toBe(201);
    return rig.plan(run.id);
  };

  test('a combined PDF may be larger than a document of one person: it is split', async () => {
    const combined = await makePdf(['Number: E1', 'more of E1', 'Number: E2'], 40 * MB);
    const run = await planned(combined, { by: 'marker', text: 'Number:' });
    expect(run).toMatchObject({ counts: { planned: 2, problems: 0 }, documents: { total: 2, unused: 0 } });
    const { items } = await app.call('GET', `/runs/${run.id}/documents`);
    for (const { size } of items) expect(size).toBeLessThan(100_000);
  }, 60_000);

  test('100 MB as the document of one person, and 100 MB that are no whole PDF, get a clear answer; the rest is unharmed', async () => {
    const single = await planned(await makePdf(['E1'], 100 * MB), { by: 'name', pattern: '{{employeeId}}.pdf' });
    expect(single.problems.map(({ kind }: Answer) => kind)).toEqual(expect.arrayContaining(['too_big', 'no_document']));
    const [row] = (await app.call('GET', `/runs/${single.id}/items`)).items;
    expect(row.problems[0].message).toContain('larger than a document of one person may be (25 MB)');
    const broken = Buffer.concat([await makePdf(['Number: E1']), Buffer.alloc(100 * MB)]);
    const cut = await planned(broken, { by: 'marker', text: 'Number:' });
    expect(cut).toMatchObject({ state: 'planned', counts: { planned: 0, problems: 2 } });
    const [document] = (await app.call('GET', `/runs/${cut.id}/documents`)).items;
    expect(document.problem).toMatch(/^[A-Z].*\.$/);
  }, 120_000);
});

/** Written to the disk piece by piece, as an upload is. */
async function writeLarge(path: string, padding: number): Promise<void> {
  const small = await makePdf(['Number: E1', 'Number: E2', 'more of E2']);
  const at = small.lastIndexOf('xref', small.lastIndexOf('startxref') - 1);
  const tail = small
    .subarray(at)
    .toString('latin1')
    .replace(/startxref\n\d+/, `startxref\n${at + padding}`);
  const file = openSync(path, 'w');
  writeSync(file, small.subarray(0, at));
  const comment = Buffer.alloc(MB, 'x');
  comment.write('%');
  comment.write('\n', MB - 1);
  for (let written = 0; written < padding; written += MB) writeSync(file, comment);
  writeSync(file, tail);
  closeSync(file);
}

test('a combined PDF of 500 MB is read from the disk, in little memory and off the main thread', async () => {
  const path = join(folder, 'combined.pdf');
  await writeLarge(path, 500 * MB);
  const pdf: Pdf = openPdf({ threads: 1, maxMemory: 64 * 1024 * 1024 });
  const before = process.memoryUsage().rss;
  let most = 0;
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage().rss - before);
  }, 5);
  try {
    const { parts, pages } = await pdf.splitPdf({ path }, { text: 'Number:' });
    expect({ pages, owners: parts.map(({ owner }) => owner) }).toEqual({ pages: 3, owners: ['E1', 'E2'] });
    const made: [string, number][] = [];
    for await (const { owner, bytes } of pdf.extractParts({ path }, parts)) made.push([owner, bytes.length]);
    expect(made.map(([owner, size]) => [owner, size > 500 && size < 100_000])).toEqual([
      ['E1', true],
      ['E2', true],
    ]);
  } finally {
    clearInterval(watch);
    await pdf.close();
    rmSync(path);
  }
  // The whole file would be ten times this.
  expect(most).toBeLessThan(200 * MB);
}, 120_000);

test('a file larger than the largest upload is refused by its size, before it is read', async () => {
  const path = join(folder, 'small.pdf');
  await writeLarge(path, MB);
  const pdf = openPdf({ threads: 1, maxFileBytes: MB });
  await expect(pdf.splitPdf({ path }, { text: 'Number:' })).rejects.toMatchObject({
    code: 'ATTACHMENT',
    details: { reason: 'too_big' },
  });
  await pdf.close();
});
