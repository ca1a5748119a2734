import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { verifyBundle } from '../../../src/proof/verify-bundle.ts';
import { expireLeases, openKillableApp } from '../../chaos/app-process.ts';
import {
  type Answer,
  csvOf,
  type Employee,
  openRunRig,
  payslipOf,
  payslips,
  type RunApp,
} from '../../support/run-rig.ts';
import { sharedServers } from '../../support/servers.ts';
import { forEachDatabase } from '../../support/test-database.ts';

const ROWS = 1_200;
/** SMTP connections: so many mails can be at their final dot when the process is killed. */
const MOST_UNCERTAIN = 2;

forEachDatabase((database) => {
  const { mail } = sharedServers();

  test('A3.18 A3.20 upload, problems shown, fixed, approved, released, killed in the middle, resumed, finished, verified: nobody gets two, nobody none, each the own document', async () => {
    const app = await openKillableApp(database.url(), { eva: ['administrator'], max: ['approver'] });
    const restart = async () => {
      await app.kill();
      await expireLeases(database.url());
      await app.start();
    };
    await app.start();
    try {
      const rig = await openRunRig(app, { limits: { connections: MOST_UNCERTAIN } });
      const staff = rig.staff(ROWS);
      // Made before the first request: it takes so long that the server would close the connection meanwhile.
      const zip = await payslips(staff.slice(0, -1));
      const run = await rig.createRun({ options: { documents: { by: 'name', pattern: '{{employeeId}}.pdf' } } });
      const rows = staff.map((person, index) => (index === 7 ? { ...person, email: '' } : person));
      await rig.upload(run.id, 'rows', 'staff.csv', csvOf(rows));
      await rig.upload(run.id, 'documents', 'payslips.zip', zip);

      // Killed while it plans: it goes on where it was.
      await app.call('POST', `/runs/${run.id}/plan`);
      const planning = async () => (await app.call('GET', `/runs/${run.id}`)).counts.planned;
      await expect.poll(planning, { timeout: 30_000, interval: 20 }).toBeGreaterThan(100);
      await restart();
      const planned = await rig.until(run.id, 'planned');
      expect(planned).toMatchObject({ counts: { rows: ROWS, planned: ROWS - 2, problems: 2, waiting: 0 } });
      expect(planned.problems).toMatchObject([{ kind: 'no_address' }, { kind: 'no_document' }]);

      const [addressless] = (await app.call('GET', `/runs/${run.id}/items?problem=no_address`)).items;
      await app.call('PUT', `/runs/${run.id}/items/${addressless.id}`, { address: staff[7]?.email });
      await app.call('POST', `/runs/${run.id}/items/leave-out`, { problem: 'no_document', reason: 'left the company' });
      const ready = await app.call('GET', `/runs/${run.id}`);
      await app.as('max').call('POST', `/runs/${run.id}/approve`, { hash: ready.plan.hash });
      await app.call('POST', `/runs/${run.id}/release`, {});

      const mails = async (): Promise<Answer> => (await app.call('GET', `/runs/${run.id}`)).counts.mails;
      await expect.poll(async () => (await mails()).accepted, { timeout: 30_000, interval: 20 }).toBeGreaterThan(200);
      const paused = await app.call('POST', `/runs/${run.id}/pause`);
      expect(paused).toMatchObject({ state: 'paused', counts: { mails: { queued: 0, failed: 0 } } });
      const before = await settledCount(mails);
      await app.call('POST', `/runs/${run.id}/resume`);
      await expect
        .poll(async () => (await mails()).accepted, { timeout: 30_000, interval: 20 })
        .toBeGreaterThan(before + 200);
      await restart();
      const finished = await rig.until(run.id, 'finished');

      const { accepted, uncertain } = finished.counts.mails;
      expect(accepted + uncertain).toBe(ROWS - 1);
      expect(uncertain).toBeLessThanOrEqual(MOST_UNCERTAIN);
      const arrived = await mail.waitForMail(rig.box, { count: accepted, withinMs: 30_000 });
      const ids = arrived.map((one) => one.header('message-id'));
      expect(new Set(ids).size).toBe(ids.length);
      await expectOwnDocuments(arrived, staff);
      expect(arrived.length).toBeGreaterThanOrEqual(accepted);
      expect(arrived.length).toBeLessThanOrEqual(accepted + uncertain);
      const report: string = await app.call('GET', `/runs/${run.id}/report.csv`);
      expect(report.trimEnd().split('\r\n')).toHaveLength(ROWS + 1);
      await expectProved(app, run.id, ids);
    } finally {
      await app.kill();
    }
  }, 180_000);
});

