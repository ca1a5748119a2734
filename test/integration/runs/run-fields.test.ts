import { simpleParser } from 'mailparser';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type HttpApp, openHttpApp } from '../../support/http-app.ts';
import { type Answer, openRunRig, payslipOf, type RunRig } from '../../support/run-rig.ts';
import { sharedServers } from '../../support/servers.ts';
import { forEachDatabase } from '../../support/test-database.ts';

/** E-mails of a run say for which period they are. */
forEachDatabase((database) => {
  const { mail } = sharedServers();
  let app: HttpApp;
  let rig: RunRig;
  beforeAll(async () => {
    app = await openHttpApp(database.url());
    rig = await openRunRig(app);
    await app.call('PUT', '/settings/runs', { fourEyes: false, stopAfterFailures: 10 });
  }, 60_000);
  afterAll(() => app.close());

  const params = () => ({
    connector: rig.connectorId,
    to: [{ field: 'email' }],
    subject: 'Payslip {{run.period}}',
    html: '<p>{{run.name}}: your payslip of {{run.period}}.</p>',
    attachments: [{ field: 'document', name: 'payslip-{{employeeId}}-{{run.period}}.pdf' }],
  });
  const documents = { by: 'name', pattern: '{{employeeId}}.pdf' };
  const makeRule = async (trigger: object, over: object = {}): Promise<string> => {
    const actions = [{ action: 'send-email', params: { ...params(), ...over } }];
    return (await app.call('POST', '/rules', { name: 'Payslip', trigger, actions })).id;
  };
  const planned = async (input: object, csv: string): Promise<Answer> => {
    const run = await rig.createRun({ name: 'Head office', options: { documents }, ...input });
    await rig.upload(run.id, 'rows', 'staff.csv', csv);
    const employeeId = /\n(E\d);/.exec(csv)?.[1] ?? '';
    await rig.upload(run.id, 'documents', `${employeeId}.pdf`, await payslipOf({ employeeId }));
    return rig.plan(run.id);
  };
  const mailOf = async (run: Answer): Promise<Answer> => {
    const [row] = (await app.call('GET', `/runs/${run.id}/items`)).items;
    return app.call('GET', `/runs/${run.id}/items/${row.id}/mail`);
  };

  test('period and name of the run stand in subject, body and attachment name, of the test to me, too', async () => {
    const box = mail.account().user;
    const rule = await makeRule({ kind: 'workflow', event: 'period' });
    const run = await planned({ rule, period: '2026-11' }, `employeeId;name;email\nE1;A;${box}\n`);
    expect(run).toMatchObject({ counts: { planned: 1 } });
    expect(await mailOf(run)).toMatchObject({
      subject: 'Payslip 2026-11',
      text: expect.stringContaining('Head office: your payslip of 2026-11.'),
      attachments: [{ filename: 'payslip-E1-2026-11.pdf' }],
    });
    const [row] = (await app.call('GET', `/runs/${run.id}/items`)).items;
    const to = mail.account().user;
    await app.call('POST', `/runs/${run.id}/items/${row.id}/test-to-me`, { to });
    const [tried] = await mail.waitForMail(to);
    expect((await simpleParser(tried?.raw ?? '')).subject).toBe('[Test] Payslip 2026-11');
    await app.call('POST', `/runs/${run.id}/approve`, { hash: run.plan.hash });
    await app.call('POST', `/runs/${run.id}/release`, {});
    const [arrived] = await mail.waitForMail(box);
    expect((await simpleParser(arrived?.raw ?? '')).attachments[0]?.filename).toBe('payslip-E1-2026-11.pdf');
  });

  test('another name of the run makes other e-mails where they say it, and none where they do not', async () => {
    const csv = 'employeeId;name;email\nE2;A;p1@dyn.test\n';
    const said = await makeRule({ kind: 'workflow', event: 'said' });
    const run = await planned({ rule: said, period: 'named' }, csv);
    const rename = (rule: string, period: string) => ({ name: 'Branch', period, rule, options: { documents } });
    expect(await app.call('PUT', `/runs/${run.id}`, rename(said, 'named'))).toMatchObject({ state: 'draft' });
    expect((await mailOf(await rig.plan(run.id))).text).toContain('Branch');
    const unsaid = await makeRule({ kind: 'workflow', event: 'unsaid' }, { html: '<p>{{run.period}}</p>' });
    const other = await planned({ rule: unsaid, period: 'unnamed' }, csv);
    expect(await app.call('PUT', `/runs/${other.id}`, rename(unsaid, 'unnamed'))).toMatchObject({ state: 'planned' });
  });

  test('a column of its own called "run" stays what it is; one called "run.no" stands beside the period', async () => {
    const rule = await makeRule(
      { kind: 'workflow', event: 'own' },
      { subject: 'Run {{run}}', html: 'x', attachments: [] },
    );
    const own = await planned({ rule, period: 'own' }, 'employeeId;name;email;run\nE2;A;p1@dyn.test;seven\n');
    expect((await mailOf(own)).subject).toBe('Run seven');
    const beside = await makeRule({ kind: 'workflow', event: 'beside' }, { subject: '{{run.no}} {{run.period}}' });
    const both = await planned(
      { rule: beside, period: '2026-12' },
      'employeeId;name;email;run.no\nE2;A;p1@dyn.test;7\n',
    );
    expect((await mailOf(both)).subject).toBe('7 2026-12');
  });

  test('the check of a rule knows them and warns that other e-mails do not have them; the preview shows an example', async () => {
    const properties = { employeeId: { type: 'string' }, email: { type: 'string' }, document: { type: 'string' } };
    const schema = { type: 'object', properties, additionalProperties: false };
    const form = await app.call('POST', '/forms', { name: 'Payslips', schema });
    const trigger = { kind: 'form', form: form.id, event: 'submit' };
    const rule = { name: 'Form', trigger, actions: [{ action: 'send-email', params: params() }] };
    const { findings } = await app.call('POST', '/rules/check', rule);
    expect(findings.filter(({ level }: Answer) => level === 'error')).toEqual([]);
    expect(findings).toContainEqual(
      expect.objectContaining({
        level: 'warning',
        message: expect.stringContaining('"run.period" is there in payroll runs'),
      }),
    );
    const misspelt = {
      ...rule,
      actions: [{ action: 'send-email', params: { ...params(), subject: '{{run.month}}' } }],
    };
    const wrong = await app.call('POST', '/rules/check', misspelt);
    expect(wrong.findings).toContainEqual(
      expect.objectContaining({ level: 'error', message: 'The form has no field "run.month".' }),
    );
    const facts = { employeeId: 'E2', email: 'p1@dyn.test' };
    const preview = await app.call('POST', '/rules/preview', { rule, facts });
    expect(preview.mails[0].subject).toMatch(/^Payslip \d{4}-\d\d$/);

    const { id } = await app.call('POST', '/rules', rule);
    const run = await planned({ rule: id, period: '2027-01' }, 'employeeId;email\nE2;p1@dyn.test\n');
    expect((await mailOf(run)).subject).toBe('Payslip 2027-01');
  });
});
