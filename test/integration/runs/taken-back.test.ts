import { afterAll, beforeAll, expect, test } from 'vitest';
import { type HttpApp, openHttpApp } from '../../support/http-app.ts';
import { type Answer, openRunRig, type RunRig } from '../../support/run-rig.ts';
import { forEachDatabase } from '../../support/test-database.ts';

/** A run says at its end what did not go out because a person took it back. */
forEachDatabase((database) => {
  let app: HttpApp;
  let rig: RunRig;
  let second: Pick<HttpApp, 'call' | 'request'>;
  let month = 0;
  beforeAll(async () => {
    app = await openHttpApp(database.url());
    rig = await openRunRig(app);
    second = await app.as('second', ['approver']);
  }, 60_000);
  afterAll(() => app.close());

  const planned = async (count: number): Promise<Answer> => {
    month += 1;
    const staff = rig.staff(count).map((one) => ({ ...one, employeeId: `${one.employeeId}-back-${month}` }));
    return rig.plannedRun(staff, { period: `back ${month}` });
  };
  const mailIds = async (id: string): Promise<string[]> =>
    (await app.call('GET', `/runs/${id}/items`)).items.map(({ mail }: Answer) => mail.id);
  const takeBack = (id: string) => app.call('POST', `/outbox/${id}/cancel`, {});
  const release = async (run: Answer) => {
    await second.call('POST', `/runs/${run.id}/approve`, { hash: run.plan.hash });
    await app.call('POST', `/runs/${run.id}/release`, {});
  };

  test('E2 an e-mail of the plan that somebody takes back is named at the end, and so are all of them', async () => {
    const run = await planned(3);
    const [first = ''] = await mailIds(run.id);
    await takeBack(first);
    await release(run);
    expect(await rig.until(run.id, 'finished')).toMatchObject({
      stateReason: '1 of 3 e-mails was taken back',
      counts: { planned: 3, mails: { accepted: 2, cancelled: 1, held: 0 } },
    });
    const none = await planned(2);
    for (const id of await mailIds(none.id)) await takeBack(id);
    await release(none);
    expect(await rig.until(none.id, 'finished')).toMatchObject({
      stateReason: '2 of 2 e-mails were taken back',
      counts: { mails: { accepted: 0, cancelled: 2 } },
    });
  });

  test('E2 a held e-mail that is taken back after the end is not told as held any more', async () => {
    const run = await planned(3);
    const [first = '', second_ = ''] = await mailIds(run.id);
    await app.store.write(
      (tx) => tx.sql`UPDATE delivery SET held_reason = 'unregistered' WHERE id IN (${() => [first, second_]})`,
    );
    await release(run);
    const ended = await rig.until(run.id, 'finished');
    expect(ended.stateReason).toBe('2 held, because the address is not registered any more');
    await takeBack(first);
    const after = await app.call('GET', `/runs/${run.id}`);
    expect(after).toMatchObject({
      state: 'finished',
      stateReason: '1 held, because the address is not registered any more, 1 of 3 e-mails was taken back',
      counts: { unregistered: 1, mails: { accepted: 1, held: 1, cancelled: 1 } },
    });
    expect(after.version).toBeGreaterThan(ended.version);
    await takeBack(second_);
    expect((await app.call('GET', `/runs/${run.id}`)).stateReason).toBe('2 of 3 e-mails were taken back');
  });
});
