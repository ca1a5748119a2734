import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { canonicalJson } from '../../../src/sdk/index.ts';
import { type HttpApp, openHttpApp } from '../../support/http-app.ts';
import { type Answer, type Employee, openRunRig, type RunRig } from '../../support/run-rig.ts';
import { sharedServers } from '../../support/servers.ts';
import { forEachDatabase } from '../../support/test-database.ts';

/** A payroll run behind the guard: who gets its e-mails is told before the approval, and never called sent to the owner. */
forEachDatabase((database) => {
  const { mail } = sharedServers();
  let app: HttpApp;
  let rig: RunRig;
  let second: Pick<HttpApp, 'call' | 'request'>;
  let staff: Employee[];
  let qa = '';
  let month = 0;
  beforeAll(async () => {
    app = await openHttpApp(database.url());
    rig = await openRunRig(app);
    second = await app.as('second', ['approver']);
  }, 60_000);
  afterAll(() => app.close());
  beforeEach(() => {
    month += 1;
    qa = mail.account().user;
    staff = rig.staff(2);
  });

  const guard = (body: object) => app.call('PUT', '/settings/guard', body);
  const redirect = () => guard({ mode: 'redirect', redirectTo: qa });
  const planned = () => rig.plannedRun(staff, { period: `guarded ${month}` });
  const sent = async (run: Answer) => {
    await second.call('POST', `/runs/${run.id}/approve`, { hash: run.plan.hash });
    await app.call('POST', `/runs/${run.id}/release`, {});
    return rig.until(run.id, 'finished');
  };
  const rowsOf = async (run: Answer): Promise<Answer[]> => (await app.call('GET', `/runs/${run.id}/items`)).items;
  const digest = (addresses: string[]) =>
    createHash('sha256')
      .update(canonicalJson(addresses.map((one) => one.toLowerCase()).sort()))
      .digest('hex');

  test('beyond 17 E1 the approver reads to whom a redirected run goes; nothing of it counts as sent to its owners', async () => {
    await redirect();
    const run = await planned();
    expect(await second.call('GET', `/runs/${run.id}`)).toMatchObject({
      counts: { planned: 2, problems: 0 },
      guard: {
        redirected: [{ to: qa, mails: 2 }],
        text: `While redirected, all 2 mails go to ${qa}; nobody else gets one.`,
      },
    });
    const [first] = await rowsOf(run);
    const message = await app.call('GET', `/runs/${run.id}/items/${first.id}/mail`);
    expect(message).toMatchObject({ to: [{ address: qa }], text: expect.stringContaining(staff[0]?.email ?? '') });
    const finished = await sent(run);
    const arrived = await mail.waitForMail(qa, { count: 2 });
    expect(arrived.map((one) => one.header('X-Mailrule-Original-To')).sort()).toEqual(staff.map(({ email }) => email));
    expect(await mail.readMailbox(rig.box)).toEqual([]);
    expect(finished).toMatchObject({
      stateReason: `0 sent to owners, 2 redirected to ${qa}`,
      counts: { mails: { accepted: 0, redirected: 2, captured: 0 } },
      guard: { redirected: [{ to: qa, mails: 2 }], text: null },
    });
    const [row] = await rowsOf(run);
    expect(row.mail).toMatchObject({ state: 'redirected', redirectedTo: qa });
    const found = async (state: string) =>
      (await app.call('GET', `/runs/${run.id}/items?state=${state}`)).items.map(({ id }: Answer) => id);
    expect(await found('accepted')).toEqual([]);
    expect(await found('redirected')).toHaveLength(2);
    const report = await app.call('GET', `/runs/${run.id}/report.csv`);
    expect(report).toContain(`redirected,"Redirected by the guard to ${qa}, not to its owner.`);
    expect(report).not.toContain(',accepted,');
    const { records } = await app.call('GET', `/outbox/${row.mail.id}/proof`);
    expect(records[0].data).toMatchObject({
      recipients: { count: 1, digest: digest([qa]) },
      redirected: { to: qa, instead: { count: 1, digest: digest([row.address]) } },
    });
    expect(await app.call('GET', `/outbox/${row.mail.id}`)).toMatchObject({ delivery: { redirectedTo: qa } });
    await guard({ mode: 'off' });
    const again = await planned();
    expect(again).toMatchObject({ counts: { planned: 2, alreadySent: 0, replacements: 0 }, guard: { text: null } });
    expect((await rowsOf(again)).map(({ lastEmailed }) => lastEmailed)).toEqual([null, null]);
    expect(await sent(again)).toMatchObject({ stateReason: '', counts: { mails: { accepted: 2 } } });
    expect(await app.call('GET', `/runs/${run.id}`)).toMatchObject({ counts: { mails: { redirected: 2 } } });
    expect((await rowsOf(run))[0].mail).toMatchObject({ laterRun: { id: again.id } });
    expect(await planned()).toMatchObject({ counts: { planned: 0, alreadySent: 2 } });
  });

  test('beyond 17 a run that the guard captures says so before the approval, in its end and in its report', async () => {
    const run = await planned();
    await guard({ mode: 'capture' });
    const seen = await second.call('GET', `/runs/${run.id}`);
    expect(seen.guard).toEqual({ redirected: [], text: 'The guard captures all e-mails: nobody gets one.' });
    expect(await sent(run)).toMatchObject({
      stateReason: '0 sent to owners, 2 captured by the guard',
      counts: { mails: { accepted: 0, cancelled: 0, captured: 2 } },
    });
    expect((await rowsOf(run))[0].mail).toMatchObject({ state: 'captured', heldReason: 'guard' });
    expect(await app.call('GET', `/runs/${run.id}/report.csv`)).toContain('captured,"Captured by the guard');
    await guard({ mode: 'off' });
    const again = await planned();
    expect(again.counts).toMatchObject({ planned: 2, alreadySent: 0 });
  });

  test('beyond 17 a run that was planned before the redirection says that it is captured, not redirected', async () => {
    const run = await planned();
    await redirect();
    const { guard: told } = await second.call('GET', `/runs/${run.id}`);
    expect(told.text).toContain('2 of the 2 mails were not planned for it: the guard captures them');
    await guard({ mode: 'allow_list', allowed: ['@list.example'] });
    expect((await second.call('GET', `/runs/${run.id}`)).guard.text).toContain('addresses of its list only');
    await guard({ mode: 'off' });
  });

  test('beyond 17 a payroll run planned behind a redirection does not go to that address once the guard is off', async () => {
    await redirect();
    const run = await planned();
    await guard({ mode: 'off' });
    expect((await second.call('GET', `/runs/${run.id}`)).guard.text).toContain('cannot be released any more');
    await second.call('POST', `/runs/${run.id}/approve`, { hash: run.plan.hash });
    const refused = await app.request('POST', `/runs/${run.id}/release`, {});
    expect(refused).toMatchObject({
      status: 409,
      body: { detail: expect.stringContaining('Cancel it and make the run anew') },
    });
    expect(await mail.readMailbox(qa)).toEqual([]);
  });

  test('beyond 17 E2 another address is not confirmed while the guard would capture it, and one that was captured says so', async () => {
    const run = await planned();
    await sent(run);
    const [row] = await rowsOf(run);
    const place = `/runs/${run.id}/items/${row.id}`;
    const to = mail.account().user;
    const ask = () => app.call('POST', `${place}/redirect`, { to, reason: 'moved' });
    await ask();
    await guard({ mode: 'capture' });
    const refused = await second.request('POST', `${place}/redirect/confirm`, { to });
    expect(refused).toMatchObject({ status: 409, body: { detail: expect.stringContaining('when the guard is off') } });
    expect(await app.call('GET', place)).toMatchObject({ redirect: { to }, redirects: [] });
    await guard({ mode: 'off' });
    await app.call('POST', '/guard/stop', { reason: 'wrong documents' });
    const { id } = await second.call('POST', `${place}/redirect/confirm`, { to });
    await guard({ mode: 'capture' });
    await app.call('POST', '/guard/resume', {});
    await expect
      .poll(async () => (await app.call('GET', place)).redirects, { timeout: 15_000 })
      .toMatchObject([{ ended: 'confirmed', mail: { id, state: 'captured' } }]);
    await guard({ mode: 'off' });
    await ask();
    const later = await second.call('POST', `${place}/redirect/confirm`, { to });
    await mail.waitForMail(to);
    expect((await app.call('GET', place)).redirects[1]).toMatchObject({ mail: { id: later.id, state: 'accepted' } });
  });

  test('beyond 17 a list without the owner captures the e-mail for the Cc, too: nothing of it counts as sent', async () => {
    const boss = mail.account().user;
    const rule = await app.call('GET', `/rules/${rig.ruleId}`);
    const [action] = rule.actions;
    const definition = { name: 'Payslip, copied', trigger: { kind: 'workflow', event: 'payslip.copied' } };
    const withCopy = { ...action, params: { ...action.params, cc: [boss] } };
    const { id: copied } = await app.call('POST', '/rules', { ...definition, actions: [withCopy] });
    const documents = { by: 'name', pattern: '{{employeeId}}.pdf' };
    const options = { documents, confidential: false };
    await guard({ mode: 'allow_list', allowed: [boss, staff[0]?.email] });
    const run = await rig.plannedRun(staff, { period: `guarded ${month}`, rule: copied, options });
    expect(run.counts, JSON.stringify(run.problems)).toMatchObject({ planned: 2 });
    expect(await sent(run)).toMatchObject({
      stateReason: '1 sent to owners, 1 captured by the guard',
      counts: { mails: { accepted: 1, captured: 1 } },
    });
    const lines = await rowsOf(run);
    expect(lines.map((line) => [line.owner, line.mail.state])).toEqual([
      ['E0001', 'accepted'],
      ['E0002', 'captured'],
    ]);
    expect(await mail.waitForMail(boss, { count: 1 })).toHaveLength(1);
    expect(await app.call('GET', `/runs/${run.id}/report.csv`)).toContain(
      'captured,"Captured by the guard, nobody received it.',
    );
    const { records } = await app.call('GET', `/outbox/${lines[1]?.mail.id}/proof`);
    expect(records.map(({ kind }: Answer) => kind)).not.toContain('marker');
    expect(records.at(-1)).toMatchObject({ kind: 'ended', data: { state: 'cancelled' } });
    await guard({ mode: 'off' });
  });
});