interface Arrived {
  raw: Buffer;
  header(name: string): string | undefined;
}

/** Each e-mail went to one person's address, nobody got two, and its PDF is the one that was made for this person. */
async function expectOwnDocuments(arrived: readonly Arrived[], staff: readonly Employee[]): Promise<void> {
  const left = new Map(staff.map((person) => [person.email, person]));
  const wrong: string[] = [];
  for (const one of arrived) {
    const to = one.header('to') ?? '';
    const person = left.get(to);
    left.delete(to);
    if (person === undefined) wrong.push(`${to} is nobody's address, or got two`);
    else if (pdfDigest(one.raw) !== digestOf(await payslipOf(person))) wrong.push(`${to} got another document`);
  }
  expect(wrong).toEqual([]);
}

/** Read by hand, not by the parser that the product has: the one part that is a PDF. */
function pdfDigest(raw: Buffer): string {
  const pdfs = raw
    .toString('latin1')
    .split(/\r\n--[^\r\n]+/)
    .filter((part) => /^content-type: application\/pdf/im.test(part));
  expect(pdfs).toHaveLength(1);
  const [, ...body] = pdfs[0]?.split('\r\n\r\n') ?? [];
  return digestOf(Buffer.from(body.join(''), 'base64'));
}

function digestOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** With the bundle alone, as an auditor would: nothing was changed, and each e-mail that arrived is one of the plan. */
async function expectProved(app: RunApp, runId: string, messageIds: (string | undefined)[]): Promise<void> {
  const { fingerprint } = await app.call('GET', '/proof/key');
  const response = await fetch(`${app.url}/api/proof/bundle?run=${runId}`, { headers: app.authorization() });
  const bundle = Buffer.from(await response.arrayBuffer());
  const { problems, statement } = await verifyBundle(bundle, fingerprint);
  expect(problems).toEqual([]);
  expect(statement).toMatchObject({ scope: { run: runId }, subjects: ROWS, withoutRecord: 0, chain: { missing: 0 } });
  const { records } = JSON.parse(bundle.toString()) as { records: { subject: string; kind: string; data: Answer }[] };
  const planned = new Map(
    records.filter(({ kind }) => kind === 'created').map(({ subject, data }) => [data.messageId, subject]),
  );
  expect(planned.size).toBe(ROWS - 1);
  expect(messageIds.filter((id) => !planned.has(id))).toEqual([]);
  // Before the dot of each there is its marker, however often the process was killed.
  const marked = new Set(records.filter(({ kind }) => kind === 'marker').map(({ subject }) => subject));
  expect(messageIds.filter((id) => !marked.has(planned.get(id) ?? ''))).toEqual([]);
  const changed = Buffer.from(bundle.toString().replace('"verdict":"accepted"', '"verdict":"failed"'));
  expect((await verifyBundle(changed, fingerprint)).intact).toBe(false);
}

/** After a pause only what was at its final dot still ends. */
async function settledCount(mails: () => Promise<Answer>): Promise<number> {
  await expect.poll(async () => (await mails()).sending, { timeout: 10_000, interval: 20 }).toBe(0);
  const { accepted } = await mails();
  expect((await mails()).accepted).toBe(accepted);
  return accepted;
}
