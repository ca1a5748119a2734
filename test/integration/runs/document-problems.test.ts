import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPdf, type Pdf } from '../../../src/runs/intake/pdf/open-pdf.ts';
import { type HttpApp, openHttpApp } from '../../support/http-app.ts';
import { makePdf } from '../../support/pdf-samples.ts';
import { type Answer, csvOf, openRunRig, payslipOf, type RunRig } from '../../support/run-rig.ts';
import { forEachDatabase } from '../../support/test-database.ts';
import { zipFile } from '../../support/zip-file.ts';

const LOCKED = 'Locked';

/** Documents that nobody may send as they are: two for one person, and those that cannot be looked into. */
forEachDatabase((database) => {
  let app: HttpApp;
  let rig: RunRig;
  let pdf: Pdf;
  beforeAll(async () => {
    pdf = openPdf({ threads: 1 });
    app = await openHttpApp(database.url());
    rig = await openRunRig(app);
  }, 60_000);
  afterAll(async () => {
    await app.close();
    await pdf.close();
  });

  test('A3.19 two documents of a row and encrypted ones are problems of their rows; a person chooses one, or leaves the row out', async () => {
    const staff = rig.staff(4);
    const [one, two, three, four] = await Promise.all(staff.map(payslipOf));
    const run = await rig.createRun({ options: { documents: { by: 'name', pattern: '{{employeeId}}.pdf' } } });
    await rig.upload(run.id, 'rows', 'staff.csv', csvOf(staff));
    const zip = zipFile([
      { name: 'berlin/E0001.pdf', bytes: one ?? '' },
      { name: 'munich/E0001.pdf', bytes: await makePdf(['Payslip of E0001, corrected']) },
      { name: 'E0002.pdf', bytes: Buffer.from(await pdf.encryptPdf(two ?? Buffer.alloc(0), LOCKED)) },
      { name: 'E0003.pdf', bytes: three ?? '', encrypted: true },
      { name: 'E0004.pdf', bytes: four ?? '' },
    ]);
    await rig.upload(run.id, 'documents', 'slips.zip', zip);
    const planned = await rig.plan(run.id);
    expect(planned).toMatchObject({ state: 'planned', counts: { rows: 4, planned: 1, problems: 3 } });
    expect(planned.problems).toEqual([
      { kind: 'two_documents', title: 'Two documents', rows: 1 },
      { kind: 'document_encrypted', title: 'Encrypted document', rows: 2 },
    ]);
    const { items }: Answer = await app.call('GET', `/runs/${run.id}/items`);
    const told = items.map(({ problems }: Answer) => problems.map(({ message }: Answer) => message).join());
    expect(told).toEqual([
      '2 documents fit this row; choose one.',
      expect.stringMatching(/password|encrypted/),
      expect.stringContaining('encrypted inside the zip file'),
      '',
    ]);

    const { items: documents } = await app.call('GET', `/runs/${run.id}/documents?search=munich`);
    await app.call('PUT', `/runs/${run.id}/items/${items[0].id}`, { document: documents[0].id });
    const locked = [items[1].id, items[2].id];
    await app.call('POST', `/runs/${run.id}/items/leave-out`, { ids: locked, reason: 'Sent by post' });
    const mended = await rig.until(run.id, 'planned');
    expect(mended).toMatchObject({ counts: { planned: 2, problems: 0, leftOut: 2 }, problems: [] });
    const { items: now }: Answer = await app.call('GET', `/runs/${run.id}/items`);
    expect(now[0]).toMatchObject({ document: { name: 'munich/E0001.pdf', chosen: true } });
  });
});
