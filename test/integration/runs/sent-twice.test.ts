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

  /** Of a finished run, as if its server had refused it for good. */
  const failedMail = async () => {
    const run = await planned(staff);
    await released(run);
    await rig.until(run.id, 'finished');
    const mail = await mailOf(run);
    await app.store.write(async (tx) => {
      await tx.sql`UPDATE delivery SET state = 'failed', accepted_at = NULL WHERE id = ${mail.id}`;
      await tx.sql`UPDATE recipient SET state = 'failed' WHERE delivery_id = ${mail.id}`;
    });
    return { run, mail };
  };
  const sentAgain = async (mail: Answer, key: string): Promise<Answer> => {
    const answer = await resend(mail, key);
    expect(answer, answer.body.detail).toMatchObject({ status: 201 });
    await expect
      .poll(async () => (await app.call('GET', `/outbox/${answer.body.id}`)).delivery.state, { timeout: 15_000 })
      .toBe('accepted');
    return answer.body;
  };
  const refused = (detail: RegExp) => ({ status: 409, body: { code: 'STATE', detail: expect.stringMatching(detail) } });

  test('E4 a failed payslip that was sent again by hand is not tried again beside it, by nobody and no way', async () => {
    const { run, mail } = await failedMail();
    const copy = await sentAgain(mail, 'first');
    const again = new RegExp(`sent again, as ${copy.id}`);
    expect(await app.request('POST', `/outbox/${mail.id}/retry`, {})).toMatchObject(refused(again));
    expect(await resend(mail, 'another')).toMatchObject(refused(again));
    // The same request once more is answered with what it made.
    expect((await resend(mail, 'first')).body.id).toBe(copy.id);
    expect(await app.request('POST', `/runs/${run.id}/retry-failed`, {})).toMatchObject({ status: 409 });
    const next = await app.call('GET', `/runs/${(await planned(staff)).id}/items`);
    expect(next.items[0]).toMatchObject({ state: 'left_out', leftOut: { kind: 'already_sent' } });
    // A copy that arrived may be sent once more, on purpose; it is one of the same first e-mail.
    await sentAgain(copy, 'copy of the copy');
    expect(await app.request('POST', `/outbox/${mail.id}/retry`, {})).toMatchObject({ status: 409 });
  });

  test('E4 of "send again" and "try again" in the same moment one is carried out', async () => {
    const { mail } = await failedMail();
    const answers = await Promise.all([
      resend(mail, 'race'),
      app.request('POST', `/outbox/${mail.id}/retry`, {}),
      resend(mail, 'race of another'),
    ]);
    expect(answers.filter(({ status }) => status < 300)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(2);
  });

  test('E4 a copy of a payslip that was corrected since is not sent again either', async () => {
    const run = await planned(staff);
    await released(run);
    await rig.until(run.id, 'finished');
    const copy = await sentAgain(await mailOf(run), 'copy');
    const corrected = await planned(
      staff.map((one) => ({ ...one, net: '1.00' })),
      { name: 'Corrected' },
    );
    await released(corrected);
    await rig.until(corrected.id, 'finished');
    expect(await resend(copy, 'old')).toMatchObject(refused(/The later run "Corrected" has another e-mail/));
  });
});
