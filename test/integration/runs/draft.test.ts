import { afterAll, beforeAll, expect, test } from 'vitest';
import { type HttpApp, openHttpApp } from '../../support/http-app.ts';
import { makePdf } from '../../support/pdf-samples.ts';
import { type Answer, csvOf, openRunRig, payslips, type RunRig } from '../../support/run-rig.ts';
import { forEachDatabase } from '../../support/test-database.ts';

const BY_NAME = { documents: { by: 'name', pattern: '{{employeeId}}.pdf' } };

forEachDatabase((database) => {
  let rig: RunRig;
  let app: HttpApp;
  /** a rule without a document */
  let plain: string;
  beforeAll(async () => {
    app = await openHttpApp(database.url());
    rig = await openRunRig(app);
    plain = await letterRule();
  }, 60_000);
  afterAll(() => app.close());

  const letterRule = async () => {
    const html = '<p>Dear {{name}}, you get {{net}} EUR.</p>';
    const params = { connector: rig.connectorId, to: [{ field: 'email' }], subject: 'Payslip of {{name}}', html };
    const actions = [{ action: 'send-email', params }];
    const trigger = { kind: 'workflow', event: 'letter.ready' };
    return (await app.call('POST', '/rules', { name: 'Letter', trigger, actions })).id;
  };
  const items = async (runId: string, query = '') => (await app.call('GET', `/runs/${runId}/items?${query}`)).items;
  const input = (run: Answer, over: object = {}) => {
    const { name, period, ruleId: rule, options } = run;
    const { password, window, ...given } = options;
    return {
      name,
      period,
      rule,
      options: { ...given, ...(password && { password }), ...(window && { window }) },
      ...over,
    };
  };
  const put = (run: Answer, over: object, version = run.version) =>
    app.request('PUT', `/runs/${run.id}`, input(run, over), { 'if-match': `"${version}"` });

  test('the columns of the rows with their first values, before and after they are planned', async () => {
    const options = { ownerField: 'Pers.-Nr.', addressField: 'E-Mail' };
    const run = await rig.createRun({ period: 'columns', options });
    expect(await app.call('GET', `/runs/${run.id}/columns`)).toEqual({ file: null, columns: [] });
    await rig.upload(
      run.id,
      'rows',
      'staff.csv',
      'Pers.-Nr.;E-Mail;name;net\r\n7;eva@x.test;Eva;\r\n8;max@x.test;Max;\r\n',
    );
    const columns = await app.call('GET', `/runs/${run.id}/columns`);
    expect(columns).toEqual({
      file: 'staff.csv',
      columns: [
        { name: 'Pers.-Nr.', samples: ['7', '8'] },
        { name: 'E-Mail', samples: ['eva@x.test', 'max@x.test'] },
        { name: 'name', samples: ['Eva', 'Max'] },
        { name: 'net', samples: ['', ''] },
      ],
    });
    await rig.plan(run.id);
    expect((await app.call('GET', `/runs/${run.id}/columns`)).columns).toEqual(columns.columns.slice(0, 3));
  });

  test('a heading with dots of an abbreviation is one name: a corrected row keeps its person', async () => {
    const options = { ownerField: 'Pers.-Nr.', addressField: 'Priv. E-Mail' };
    const run = await rig.createRun({ period: 'dots', options, rule: plain });
    const [person] = rig.staff(1);
    const csv = `Pers.-Nr.;Priv. E-Mail;email;name;net\r\n7;;${person?.email};Eva;1\r\n`;
    await rig.upload(run.id, 'rows', 'staff.csv', csv);
    await rig.plan(run.id);
    const [row] = await items(run.id);
    expect(row).toMatchObject({ owner: '7', problems: [{ kind: 'no_address' }] });
    const fixed = await app.call('PUT', `/runs/${run.id}/items/${row.id}`, { address: person?.email });
    expect(fixed).toMatchObject({ owner: '7', address: person?.email, state: 'planned' });
  });

  test('choices are tried on the first rows: person, document and password, and mistakes are refused at their place', async () => {
    const staff = rig.staff(3);
    const run = await rig.createRun({ period: 'tried' });
    await rig.upload(run.id, 'rows', 'staff.csv', csvOf(staff));
    await rig.upload(run.id, 'documents', 'slips.zip', await payslips(staff.slice(0, 1)));
    await rig.upload(run.id, 'documents', 'E0002.PDF', await makePdf(['E0002']));
    const example = (options: object) => app.request('POST', `/runs/${run.id}/example`, { options });
    const password = { pattern: '{{employeeId}}-{{born}}', hint: 'x' };
    const { status, body } = await example({ ...BY_NAME, password });
    expect(status).toBe(200);
    expect(body.documents).toEqual({ total: 2, names: ['slips/E0001.pdf', 'E0002.PDF'] });
    expect(body.rows).toMatchObject([
      { line: 2, owner: 'E0001', address: staff[0]?.email, document: { name: 'E0001.pdf', found: true } },
      { document: { name: 'E0002.pdf', found: true } },
      { document: { name: 'E0003.pdf', found: false } },
    ]);
    expect(body.rows[0].password).toEqual({ length: 0, problem: expect.stringContaining('born') });
    const made = await example({ ...BY_NAME, password: { pattern: '{{employeeId}}!', hint: 'x' } });
    expect(made.body.rows[0].password).toEqual({ length: 6, problem: null });
    expect(JSON.stringify(made.body)).not.toContain('E0001!');
    expect(await example({ documents: { by: 'name' } })).toMatchObject({
      status: 422,
      body: { errors: [{ path: '/options/documents/pattern' }] },
    });
    expect(await example({ documents: { by: 'name', pattern: '{{#each' } })).toMatchObject({ status: 422 });
    const marked = await example({ documents: { by: 'marker', text: 'Employee no.' } });
    expect(marked.body.rows[0].document).toEqual({ name: 'E0001', found: null });
    expect((await app.call('GET', `/runs/${run.id}`)).version).toBe(run.version + 3);
    await app.request('PUT', `/runs/${run.id}`, input(run, { options: BY_NAME }));
    await rig.plan(run.id);
    expect((await example(BY_NAME)).body.rows).toMatchObject([
      { owner: 'E0001', document: { found: true } },
      { document: { found: true } },
      { document: { found: false } },
    ]);
  });

  test('a draft is changed with If-Match: another column names the person, and everything is planned anew', async () => {
    const staff = rig.staff(2);
    const csv = `id;mail;name;net;employeeId;email\r\n${staff.map((one) => `X-${one.employeeId};${one.email};${one.name};1;;${one.email}`).join('\r\n')}\r\n`;
    const run = await rig.createRun({ period: 'changed', rule: plain });
    await rig.upload(run.id, 'rows', 'staff.csv', csv);
    const planned = await rig.plan(run.id);
    expect(planned).toMatchObject({ counts: { problems: 2 }, problems: [{ kind: 'no_owner' }] });
    expect(await put(planned, { name: 'Other' }, planned.version - 1)).toMatchObject({ status: 412 });
    const changed = await put(planned, { options: { ownerField: 'id', addressField: 'mail' } });
    expect(changed).toMatchObject({ status: 200, body: { state: 'draft', ruleVersion: null, plan: { hash: null } } });
    const again = await rig.plan(run.id);
    expect(again).toMatchObject({ state: 'planned', counts: { planned: 2 }, rule: { name: 'Letter', version: 1 } });
    expect((await items(run.id)).map(({ owner }: Answer) => owner)).toEqual(['X-E0001', 'X-E0002']);
    // What touches no e-mail leaves the plan as it is.
    const renamed = await put(again, {
      name: 'Renamed',
      options: {
        ...again.options,
        password: undefined,
        timeZone: 'Europe/Berlin',
        window: { from: '08:00', to: '18:00' },
      },
    });
    expect(renamed).toMatchObject({ status: 200, body: { name: 'Renamed', state: 'planned', plan: again.plan } });
    expect(await put(renamed.body, { name: ' ' })).toMatchObject({
      status: 422,
      body: { errors: [{ path: '/name' }] },
    });
    await app.call('POST', `/runs/${run.id}/cancel`);
    expect(await app.request('PUT', `/runs/${run.id}`, input(run))).toMatchObject({ status: 409 });
  });

  test('documents that are no longer wanted leave the e-mails, and a combined file is split in another way', async () => {
    const staff = rig.staff(2);
    const run = await rig.createRun({ period: 'split', options: { documents: { by: 'marker', text: 'Wrong words' } } });
    await rig.upload(run.id, 'rows', 'staff.csv', csvOf(staff));
    const pdf = await makePdf(staff.map(({ employeeId }) => `Employee no. ${employeeId}`));
    await rig.upload(run.id, 'documents', 'all.pdf', pdf);
    const wrong = await rig.plan(run.id);
    expect(wrong).toMatchObject({ counts: { problems: 2 } });
    const right = await put(wrong, { options: { documents: { by: 'marker', text: 'Employee no.' } } });
    expect(right.status).toBe(200);
    const planned = await rig.plan(run.id);
    expect(planned).toMatchObject({ counts: { planned: 2 }, documents: { total: 2, unused: 0 } });
    const [first] = await items(run.id);
    const mail = await app.call('GET', `/runs/${run.id}/items/${first.id}/mail`);
    expect(mail.attachments).toMatchObject([{ filename: 'payslip-E0001.pdf', contentType: 'application/pdf' }]);
    const none = await put(planned, { options: {}, rule: plain });
    expect(none.status).toBe(200);
    await rig.plan(run.id);
    const [bare] = await items(run.id);
    expect(bare).toMatchObject({ document: null, state: 'planned' });
    // One combined file is kept until the run is released, so that a wrong choice costs no second upload.
    const plannedBare = await app.call('GET', `/runs/${run.id}`);
    expect((await put(plannedBare, { options: { documents: { by: 'marker', text: 'Employee no.' } } })).status).toBe(
      200,
    );
    const last = await rig.plan(run.id);
    expect(last).toMatchObject({ counts: { planned: 2 } });
    const kept = async () => {
      const rows = await app.store.read.query(`SELECT COUNT(content_id) AS n FROM run_file WHERE run_id = '${run.id}'`);
      return Number(rows[0].n);
    };
    expect(await kept()).toBe(1);
    const second = await app.as('second-split', ['approver']);
    await second.call('POST', `/runs/${run.id}/approve`, { hash: last.plan.hash });
    await app.call('POST', `/runs/${run.id}/release`, {});
    expect(await kept()).toBe(0);
  });

  test('documents that were read whole cannot be split any more, and the refusal says what to do', async () => {
    const staff = rig.staff(1);
    const run = await rig.plannedRun(staff, { period: 'whole' });
    const refused = await put(run, { options: { documents: { by: 'marker', text: 'no.' } } });
    expect(refused).toMatchObject({ status: 409, body: { detail: expect.stringContaining('"payslips.zip"') } });
    expect((await app.call('GET', `/runs/${run.id}`)).state).toBe('planned');
  });

  test('a document that is uploaded later mends its row by the next plan', async () => {
    const staff = rig.staff(2);
    const run = await rig.createRun({ period: 'later', options: BY_NAME });
    await rig.upload(run.id, 'rows', 'staff.csv', csvOf(staff));
    await rig.upload(run.id, 'documents', 'a.zip', await payslips(staff.slice(0, 1)));
    expect(await rig.plan(run.id)).toMatchObject({ counts: { planned: 1, problems: 1 } });
    await rig.upload(run.id, 'documents', 'b.zip', await payslips(staff.slice(1)));
    expect(await rig.plan(run.id)).toMatchObject({ counts: { planned: 2, problems: 0 } });
  });

  test('a draft or plan is deleted with its files, rows and e-mails; what was approved is not', async () => {
    const run = await rig.plannedRun(rig.staff(2), { period: 'deleted' });
    const at = { 'if-match': `"${run.version}"` };
    const left = async () => {
      const rows = await app.store.read.query(`
        SELECT (SELECT COUNT(*) FROM run_item WHERE run_id = '${run.id}') + (SELECT COUNT(*) FROM run_file WHERE run_id = '${run.id}')
          + (SELECT COUNT(*) FROM run_document WHERE run_id = '${run.id}') + (SELECT COUNT(*) FROM message WHERE run_id = '${run.id}') AS n`);
      return Number(rows[0].n);
    };
    expect(await left()).toBe(8);
    expect(await app.request('DELETE', `/runs/${run.id}`, undefined, { 'if-match': '"1"' })).toMatchObject({
      status: 412,
    });
    expect(await app.request('DELETE', `/runs/${run.id}`, undefined, at)).toMatchObject({ status: 204 });
    expect(await left()).toBe(0);
    expect(await app.request('GET', `/runs/${run.id}`)).toMatchObject({ status: 404 });
    // The same can be planned anew.
    const again = await rig.plannedRun(rig.staff(2), { period: 'deleted' });
    expect(again.counts).toMatchObject({ planned: 2 });
    const second = await app.as('second-eyes', ['approver']);
    await second.call('POST', `/runs/${again.id}/approve`, { hash: again.plan.hash });
    expect(await app.request('DELETE', `/runs/${again.id}`)).toMatchObject({ status: 409 });
  });

  test('a value that is typed in is a number where the form wants one; what was left out is counted by reason', async () => {
    const properties = { net: { type: 'number' }, employeeId: { type: 'string' }, email: { type: 'string' } };
    const { id: form } = await app.call('POST', '/forms', { name: 'Pay', schema: { type: 'object', properties } });
    const params = { connector: rig.connectorId, to: [{ field: 'email' }], subject: 'x', html: '<p>{{net}}</p>' };
    const actions = [{ action: 'send-email', params }];
    const trigger = { kind: 'form', form, event: 'submit' };
    const { id: rule } = await app.call('POST', '/rules', { name: 'Pay', trigger, actions });
    const staff = rig.staff(2);
    const run = await rig.createRun({ period: 'typed', rule });
    await rig.upload(
      run.id,
      'rows',
      'a.csv',
      csvOf([{ ...staff[0], net: 'many' } as never, { ...staff[1], net: '7' } as never]),
    );
    expect(await rig.plan(run.id)).toMatchObject({ problems: [{ kind: 'invalid_value', rows: 1 }] });
    const [row, other] = await items(run.id);
    const fixed = await app.call('PUT', `/runs/${run.id}/items/${row.id}`, {
      facts: { net: '12.5', employeeId: '007' },
    });
    expect(fixed).toMatchObject({ state: 'planned', owner: '007', facts: { net: 12.5, employeeId: '007' } });
    const left = await app.call('POST', `/runs/${run.id}/items/leave-out`, { ids: [other.id], reason: 'on leave' });
    expect(left.run.plan.leftOut).toEqual([{ kind: 'person', reason: 'on leave', rows: 1 }]);
  });

  test('the rules to choose from are those that are enabled and send e-mail; an operator reads them', async () => {
    const trigger = { kind: 'workflow', event: 'payslip.off' };
    const actions = [{ action: 'send-email', params: { to: ['a@b.test'], subject: 'x', text: 'y' } }];
    await app.call('POST', '/rules', { name: 'Off', enabled: false, trigger, actions });
    await app.call('POST', '/rules', { name: 'Bonus', trigger, actions });
    const operator = await app.as('clerk', ['payroll_operator']);
    const { items: rules } = await operator.call('GET', '/runs/rules');
    expect(rules.map(({ name, trigger: of }: Answer) => [name, of])).toEqual(
      expect.arrayContaining([
        ['Bonus', 'payslip.off'],
        ['Letter', 'letter.ready'],
        ['Pay', 'Pay'],
        ['Payslip', 'payslip.ready'],
      ]),
    );
    expect(rules.map(({ name }: Answer) => name)).not.toContain('Off');
  });

  test('the finished e-mail of a row is read from its bytes, and its body is a page of its own', async () => {
    const [person] = rig.staff(1);
    const name = 'Zoë "Zed" <b>Ärger</b> 漢字';
    const run = await rig.createRun({ period: 'read', rule: plain });
    const csv = `employeeId;name;email;net\r\nE1;"${name.replaceAll('"', '""')}";${person?.email};2000=3D\r\n;;;\r\nE2;;;\r\n`;
    await rig.upload(run.id, 'rows', 'staff.csv', csv);
    await rig.plan(run.id);
    const [row, bad] = await items(run.id);
    const mail = await app.call('GET', `/runs/${run.id}/items/${row.id}/mail`);
    expect(mail).toMatchObject({
      from: { address: rig.sender },
      sender: { connectorName: 'Payroll', reason: 'rule', reasonText: expect.stringMatching(/./) },
      to: [{ address: person?.email }],
      cc: [],
      subject: `Payslip of ${name}`,
      frame: `runs/${run.id}/items/${row.id}/body`,
    });
    expect(mail.text).toContain(`Dear ${name}, you get 2000=3D EUR.`);
    const response = await fetch(`${app.url}/api/${mail.frame}`, { headers: app.authorization() });
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(await response.text()).toContain('Zoë &quot;Zed&quot; &lt;b&gt;Ärger&lt;/b&gt; 漢字');
    expect(await app.request('GET', `/runs/${run.id}/items/${bad.id}/mail`)).toMatchObject({ status: 404 });
  });
});
