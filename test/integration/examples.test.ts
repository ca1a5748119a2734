import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildPackageCopy, run } from '../support/package-copy.ts';
import { removeTempFolder } from '../support/temp-folder.ts';

let folder = '';
beforeAll(async () => {
  folder = await buildPackageCopy();
}, 120_000);
afterAll(() => removeTempFolder(folder));

/** What each example prints, line by line. An example without a line here fails the last test. */
const PRINTED: Record<string, string[]> = {
  '01-json-rules-engine-host.mjs': [
    'Test connection: Connection test succeeded',
    'Outbox: Payslip November to employee@sandbox.test: accepted, copy filed',
    'Inbox of the employee: 1 e-mail',
    'Sent Items of payroll: 1 e-mail',
  ],
  '02-express-host.mjs': [
    'Outbox without a key: 401',
    'Test connection: Connection test succeeded',
    'Leave of 5 days: 201; leave of 90 days: 400 More than 30 days.',
    'Saved: 1 of 2 forms',
    'Outbox: Ana asks for 5 days of leave: accepted, copy filed',
    'Inbox: Ana asks for 5 days of leave',
  ],
  '03-payslip-workflow.mjs': [
    'Test connection: Connection test succeeded',
    'Ana, asked for twice: one event',
    'Ben, held: held',
    'Outbox: cem@sandbox.test: cancelled, copy none',
    'Outbox: ben@sandbox.test: accepted, copy filed',
    'Outbox: ana@sandbox.test: accepted, copy filed',
    'Inbox of ana: Your payslip for 2026-11',
    'Inbox of ben: Your payslip for 2026-11',
    'Inbox of cem: ',
    'Sent Items of payroll: 2 e-mails',
  ],
  '04-payroll-run.mjs': [
    'Test connection: Connection test succeeded',
    'Passwords: 3 stored',
    'Plan of 5 rows: 2 e-mails, 2 problems, 1 not selected',
    'E003: no_address',
    'E004: suppressed',
    'Approved by the clerk: 403',
    'Approved by: Approver',
    'Sent: 2',
    'Inbox of ana: Your payslip, payslip-2026-11-E001.pdf, encrypted',
    'Inbox of ben: Your payslip, payslip-2026-11-E002.pdf, encrypted',
    'Inbox of dora: ',
    'Inbox of eva: ',
    'Again: 0 e-mails, 2 already sent',
    'Proof: Intact.',
  ],
};

test.each(Object.entries(PRINTED))('%s runs with plain node on the built package', async (name, lines) => {
  const ran = await run(process.execPath, [join('examples', name)], folder);
  expect(ran).toEqual({ code: 0, out: `${lines.join('\n')}\n`, said: '' });
});

test('every example is run here', () => {
  expect(readdirSync('examples').filter((name) => name.endsWith('.mjs'))).toEqual(Object.keys(PRINTED));
});
