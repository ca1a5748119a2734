import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type HttpApp, openHttpApp } from '../../support/http-app.ts';
import { type Answer, csvOf, flipMails, openRunRig, payslips, type RunRig } from '../../support/run-rig.ts';
import { forEachDatabase } from '../../support/test-database.ts';

/** Rows of a finished run say what happened, whatever later runs do; what a later run sends is not sent beside it. */
forEachDatabase((database) => {
  let app: HttpApp;
  let rig: RunRig;
  let second: Pick<HttpApp, 'call' | 'request'>;
  let run: Answer;
  let month = 0;
  beforeAll(async () => {
    app = await openHttpApp(database.url());
    rig = await openRunRig(app);
    second = await app.as('second', ['approver']);
  }, 60_000);
  afterAll(() => app.close());
  beforeEach(async () => {
    month += 1;
    run = await rig.plannedRun(rig.staff(2), { period: `later ${month}` });
    await flipMails(app.store, run.id);
    await send(run);
    await flipMails(app.store, run.id);
  });

  const send = async ({ id, plan }: Answer) => {
    await second.call('POST', `/runs/${id}/approve`, { hash: plan.hash });
    await app.call('POST', `/runs/${id}/release`, {});
    return rig.until(id, 'finished');
  };
  const later = (over = {}) => rig.plannedRun(rig.staff(2), { period: `later ${month}`, name: 'Second try', ...over });
  const read = () => app.call('GET', `/runs/${run.id}`);
  const rows = async (): Promise<Answer[]> => (await app.call('GET', `/runs/${run.id}/items`)).items;
  const report = () => app.call('GET', `/runs/${run.id}/report.csv`);

  test('A3.20 beyond 4 planning a later run changes nothing of a finished one; the hint goes when the later one is cancelled', async () => {
    const [before, told] = [await rows(), await report()];
    expect(before[0].mail).toMatchObject({ state: 'failed', laterRun: null });
    const other = await later();
    expect(other.counts).toMatchObject({ planned: 2, problems: 0 });
    expect(await report()).toBe(told);
    const now = await rows();
    expect(now.map((row) => ({ ...row, mail: { ...row.mail, laterRun: null } }))).toEqual(before);
    expect(now[0].mail.laterRun).toEqual({ id: other.id, name: 'Second try' });
    expect(await read()).toMatchObject({
      counts: { sentLater: 2, mails: { failed: 2, cancelled: 0 } },
      can: { retryFailed: false },
    });
    await app.call('POST', `/runs/${other.id}/cancel`);
    expect(await rows()).toEqual(before);
    expect(await report()).toBe(told);
    expect(await read()).toMatchObject({ counts: { sentLater: 0 }, can: { retryFailed: true } });
    await app.call('POST', `/runs/${run.id}/retry-failed`);
    expect(await rig.until(run.id, 'finished')).toMatchObject({ counts: { mails: { failed: 0, accepted: 2 } } });
  });

  test('beyond 4 what a later run sends is not tried again beside it: not by the run, nor in the outbox', async () => {
    const other = await later();
    const refused = { status: 409, body: { code: 'STATE' } };
    expect(await app.request('POST', `/runs/${run.id}/retry-failed`)).toMatchObject({
      status: 409,
      body: { detail: expect.stringContaining('Later runs have an e-mail') },
    });
    const [row] = await rows();
    expect(await app.call('GET', `/outbox/${row.mail.id}`)).toMatchObject({ can: { retry: false } });
    const retried = await app.request('POST', `/outbox/${row.mail.id}/retry`, {});
    expect(retried).toMatchObject({ status: 409, body: { detail: expect.stringContaining('"Second try"') } });
    const again = { 'idempotency-key': `again ${month}` };
    expect(await app.request('POST', `/outbox/${row.mail.id}/resend`, {}, again)).toMatchObject(refused);
    expect(await send(other)).toMatchObject({ counts: { mails: { accepted: 2 } } });
    expect(await app.request('POST', `/runs/${run.id}/retry-failed`)).toMatchObject(refused);
  });

  test('beyond 4 nor where the data was corrected since, and a later run for some of the people leaves the others to be retried', async () => {
    const [person] = rig.staff(1).map((one) => ({ ...one, net: '9999.00' }));
    const options = { documents: { by: 'name', pattern: '{{employeeId}}.pdf' } };
    const other = await rig.createRun({ period: `later ${month}`, options });
    await rig.upload(other.id, 'rows', 'staff.csv', csvOf(person ? [person] : []));
    await rig.upload(other.id, 'documents', 'slips.zip', await payslips(rig.staff(1)));
    await rig.plan(other.id);
    expect(await read()).toMatchObject({ counts: { sentLater: 1 }, can: { retryFailed: true } });
    await app.call('POST', `/runs/${run.id}/retry-failed`);
    expect(await rig.until(run.id, 'finished')).toMatchObject({
      stateReason: '1 failed',
      counts: { mails: { failed: 1, accepted: 1 } },
    });
  });

  test('E4 failed e-mails are tried again only where there are any', async () => {
    await app.call('POST', `/runs/${run.id}/retry-failed`);
    const sent = await rig.until(run.id, 'finished');
    expect(sent).toMatchObject({ counts: { mails: { accepted: 2 } }, can: { retryFailed: false } });
    expect(await app.request('POST', `/runs/${run.id}/retry-failed`)).toMatchObject({
      status: 409,
      body: { detail: 'No e-mail of this run failed: there is nothing to try again.' },
    });
  });
});
