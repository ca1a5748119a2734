import { afterAll, beforeAll, expect, test } from 'vitest';
import { type HttpApp, openHttpApp } from '../../support/http-app.ts';
import { type Answer, csvOf, openRunRig, payslips, type RunRig } from '../../support/run-rig.ts';
import { sharedServers } from '../../support/servers.ts';
import { forEachDatabase } from '../../support/test-database.ts';

/** Which rules a payroll run takes: that of a form, and none whose e-mails a person sends. */
forEachDatabase((database) => {
  let app: HttpApp;
  let rig: RunRig;
  let people: string[] = [];
  beforeAll(async () => {
    app = await openHttpApp(database.url());
    rig = await openRunRig(app);
    await app.call('PUT', '/settings/runs', { fourEyes: false, stopAfterFailures: 10 });
    const { items } = await app.call('GET', '/users');
    people = items.map(({ id }: Answer) => id);
  }, 60_000);
  afterAll(() => app.close());

  const text = { type: 'string' };
  const properties = { employeeId: text, name: text, email: text, net: text, document: text };
  const makeForm = async (name: string): Promise<string> =>
    (await app.call('POST', '/forms', { name, schema: { type: 'object', properties } })).id;
  const ruleBody = (form: string, name: string, over: object = {}) => {
    const params = {
      connector: rig.connectorId,
      to: [{ field: 'email' }],
      subject: `${name} of {{name}}`,
      html: '<p>{{net}} EUR</p>',
      attachments: [{ field: 'document', name: 'payslip.pdf' }],
      ...over,
    };
    const trigger = { kind: 'form', form, event: 'submit' };
    return { name, trigger, actions: [{ action: 'send-email', params }] };
  };
  const makeRule = async (...of: Parameters<typeof ruleBody>): Promise<string> =>
    (await app.call('POST', '/rules', ruleBody(...of))).id;
  const manual = () => ({ mode: 'manual', performer: { user: people[0] } });
  const options = { documents: { by: 'name', pattern: '{{employeeId}}.pdf' } };
  const create = (body: object) => app.request('POST', '/runs', { name: 'November', period: '2026-11', ...body });

  test('A3.16 a run that names a form instead of a rule is planned and sent by the only Send email rule of that form', async () => {
    const form = await makeForm('Payslips');
    const rule = await makeRule(form, 'By form');
    // A second one that a run could not use anyway does not make the choice ambiguous.
    await makeRule(form, 'By hand', manual());
    const staff = rig.staff(2);
    const { status, body: run } = await create({ form, options });
    expect(status, JSON.stringify(run)).toBe(201);
    expect(run).toMatchObject({ ruleId: rule, rule: { name: 'By form' } });
    await rig.upload(run.id, 'rows', 'staff.csv', csvOf(staff));
    await rig.upload(run.id, 'documents', 'payslips.zip', await payslips(staff));
    const planned = await rig.plan(run.id);
    expect(planned).toMatchObject({ state: 'planned', counts: { planned: 2, problems: 0 } });
    await app.call('POST', `/runs/${run.id}/approve`, { hash: planned.plan.hash });
    await app.call('POST', `/runs/${run.id}/release`, {});
    expect(await rig.until(run.id, 'finished')).toMatchObject({ counts: { mails: { accepted: 2 } } });
    const arrived = await sharedServers().mail.waitForMail(rig.box, { count: 2 });
    expect(arrived.map((one) => one.header('subject')).sort()).toEqual(['By form of Person 1', 'By form of Person 2']);
  });

  test('a form without a Send email rule, with two, or that is not there, is refused with what to do', async () => {
    const none = await create({ form: await makeForm('Empty') });
    expect(none).toMatchObject({ status: 422 });
    expect(JSON.stringify(none.body)).toContain('The form \\"Empty\\" has no Send email rule');
    const form = await makeForm('Two');
    await makeRule(form, 'One');
    await makeRule(form, 'Other');
    const two = await create({ form });
    expect(JSON.stringify(two.body)).toContain('has 2 Send email rules; choose one by its id in rule');
    expect(await create({ form: 'nowhere' })).toMatchObject({ status: 404 });
  });

  test('a rule whose e-mails a person sends is none for a run: not when it is made, not when the rule became one later, and not in the list', async () => {
    const form = await makeForm('Later');
    const rule = await makeRule(form, 'Manual', manual());
    const refused = await create({ rule });
    expect(refused).toMatchObject({ status: 409, body: { code: 'STATE' } });
    expect(refused.body.detail).toContain('is sent by a person, one by one (mode manual)');
    const only = await create({ form });
    expect(JSON.stringify(only.body)).toContain('has no Send email rule');
    const listed = (await app.call('GET', '/runs/rules')).items.map(({ id }: Answer) => id);
    expect(listed).not.toContain(rule);

    const becomes = await makeRule(form, 'Becomes');
    expect((await app.call('GET', '/runs/rules')).items.map(({ id }: Answer) => id)).toContain(becomes);
    const { body: run } = await create({ rule: becomes, period: '2026-12', options });
    const staff = rig.staff(1);
    await rig.upload(run.id, 'rows', 'staff.csv', csvOf(staff));
    await rig.upload(run.id, 'documents', 'payslips.zip', await payslips(staff));
    await app.call('PUT', `/rules/${becomes}`, ruleBody(form, 'Becomes', manual()));
    const draft = await rig.plan(run.id);
    expect(draft).toMatchObject({ state: 'draft', stateReason: expect.stringContaining('is sent by a person') });
    expect(await app.store.read.sql<unknown[]>`SELECT id FROM message WHERE run_id = ${run.id}`).toEqual([]);
  });
});
