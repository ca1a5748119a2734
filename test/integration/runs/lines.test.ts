import { createHash } from 'node:crypto';
import { simpleParser } from 'mailparser';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type HttpApp, openHttpApp } from '../../support/http-app.ts';
import { makePdf } from '../../support/pdf-samples.ts';
import { type Answer, csvOf, openRunRig, payslipOf, payslips, type RunRig } from '../../support/run-rig.ts';
import { sharedServers } from '../../support/servers.ts';
import { forEachDatabase } from '../../support/test-database.ts';
import { zipFile } from '../../support/zip-file.ts';

/** What a payroll office does with the mass mail of one month, line by line. */
forEachDatabase((database) => {
  const { mail } = sharedServers();
  const office = `office.${database.kind}@dyn.test`;
  let app: HttpApp;
  let rig: RunRig;
  let second: Pick<HttpApp, 'call' | 'request'>;
  beforeAll(async () => {
    app = await openHttpApp(database.url());
    rig = await openRunRig(app);
    const { displayName, settings } = await app.call('GET', `/connectors/${rig.connectorId}`);
    const smtp = { ...settings.smtp, allowedFrom: [office] };
    const definition = { type: 'email', displayName, settings: { ...settings, smtp } };
    await app.call('PUT', `/connectors/${rig.connectorId}`, definition);
    await app.call('POST', `/connectors/${rig.connectorId}/test`, {});
    second = await app.as('second', ['approver']);
  }, 60_000);
  afterAll(() => app.close());

  const documents = { by: 'name', pattern: '{{employeeId}}.pdf' };
  const ruleOf = (params: object) => ({
    name: 'Payslip by mail',
    trigger: { kind: 'workflow', event: 'line' },
    actions: [
      {
        action: 'send-email',
        params: { connector: rig.connectorId, to: [{ field: 'email' }], subject: 'Payslip', text: 'Hello', ...params },
      },
    ],
  });
  const makeRule = async (params: object) => (await app.call('POST', '/rules', ruleOf(params))).id as string;
  const items = async (runId: string) => (await app.call('GET', `/runs/${runId}/items`)).items;
  const sent = async (run: Answer) => {
    await second.call('POST', `/runs/${run.id}/approve`, { hash: run.plan.hash });
    await app.call('POST', `/runs/${run.id}/release`, {});
    return rig.until(run.id, 'finished');
  };
  const newest = async (box: string, count: number) => {
    const all = await mail.waitForMail(box, { count });
    return simpleParser(all.at(-1)?.raw ?? '');
  };

  test('A3.17 a document is downloaded for a sample check before anything is sent, by operators only', async () => {
    const staff = rig.staff(2);
    const run = await rig.plannedRun(staff, { period: 'sample' });
    const [first] = await items(run.id);
    const path = `/api/runs/${run.id}/documents/${first.document.id}`;
    const response = await fetch(app.url + path, { headers: app.authorization() });
    expect(response.headers.get('content-type')).toBe('application/pdf');
    expect(response.headers.get('content-disposition')).toContain("filename*=UTF-8''E0001.pdf");
    const bytes = Buffer.from(await response.arrayBuffer());
    expect(bytes.equals(await payslipOf({ employeeId: 'E0001' }))).toBe(true);
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(first.document.sha256);
    expect((await app.call('GET', '/audit?action=getRunDocument')).items[0]).toMatchObject({
      kind: 'run',
      subject: { id: run.id, name: first.document.id },
      outcome: 'done',
    });
    expect(await second.request('GET', path.slice('/api'.length))).toMatchObject({ status: 403 });
    expect(await app.request('GET', `/runs/${run.id}/documents/none`)).toMatchObject({ status: 404 });
    const other = await rig.plannedRun(staff, { period: 'other sample' });
    const foreign = await app.request('GET', `/runs/${other.id}/documents/${first.document.id}`);
    expect(foreign).toMatchObject({ status: 404 });
    expect((await app.call('GET', `/runs/${run.id}`)).counts.mails).toMatchObject({ held: 2, accepted: 0 });
  });

  test('A3.21 the office address of the employee is the target; a private one in another column gets nothing', async () => {
    const [work, home] = [mail.account().user, mail.account().user];
    const rule = await makeRule({ to: [{ field: 'officeEmail' }] });
    const csv = `employeeId;officeEmail;email\nE0501;${work};${home}\n`;
    const options = { addressField: 'officeEmail' };
    const run = await rig.createRun({ rule, period: 'office', options });
    await rig.upload(run.id, 'rows', 'staff.csv', csv);
    await sent(await rig.plan(run.id));
    await mail.waitForMail(work);
    expect(await mail.readMailbox(home)).toEqual([]);

    const wrong = await rig.createRun({ rule: await makeRule({}), period: 'office', options });
    await rig.upload(wrong.id, 'rows', 'staff.csv', csv);
    expect((await rig.plan(wrong.id)).problems).toMatchObject([{ kind: 'recipient_not_owner', rows: 1 }]);
  });

  test('A5.16 the sender address of the run is chosen by its rule; one that the connector may not use is a problem', async () => {
    const box = mail.account().user;
    const csv = csvOf([{ employeeId: 'E0502', name: 'Person 1', email: box, net: '1' }]);
    const planWith = async (from: string, period: string) => {
      const run = await rig.createRun({ rule: await makeRule({ from: '{{sender}}' }), period });
      await rig.upload(run.id, 'rows', 'staff.csv', csv.replace('net', 'sender').replace(';1\r', `;${from}\r`));
      return rig.plan(run.id);
    };
    await sent(await planWith(office, 'sender'));
    expect((await newest(box, 1)).from?.value).toMatchObject([{ address: office }]);
    const refused = await planWith('boss@elsewhere.test', 'other sender');
    expect(refused.problems).toMatchObject([{ kind: 'from_not_allowed', rows: 1 }]);
  });

  test('A5.17 the content is a template that is added, edited and removed; a run takes the newest one', async () => {
    const box = mail.account().user;
    const csv = csvOf([{ employeeId: 'E0503', name: 'Person 1', email: box, net: '1' }]);
    const rule = await makeRule({ subject: 'First for {{name}}' });
    const run = await rig.createRun({ rule, period: 'content' });
    await rig.upload(run.id, 'rows', 'staff.csv', csv);
    const first = await rig.plan(run.id);
    await app.call('PUT', `/rules/${rule}`, ruleOf({ subject: 'Second for {{name}}' }));
    const planned = await rig.plan(run.id);
    expect(planned).toMatchObject({ counts: { planned: 1 } });
    expect(planned.plan.hash).not.toBe(first.plan.hash);
    await sent(planned);
    expect((await newest(box, 1)).subject).toBe('Second for Person 1');
    await app.call('DELETE', `/rules/${rule}`);
    const gone = await app.request('POST', '/runs', { name: 'x', period: 'x', rule });
    expect(gone).toMatchObject({ status: 404 });
  });

  test('A5.20 A3.20 the report of a mass mail has every row with its state and why', async () => {
    const staff = rig.staff(3);
    const rows = csvOf([...staff.slice(0, 2), { ...staff[2], email: 'nowhere' }] as never);
    const run = await rig.createRun({ period: 'report', options: { documents, select: { from: 2 } } });
    await rig.upload(run.id, 'rows', 'staff.csv', rows);
    await rig.upload(run.id, 'documents', 'slips.zip', await payslips(staff));
    const planned = await rig.plan(run.id);
    const [bad] = (await app.call('GET', `/runs/${run.id}/items?state=problem`)).items;
    const reason = 'has no address yet';
    const left = await app.call('POST', `/runs/${run.id}/items/leave-out`, { ids: [bad.id], reason });
    expect(planned.counts).toMatchObject({ planned: 1, problems: 1, notSelected: 1 });
    await sent(left.run);
    const report: string = await app.call('GET', `/runs/${run.id}/report.csv`);
    const lines = report
      .trim()
      .split('\r\n')
      .slice(1)
      .map((line) => line.split(',').slice(0, 5));
    expect(lines.map(([, person, , result, detail]) => [person, result, detail])).toEqual([
      ['E0001', 'left out', expect.stringContaining('Not selected')],
      ['E0002', 'accepted', expect.any(String)],
      ['E0003', 'left out', `has no address yet (${app.administrator.name})`],
    ]);
    expect(report).toMatch(/E0002.*<[^>]+@[^>]+>.*250/);
  });

  test('beyond 19 several files with names by a pattern leave in one e-mail; a wrong type and more than the server takes are problems', async () => {
    const staff = rig.staff(3);
    const terms = await app.call('POST', '/files?name=terms.pdf&type=application/pdf', '%PDF-1.4\n%%EOF\n');
    const attachments = [
      { field: 'document', name: 'payslip-{{employeeId}}.pdf' },
      { field: 'extra', name: 'terms.pdf' },
    ];
    const rule = await makeRule({ attachments });
    const text = await app.call('POST', '/files?name=note.txt&type=text/plain', 'no PDF at all');
    const ids = [terms.id, text.id, terms.id];
    const rows = csvOf(staff)
      .replace('net', 'extra')
      .replace(/;[\d.]+\r/g, () => `;${ids.shift()}\r`);
    const run = await rig.createRun({ rule, period: 'files', options: { documents } });
    await rig.upload(run.id, 'rows', 'staff.csv', rows);
    // Above the SIZE that the server said in the test of the connector.
    const { learned } = await app.call('GET', `/connectors/${rig.connectorId}`);
    const huge = await makePdf(['E0003'], learned.size);
    const slips = [
      { name: 'E0001.pdf', bytes: await payslipOf({ employeeId: 'E0001' }) },
      { name: 'E0002.pdf', bytes: await payslipOf({ employeeId: 'E0002' }) },
    ];
    await rig.upload(run.id, 'documents', 'slips.zip', zipFile(slips));
    await rig.upload(run.id, 'documents', 'E0003.pdf', huge);
    const planned = await rig.plan(run.id);
    expect(planned.problems).toMatchObject([
      { kind: 'document_unreadable', rows: 1 },
      { kind: 'too_big', rows: 1 },
    ]);
    const before = (await mail.readMailbox(rig.box)).length;
    const problem = (await items(run.id)).filter(({ state }: Answer) => state === 'problem');
    const left = await app.call('POST', `/runs/${run.id}/items/leave-out`, {
      ids: problem.map(({ id }: Answer) => id),
      reason: 'later',
    });
    await sent(left.run);
    const { attachments: arrived } = await newest(rig.box, before + 1);
    expect(arrived.map(({ filename }) => filename)).toEqual(['payslip-E0001.pdf', 'terms.pdf']);
  });
});
