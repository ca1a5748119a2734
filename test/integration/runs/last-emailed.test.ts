import { afterAll, beforeAll, expect, test } from 'vitest';
import { runCli } from '../../../src/cli/run-cli.ts';
import { purgeDue } from '../../../src/retention/purge.ts';
import { systemClock } from '../../../src/sdk/index.ts';
import { loadRetention } from '../../../src/settings/settings.store.ts';
import { type HttpApp, openHttpApp } from '../../support/http-app.ts';
import { type Answer, csvOf, openRunRig, type RunRig } from '../../support/run-rig.ts';
import { forEachDatabase } from '../../support/test-database.ts';

const DAY_MS = 24 * 3_600_000;

forEachDatabase((database) => {
  let app: HttpApp;
  let rig: RunRig;
  let second: Pick<HttpApp, 'call' | 'request'>;
  let days = 0;
  const clock = { now: () => Date.now() + days * DAY_MS, sleep: systemClock.sleep };
  beforeAll(async () => {
    app = await openHttpApp(database.url(), { clock });
    rig = await openRunRig(app);
    second = await app.as('second', ['approver']);
  }, 60_000);
  afterAll(() => app.close());

  const linesOf = async (id: string) => (await app.call('GET', `/runs/${id}/items`)).items;
  const lastOf = async (owner: string) =>
    (await app.call('GET', `/run-owners/${encodeURIComponent(owner)}`)).lastEmailed;
  const send = async (run: Answer) => {
    await second.call('POST', `/runs/${run.id}/approve`, { hash: run.plan.hash });
    await app.call('POST', `/runs/${run.id}/release`, {});
    return rig.until(run.id, 'finished');
  };
  const cli = async (...args: string[]) => {
    const token = app.authorization()['authorization']?.slice('Bearer '.length);
    const said: string[] = [];
    const streams = {
      out: (text: string) => void said.push(text),
      say: () => {},
      stdin: (async function* () {})(),
      env: { MAILRULE_URL: app.url, MAILRULE_TOKEN: token },
    };
    const code = await runCli(['run', ...args], streams, new AbortController().signal);
    return { out: said.join(''), code };
  };

  let october: Answer;
  let firstAt = 0;

  test('beyond 4 each person has when, by which run and with which document the last e-mail was accepted', async () => {
    const staff = rig.staff(2);
    october = await rig.plannedRun(staff, { name: 'October', period: '2026-10' });
    expect((await linesOf(october.id)).map(({ lastEmailed }: Answer) => lastEmailed)).toEqual([null, null]);
    expect(await lastOf('E0001')).toBeNull();
    await send(october);
    const [line] = await linesOf(october.id);
    expect(line.lastEmailed).toEqual({
      at: line.mail.acceptedAt,
      runId: october.id,
      runName: 'October',
      period: '2026-10',
      mailId: line.mail.id,
      document: 'slips/E0001.pdf',
      again: false,
    });
    firstAt = line.mail.acceptedAt;
  });

  test('beyond 4 the plan of the next run says it before anything leaves, whatever the spelling of the number', async () => {
    const [person, , newcomer] = rig.staff(3);
    if (!person || !newcomer) throw new Error('no staff');
    const run = await rig.createRun({ period: '2026-11' });
    await rig.upload(run.id, 'rows', 'staff.csv', csvOf([{ ...person, employeeId: ' e0001' }, newcomer]));
    await rig.plan(run.id);
    const [known, unknown] = await linesOf(run.id);
    expect(known.lastEmailed).toMatchObject({ at: firstAt, runName: 'October', document: 'slips/E0001.pdf' });
    expect(unknown.lastEmailed).toBeNull();
    expect(await app.call('GET', `/runs/${run.id}/items/${known.id}`)).toMatchObject({
      lastEmailed: { runName: 'October' },
    });
    expect(await lastOf('ｅ0001')).toMatchObject({ runName: 'October' });
    // What waits, is cancelled or failed reached nobody.
    await app.call('POST', `/runs/${run.id}/cancel`);
    expect(await lastOf('E0001')).toMatchObject({ at: firstAt });
  });

  test('beyond 4 sent again to the person it counts, to somebody else it does not', async () => {
    const [first, other] = await linesOf(october.id);
    const accepted = (id: string) =>
      expect
        .poll(async () => (await app.call('GET', `/outbox/${id}`)).delivery.state, { timeout: 10_000 })
        .toBe('accepted');
    const { id } = await app.call('POST', `/outbox/${first.mail.id}/resend`, {}, { 'idempotency-key': 'again' });
    await accepted(id);
    expect(await lastOf('E0001')).toMatchObject({
      mailId: id,
      again: true,
      runName: 'October',
      document: 'slips/E0001.pdf',
    });
    const path = `/runs/${october.id}/items/${other.id}`;
    await app.call('POST', `${path}/redirect`, { to: rig.box, reason: 'On leave' });
    await second.call('POST', `${path}/redirect/confirm`, { to: rig.box });
    await expect
      .poll(async () => (await app.call('GET', '/outbox')).items[0].delivery?.state ?? 'accepted', { timeout: 10_000 })
      .toBe('accepted');
    expect(await lastOf('E0002')).toMatchObject({ mailId: other.mail.id, again: false });
  });

  test('beyond 4 the command line says it for the rows of a run and for one person', async () => {
    const day = new Date(firstAt).toISOString().slice(0, 10);
    const rows = await cli('rows', october.id);
    expect(rows.out).toMatch(/line +person +address +state +document +last emailed/);
    expect(rows.out).toContain(day);
    const one = await cli('last-emailed', 'E0002');
    expect(one.out).toContain(day);
    expect(one.out).toContain('October (2026-10)');
    expect((await cli('last-emailed', 'nobody')).out).toContain('never');
    expect(JSON.parse((await cli('last-emailed', 'E0002', '--json')).out)).toMatchObject({ owner: 'E0002' });
  });

  test('beyond 4 form designers do not see it', async () => {
    const designer = await app.as('designer', ['form_designer']);
    expect(await designer.request('GET', '/run-owners/E0001')).toMatchObject({ status: 403 });
  });

  test('beyond 4 it survives the retention setting', async () => {
    const before = await lastOf('E0002');
    days = 200;
    const deps = {
      store: app.store,
      clock,
      log: { info: () => {}, error: () => {} },
      loadSettings: () => loadRetention(app.store),
    };
    await purgeDue(deps, new AbortController().signal);
    const [, row] = await linesOf(october.id);
    expect(row.facts).toEqual({});
    expect(row.lastEmailed).toEqual(before);
    expect(await lastOf('E0002')).toEqual(before);
  });
});
