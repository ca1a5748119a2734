import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type HttpApp, openHttpApp } from '../../support/http-app.ts';
import { type Answer, openRunRig, type RunRig } from '../../support/run-rig.ts';
import { sharedServers } from '../../support/servers.ts';
import { forEachDatabase } from '../../support/test-database.ts';

type Person = Pick<HttpApp, 'call' | 'request'>;

/** What was sent goes to another address only by two persons; either may end the request, with a reason. */
forEachDatabase((database) => {
  const { mail } = sharedServers();
  let app: HttpApp;
  let rig: RunRig;
  let clerk: Person;
  let second: Person;
  let run: Answer;
  let place = '';
  let to = '';
  let month = 0;
  beforeAll(async () => {
    app = await openHttpApp(database.url());
    rig = await openRunRig(app);
    clerk = await app.as('clerk', ['payroll_operator', 'approver']);
    second = await app.as('second', ['approver']);
  }, 60_000);
  afterAll(() => app.close());
  beforeEach(async () => {
    month += 1;
    to = mail.account().user;
    run = await rig.plannedRun(rig.staff(2), { period: `elsewhere ${month}` });
    await second.call('POST', `/runs/${run.id}/approve`, { hash: run.plan.hash });
    await app.call('POST', `/runs/${run.id}/release`, {});
    await rig.until(run.id, 'finished');
    const [row] = (await app.call('GET', `/runs/${run.id}/items`)).items;
    place = `/runs/${run.id}/items/${row.id}`;
  });

  const ask = (reason = 'moved') => clerk.call('POST', `${place}/redirect`, { to, reason });
  const proof = async (): Promise<Answer[]> => {
    const rows = await app.store.read.sql<{ data: string }[]>`
      SELECT data FROM proof_record WHERE subject = ${run.id} AND kind = 'redirect' ORDER BY n`;
    return rows.map(({ data }) => JSON.parse(data));
  };

  test('E2 a second person declines it with a reason: nothing is sent, and the row and the proof tell who and why', async () => {
    expect(await ask()).toMatchObject({ redirect: { to, by: 'clerk', reason: 'moved' }, redirects: [] });
    const own = await clerk.request('POST', `${place}/redirect/decline`, { to, reason: 'x' });
    expect(own).toMatchObject({ status: 403, body: { detail: expect.stringContaining('take it back') } });
    const blank = await second.request('POST', `${place}/redirect/decline`, { to, reason: ' ' });
    expect(blank).toMatchObject({ status: 422, body: { errors: [{ path: '/reason', message: 'Say why.' }] } });
    const other = await second.request('POST', `${place}/redirect/decline`, { to: 'x@dyn.test', reason: 'no' });
    expect(other).toMatchObject({ status: 409, body: { detail: expect.stringContaining('Read the row again') } });

    const row = await second.call('POST', `${place}/redirect/decline`, { to, reason: 'not her address' });
    expect(row).toMatchObject({
      redirect: null,
      redirects: [
        { to, reason: 'moved', by: 'clerk', ended: 'declined', endedBy: 'second', endedReason: 'not her address' },
      ],
    });
    const late = await second.request('POST', `${place}/redirect/confirm`, { to });
    expect(late).toMatchObject({ status: 409 });
    expect(await mail.readMailbox(to)).toEqual([]);
    const digest = createHash('sha256').update(to.toLowerCase()).digest('hex');
    expect(await proof()).toMatchObject([
      { step: 'asked', by: 'clerk', reason: 'moved', to: digest },
      { step: 'declined', by: 'second', reason: 'not her address', to: digest },
    ]);
  });

  test('E2 the one who asked takes it back with a reason, and nobody else does', async () => {
    await ask();
    const other = await app.request('POST', `${place}/redirect/withdraw`, { to, reason: 'x' });
    expect(other).toMatchObject({ status: 403, body: { detail: expect.stringContaining('Only clerk') } });
    expect(await second.request('POST', `${place}/redirect/withdraw`, { to, reason: 'x' })).toMatchObject({
      status: 403,
    });
    const row = await clerk.call('POST', `${place}/redirect/withdraw`, { to, reason: 'wrong address' });
    expect(row).toMatchObject({
      redirect: null,
      redirects: [{ ended: 'withdrawn', endedBy: 'clerk', endedReason: 'wrong address' }],
    });
    expect(await second.request('POST', `${place}/redirect/confirm`, { to })).toMatchObject({ status: 409 });
  });

  test('E2 a second request does not take the place of one that waits; when that was decided it may follow', async () => {
    await ask();
    const again = await clerk.request('POST', `${place}/redirect`, { to: 'y@dyn.test', reason: 'x' });
    expect(again).toMatchObject({ status: 409, body: { detail: expect.stringContaining(`clerk asked for ${to}`) } });
    await second.call('POST', `${place}/redirect/decline`, { to, reason: 'no' });
    await ask('moved twice');
    const { id } = await second.call('POST', `${place}/redirect/confirm`, { to });
    await mail.waitForMail(to);
    expect((await app.call('GET', `/outbox/${id}`)).recipients).toMatchObject([{ address: to }]);
    const { redirects } = await app.call('GET', place);
    expect(redirects.map(({ ended, reason }: Answer) => [ended, reason])).toEqual([
      ['declined', 'moved'],
      ['confirmed', 'moved twice'],
    ]);
    expect((await proof()).map(({ step }) => step)).toEqual(['asked', 'declined', 'asked', 'confirmed']);
  });

  test('E2 two persons who decide at once: the first one counts, and the e-mail leaves once or not at all', async () => {
    await ask();
    const decided = await Promise.all([
      second.request('POST', `${place}/redirect/confirm`, { to }),
      app.request('POST', `${place}/redirect/decline`, { to, reason: 'no' }),
    ]);
    const { redirects } = await app.call('GET', place);
    expect(redirects).toHaveLength(1);
    const isSent = redirects[0].ended === 'confirmed';
    expect(decided.map(({ status }) => status)).toEqual(isSent ? [201, 409] : [409, 200]);
    if (isSent) await mail.waitForMail(to);
    expect(await mail.readMailbox(to)).toHaveLength(isSent ? 1 : 0);
  });

  test('E2 one that cannot be sent waits again and may be declined', async () => {
    await ask();
    await app.call('POST', '/suppressions', { address: to, kind: 'person', reason: 'left' });
    expect(await second.request('POST', `${place}/redirect/confirm`, { to })).toMatchObject({ status: 409 });
    expect((await app.call('GET', place)).redirect).toMatchObject({ to });
    const row = await second.call('POST', `${place}/redirect/decline`, { to, reason: 'gets no e-mail' });
    expect(row.redirects).toMatchObject([{ ended: 'declined' }]);
  });

  test('open requests are found among the runs, in the run and among its rows', async () => {
    const open = async () => (await app.call('GET', '/runs?redirect=true')).items.map(({ id }: Answer) => id);
    expect(await open()).not.toContain(run.id);
    const row = await ask();
    expect(await open()).toContain(run.id);
    expect(await second.call('GET', `/runs/${run.id}`)).toMatchObject({ openRedirects: 1 });
    const { items } = await app.call('GET', `/runs/${run.id}/items?redirect=true`);
    expect(items.map(({ id }: Answer) => id)).toEqual([row.id]);
    await second.call('POST', `${place}/redirect/decline`, { to, reason: 'no' });
    expect(await open()).not.toContain(run.id);
    expect((await app.call('GET', `/runs/${run.id}/items?redirect=true`)).items).toEqual([]);
  });

  test('E2 not for an e-mail that was never sent, and not to the address that the row has anyway', async () => {
    const row = await app.call('GET', place);
    const own = await clerk.request('POST', `${place}/redirect`, { to: row.address.toUpperCase(), reason: 'x' });
    expect(own).toMatchObject({
      status: 422,
      body: { errors: [{ path: '/to', message: expect.stringContaining('registered address of the row') }] },
    });
    const cancelled = await rig.plannedRun(rig.staff(1), { period: `never sent ${month}` });
    await app.call('POST', `/runs/${cancelled.id}/cancel`);
    const [never] = (await app.call('GET', `/runs/${cancelled.id}/items`)).items;
    const path = `/runs/${cancelled.id}/items/${never.id}/redirect`;
    expect(await clerk.request('POST', path, { to, reason: 'x' })).toMatchObject({
      status: 409,
      body: { code: 'STATE', detail: expect.stringContaining('was not sent (cancelled)') },
    });
    expect(await app.call('GET', `/runs/${cancelled.id}/items/${never.id}`)).toMatchObject({ redirect: null });
  });
});
