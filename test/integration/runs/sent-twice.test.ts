import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type HttpApp, openHttpApp } from '../../support/http-app.ts';
import { type Answer, type Employee, openRunRig, type RunRig } from '../../support/run-rig.ts';
import { forEachDatabase } from '../../support/test-database.ts';

/** Sending again by hand: nobody gets a payslip twice by it, and nobody one that was corrected since. */
forEachDatabase((database) => {
  let app: HttpApp;
  let rig: RunRig;
  let second: Pick<HttpApp, 'call' | 'request'>;
  let month = 0;
  let staff: Employee[] = [];
  beforeAll(async () => {
    app = await openHttpApp(database.url());
    rig = await openRunRig(app);
    second = await app.as('second', ['approver']);
  }, 60_000);
  afterAll(() => app.close());
  beforeEach(() => {
    month += 1;
    staff = rig.staff(1).map((one) => ({ ...one, employeeId: `${one.employeeId}-${month}` }));
  });

  const planned = (people: readonly Employee[], over: object = {}) =>
    rig.plannedRun(people, { period: `twice ${month}`, ...over });
  const released = async (run: Answer): Promise<Answer> => {
    await second.call('POST', `/runs/${run.id}/approve`, { hash: run.plan.hash });
    return app.call('POST', `/runs/${run.id}/release`, {});
  };
  const mailOf = async ({ id }: Answer): Promise<Answer> => (await app.call('GET', `/runs/${id}/items`)).items[0].mail;
  const resend = (mail: Answer, key: string) =>
    app.request('POST', `/outbox/${mail.id}/resend`, {}, { 'idempotency-key': `${key} ${month}` });
  const become = (mail: Answer, state: string) =>
    app.store.write(
      (tx) => tx.sql`UPDATE delivery SET state = ${state}, due_at = ${Date.now() + 3_600_000} WHERE id = ${mail.id}`,
    );

  test('E4 what waits to be tried again, is at the server or may have arrived is not sent a second time beside it', async () => {
    const run = await planned(staff);
    const mail = await mailOf(run);
    await released(run);
    await rig.until(run.id, 'finished');
    for (const state of ['queued', 'sending', 'dot_pending', 'uncertain']) {
      await become(mail, state);
      const detail = state === 'uncertain' ? /Decide about it first/ : /still on its way.*twice/;
      expect(await resend(mail, state), state).toMatchObject({
        status: 409,
        body: { code: 'STATE', detail: expect.stringMatching(detail) },
      });
    }
    await become(mail, 'accepted');
    expect(await resend(mail, 'accepted')).toMatchObject({ status: 201 });
  });

  test('E4 a payslip that a later run corrected is not sent again to the address of then; the corrected one is', async () => {
    const run = await planned(staff);
    await released(run);
    await rig.until(run.id, 'finished');
    const corrected = await planned(
      staff.map((one) => ({ ...one, net: '1.00' })),
      { name: 'Corrected' },
    );
    await released(corrected);
    await rig.until(corrected.id, 'finished');
    expect(await resend(await mailOf(run), 'old')).toMatchObject({
      status: 409,
      body: { code: 'STATE', detail: expect.stringContaining('The later run "Corrected" has another e-mail') },
    });
    expect(await resend(await mailOf(corrected), 'new')).toMatchObject({ status: 201 });
  });
});
