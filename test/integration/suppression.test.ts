import { afterAll, beforeAll, expect, test } from 'vitest';
import { runCli } from '../../src/cli/run-cli.ts';
import { type HttpApp, openHttpApp } from '../support/http-app.ts';
import { type Answer, csvOf, openRunRig, payslips, type RunRig } from '../support/run-rig.ts';
import { sharedServers } from '../support/servers.ts';
import { forEachDatabase } from '../support/test-database.ts';

/** Addresses that get no e-mail: the list itself, and what rules, the outbox and payroll runs make of it. */
forEachDatabase((database) => {
  const { mail } = sharedServers();
  let app: HttpApp;
  let rig: RunRig;
  let second: Pick<HttpApp, 'call' | 'request'>;
  beforeAll(async () => {
    app = await openHttpApp(database.url());
    rig = await openRunRig(app);
    second = await app.as('second', ['approver']);
  }, 60_000);
  afterAll(() => app.close());

  const suppress = (address: string, more: object = {}) =>
    app.call('POST', '/suppressions', { address, reason: 'left the company', ...more });
  const ruleFor = async (event: string, params: object) =>
    app.call('POST', '/rules', {
      name: event,
      trigger: { kind: 'workflow', event },
      actions: [
        {
          action: 'send-email',
          params: { connector: rig.connectorId, to: [{ field: 'to' }], subject: 'News', text: 'x', ...params },
        },
      ],
    });

  test('an address is listed with who, when and why; it is found, ended with a reason, and its history stays', async () => {
    const added = await suppress('Gone.Person@Example.COM');
    expect(added).toMatchObject({
      address: 'Gone.Person@example.com',
      kind: 'person',
      reason: 'left the company',
      createdBy: app.administrator.name,
      ended: null,
    });
    const again = await app.request('POST', '/suppressions', { address: 'gone.person@example.com', reason: 'x' });
    expect(again).toMatchObject({ status: 409, body: { detail: expect.stringContaining('left the company') } });
    const wrong = await app.request('POST', '/suppressions', { address: 'a@b@c', reason: 'x' });
    expect(wrong).toMatchObject({ status: 422, body: { code: 'ADDRESS', errors: [{ path: '/address' }] } });
    const lost = await suppress('complained@example.com', { kind: 'complaint' });
    expect(await app.call('GET', '/suppressions?search=PERSON%40')).toMatchObject({
      items: [{ id: added.id }],
      next: null,
      total: 2,
    });
    expect((await app.call('GET', '/suppressions?search=%25')).items).toEqual([]);
    expect((await app.call('GET', '/suppressions?kind=complaint')).items).toMatchObject([{ id: lost.id }]);
    const first = await app.call('GET', '/suppressions?limit=1');
    expect(first.items).toMatchObject([{ id: lost.id }]);
    const rest = await app.call('GET', `/suppressions?limit=1&before=${first.next}`);
    expect(rest).toMatchObject({ items: [{ id: added.id }], next: null });

    const ended = await app.call('POST', `/suppressions/${added.id}/end`, { reason: 'is back' });
    expect(ended.ended).toMatchObject({ by: app.administrator.name, reason: 'is back', at: expect.any(Number) });
    const twice = await app.request('POST', `/suppressions/${added.id}/end`, { reason: 'x' });
    expect(twice).toMatchObject({ status: 409, body: { code: 'STATE' } });
    expect((await app.call('GET', '/suppressions?ended=true')).items).toMatchObject([{ id: added.id }]);
    expect((await suppress('gone.person@example.com')).id).not.toBe(added.id);
    expect(await app.request('POST', '/suppressions/none/end', { reason: 'x' })).toMatchObject({ status: 404 });
  });

  test('the command line lists, adds and ends suppressed addresses', async () => {
    const cli = async (...args: string[]) => {
      const said = { out: '', say: '' };
      const streams = {
        out: (text: string) => {
          said.out += text;
        },
        say: (text: string) => {
          said.say += text;
        },
        stdin: (async function* () {})(),
        env: { MAILRULE_URL: app.url, MAILRULE_TOKEN: app.authorization()['authorization']?.slice(7) ?? '' },
      };
      return { code: await runCli(['suppression', ...args], streams, new AbortController().signal), ...said };
    };
    const added = await cli('add', 'cli@example.com', '--reason', 'asked for it', '--kind', 'unsubscribe', '--json');
    expect(added, added.say).toMatchObject({ code: 0 });
    const { id } = JSON.parse(added.out);
    expect((await cli('list', '--search', 'cli@')).out).toMatch(/cli@example\.com +unsubscribe .*asked for it/);
    expect((await cli('add', 'cli@example.com', '--reason', 'x')).code).not.toBe(0);
    expect(await cli('end', id, '--reason', 'wants it again')).toMatchObject({ code: 0 });
    expect((await cli('list', '--search', 'cli@')).out).not.toContain('cli@example.com');
    expect((await cli('list', '--ended')).out).toContain('wants it again');
    expect(await cli('forget', 'x')).toMatchObject({ code: 2 });
  });

  test('of two who add one address at once the second is told of the first', async () => {
    const answers = await Promise.all(
      ['a', 'b'].map((reason) => app.request('POST', '/suppressions', { address: 'twice@example.com', reason })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
  });

  test('A5.19 an unsubscribe blocks the address: a later e-mail leaves it out and says so, and a preview warns', async () => {
    const [stays, blocked] = [mail.account().user, mail.account().user];
    const { id: rule } = await ruleFor('news', { cc: [{ field: 'cc' }] });
    await suppress(blocked.toUpperCase(), { kind: 'unsubscribe', reason: 'asked by phone' });
    const facts = { to: stays, cc: [blocked] };
    const preview = await app.call('POST', '/rules/preview', { ruleId: rule, facts });
    expect(preview.warnings).toEqual([
      expect.objectContaining({
        message: expect.stringMatching(/^Left out: .* does not want any e-mail, since .*phone/),
      }),
    ]);
    expect(preview.mails).toMatchObject([{ cc: [] }]);

    const { eventId } = await app.call('POST', '/events', { type: 'news', facts });
    const [entry] = await app.mailsOf(eventId, 'accepted');
    expect(entry.recipients).toMatchObject([
      { kind: 'to', address: stays, state: 'accepted' },
      { kind: 'cc', address: blocked, state: 'suppressed', response: expect.stringContaining('asked by phone') },
    ]);
    const [arrived] = await mail.waitForMail(stays);
    expect(arrived?.raw.toString().toLowerCase()).not.toContain(blocked.toLowerCase());
    expect(await mail.readMailbox(blocked)).toEqual([]);

    // Sent again, it leaves the address out again; and whoever was served then and is not today gets no second one.
    const again = await app.call('POST', `/outbox/${entry.id}/resend`, {}, { 'idempotency-key': 'again' });
    expect((await app.call('GET', `/outbox/${again.id}`)).recipients).toMatchObject([{ address: stays }]);
    await suppress(stays);
    const late = await app.request('POST', `/outbox/${entry.id}/resend`, {}, { 'idempotency-key': 'late' });
    expect(late).toMatchObject({ status: 409, body: { detail: expect.stringContaining('left the company') } });
    const other = await app.request(
      'POST',
      `/outbox/${entry.id}/resend`,
      { to: blocked },
      { 'idempotency-key': 'other' },
    );
    expect(other).toMatchObject({ status: 409 });
  });

  test('A5.19 an e-mail with nobody left in To is held with the reason, one per recipient is held alone', async () => {
    const [good, bad] = [mail.account().user, 'nobody.left@dyn.test'];
    await suppress(bad, { kind: 'hard_bounce', reason: '550 5.1.1 no such user' });
    await ruleFor('each', { perRecipient: true });
    const { eventId } = await app.call('POST', '/events', { type: 'each', facts: { to: [good, bad] } });
    const mails = await app.mailsOf(eventId, 'accepted', 'held');
    expect(mails.map(({ delivery }) => [delivery.state, delivery.heldReason])).toEqual([
      ['accepted', null],
      ['held', 'suppressed'],
    ]);
    expect(mails[1].delivery.detail).toContain('550 5.1.1 no such user');
    expect(mails[1].recipients).toMatchObject([{ address: bad }]);
    await mail.waitForMail(good, { count: 1 });
    const retry = await app.request('POST', `/outbox/${mails[1].id}/retry`, {});
    expect(retry).toMatchObject({ status: 409 });
  });

  test('a row of a payroll run whose address is suppressed is a problem, also for a copy; off the list, planned again, it is sent', async () => {
    const staff = rig.staff(3);
    const blocked = await suppress(staff[1]?.email.toUpperCase() ?? '');
    const run = await rig.plannedRun(staff, { period: 'suppressed' });
    expect(run).toMatchObject({ counts: { planned: 2, problems: 1 }, problems: [{ kind: 'suppressed', rows: 1 }] });
    const { items } = await app.call('GET', `/runs/${run.id}/items?problem=suppressed`);
    expect(items).toMatchObject([
      { owner: 'E0002', problems: [{ message: expect.stringContaining('left the company') }] },
    ]);
    await app.call('POST', `/suppressions/${blocked.id}/end`, { reason: 'a mistake' });
    const again = await rig.plan(run.id);
    expect(again).toMatchObject({ counts: { planned: 3, problems: 0 } });

    // Put on the list between plan, approval and release: none of the two goes on.
    const late = await suppress(staff[2]?.email ?? '');
    const approve = () => second.request('POST', `/runs/${run.id}/approve`, { hash: again.plan.hash });
    expect(await approve()).toMatchObject({
      status: 409,
      body: { detail: expect.stringContaining('Plan the run again') },
    });
    await app.call('POST', `/suppressions/${late.id}/end`, { reason: 'a mistake' });
    expect(await approve()).toMatchObject({ status: 200 });
    await suppress(staff[2]?.email ?? '');
    const released = await app.request('POST', `/runs/${run.id}/release`, {});
    expect(released).toMatchObject({ status: 409, body: { code: 'STATE' } });
    expect(await rig.plan(run.id)).toMatchObject({ problems: [{ kind: 'suppressed', rows: 1 }] });
  });

  test('a document that was missing is found when the run is planned again', async () => {
    const staff = rig.staff(2).map((one) => ({ ...one, email: `late+${one.email}` }));
    const run = await rig.createRun({
      period: 'late',
      options: { documents: { by: 'name', pattern: '{{employeeId}}.pdf' } },
    });
    await rig.upload(run.id, 'rows', 'staff.csv', csvOf(staff));
    await rig.upload(run.id, 'documents', 'one.zip', await payslips(staff.slice(0, 1)));
    const first: Answer = await rig.plan(run.id);
    expect(first.problems).toMatchObject([{ kind: 'no_document', rows: 1 }]);
    await rig.upload(run.id, 'documents', 'two.zip', await payslips(staff.slice(1)));
    expect(await rig.plan(run.id)).toMatchObject({ counts: { planned: 2, problems: 0 } });
  });
});
