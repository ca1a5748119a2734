import { afterAll, beforeAll, expect, test } from 'vitest';
import { type HttpApp, openHttpApp } from '../../support/http-app.ts';
import { type Answer, openRunRig, type RunRig } from '../../support/run-rig.ts';
import { forEachDatabase } from '../../support/test-database.ts';

/** A payslip whose server took it and returned it later, with real mail servers. */
forEachDatabase((database) => {
  let app: HttpApp;
  let rig: RunRig;
  beforeAll(async () => {
    app = await openHttpApp(database.url());
    rig = await openRunRig(app);
  }, 60_000);
  afterAll(() => app.close());

  test('A1.48 A3.20 a payslip that came back counts as such in the finished run, its report and its proof, and is not tried again', async () => {
    const [one, two] = rig.staff(2);
    if (one === undefined || two === undefined) throw new Error('The rig made no staff.');
    const gone = `gone-${Math.random().toString(36).slice(2)}@receiver.test`;
    const run = await rig.plannedRun([one, { ...two, email: gone }]);
    const second = await app.as('second', ['approver']);
    await second.call('POST', `/runs/${run.id}/approve`, { hash: run.plan.hash });
    await app.call('POST', `/runs/${run.id}/release`, {});
    await rig.until(run.id, 'finished');
    const read = () => app.call('GET', `/runs/${run.id}`);
    await expect
      .poll(
        async () => {
          await app.request('POST', `/mailboxes/${rig.connectorId}/sync`);
          return (await read()).counts.mails;
        },
        { timeout: 20_000, interval: 100 },
      )
      .toMatchObject({ accepted: 1, bounced: 1, failed: 0 });
    expect(await read()).toMatchObject({ state: 'finished', can: { retryFailed: false } });
    const { items } = await app.call('GET', `/runs/${run.id}/items?state=bounced`);
    expect(items).toMatchObject([{ address: gone, mail: { state: 'bounced' } }]);
    expect((await app.call('GET', `/runs/${run.id}/items?state=failed`)).items).toEqual([]);
    const lines: string[] = (await app.call('GET', `/runs/${run.id}/report.csv`)).split('\r\n');
    expect(lines.find((line) => line.includes(gone))).toMatch(/bounced/);
    const { records }: Answer = await app.call('GET', `/outbox/${items[0].mail.id}/proof`);
    expect(JSON.stringify(records)).toContain('"kind":"bounce"');
    expect(await app.request('POST', `/runs/${run.id}/retry-failed`)).toMatchObject({
      status: 409,
      body: { code: 'STATE' },
    });
  });
});
