import { afterAll, beforeAll, expect, test } from 'vitest';
import { runCli } from '../../src/cli/run-cli.ts';
import { NO_GUARD } from '../../src/sdk/index.ts';
import { type HttpApp, openHttpApp } from '../support/http-app.ts';
import { openRunRig, type RunRig } from '../support/run-rig.ts';
import { sharedServers } from '../support/servers.ts';
import { forEachDatabase } from '../support/test-database.ts';

/** Guard and stop over the API, the command line, rules, test mails and payroll runs. */
forEachDatabase((database) => {
  const { mail } = sharedServers();
  let app: HttpApp;
  let rig: RunRig;
  beforeAll(async () => {
    app = await openHttpApp(database.url());
    rig = await openRunRig(app);
  }, 60_000);
  afterAll(() => app.close());

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
    return { code: await runCli(['guard', ...args], streams, new AbortController().signal), ...said };
  };
  const rule = (event: string) =>
    app.call('POST', '/rules', {
      name: event,
      trigger: { kind: 'workflow', event },
      actions: [
        {
          action: 'send-email',
          params: { connector: rig.connectorId, to: [{ field: 'to' }], subject: 'News', text: 'x' },
        },
      ],
    });
  const fire = async (type: string, facts: object): Promise<string> =>
    (await app.call('POST', '/events', { type, facts })).eventId;

  test('beyond 17 the guard is stored with its ETag, checked, and told to everybody who works here', async () => {
    expect(await app.call('GET', '/settings/guard')).toEqual({
      ...NO_GUARD,
      configured: NO_GUARD,
      text: null,
      modifiedAt: null,
      modifiedBy: null,
    });
    const refused = async (body: object) => (await app.request('PUT', '/settings/guard', body)).body.errors[0].path;
    expect(await refused({ mode: 'redirect' })).toBe('/redirectTo');
    expect(await refused({ mode: 'redirect', redirectTo: 'a@b.example, c@d.example' })).toBe('/redirectTo');
    expect(await refused({ mode: 'allow_list', allowed: [] })).toBe('/allowed');
    expect(await refused({ mode: 'allow_list', allowed: ['@ok.example', 'not an address'] })).toBe('/allowed/1');
    expect((await app.request('PUT', '/settings/guard', { mode: 'all' })).status).toBe(422);
    const stored = await app.call('PUT', '/settings/guard', { mode: 'redirect', redirectTo: 'QA@Test.Example' });
    expect(stored).toMatchObject({ redirectTo: 'QA@test.example', text: expect.stringContaining('QA@test.example') });
    const stale = await app.request('PUT', '/settings/guard', { mode: 'off' }, { 'if-match': '"1"' });
    expect(stale.status).toBe(412);
    const user = await app.as('guarded', ['user']);
    expect(await user.call('GET', '/guard')).toEqual({ text: stored.text, stopped: null });
    expect((await user.request('PUT', '/settings/guard', { mode: 'off' })).status).toBe(403);
    expect((await user.request('POST', '/guard/stop', { reason: 'x' })).status).toBe(403);
    await app.call('PUT', '/settings/guard', { mode: 'off' });
  });

  test('beyond 17 a test mail does not go past guard and stop', async () => {
    const { user } = mail.account();
    const ask = () => app.request('POST', `/connectors/${rig.connectorId}/test-mail`, { recipient: user });
    await app.call('PUT', '/settings/guard', { mode: 'allow_list', allowed: ['@elsewhere.example'] });
    expect(await ask()).toMatchObject({ status: 409, body: { detail: expect.stringContaining(user) } });
    expect((await app.request('POST', `/connectors/${rig.connectorId}/test`, {})).body.ok).toBe(true);
    await app.call('PUT', '/settings/guard', { mode: 'off' });
    await app.call('POST', '/guard/stop', { reason: 'wrong documents' });
    expect(await ask()).toMatchObject({ status: 409, body: { detail: expect.stringContaining('wrong documents') } });
    await app.call('POST', '/guard/resume', {});
    expect((await ask()).body.ok).toBe(true);
  });

  test('security 13 the command line stops all sending with a reason, and resumes it; nothing is lost', async () => {
    await rule('stopped-news');
    expect(await cli()).toMatchObject({ code: 0, out: expect.stringMatching(/^Sending: on\.\nGuard: off/) });
    expect(await cli('stop')).toMatchObject({ code: 2 });
    expect(await cli('stop', '--reason', 'wrong documents')).toMatchObject({ code: 0 });
    expect((await cli()).out).toMatch(/STOPPED by admin since .*: wrong documents/);
    expect(await cli('stop', '--reason', 'again')).toMatchObject({ code: 4, say: expect.stringContaining('already') });
    const { user } = mail.account();
    const event = await fire('stopped-news', { to: user });
    await new Promise((resolve) => setTimeout(resolve, 1_200));
    expect(await app.mailsOf(event, 'queued')).toMatchObject([{ delivery: { attempts: 0 } }]);
    expect(await cli('resume')).toMatchObject({ code: 0, out: expect.stringMatching(/^Sending: on/) });
    await app.mailsOf(event, 'accepted');
    expect(await cli('resume')).toMatchObject({ code: 4 });
  });

  test('beyond 17 the command line sets the guard; a captured e-mail is shown as such and may be sent again when it is off', async () => {
    await rule('captured-news');
    expect(await cli('set', 'redirect')).toMatchObject({ code: 2 });
    expect(await cli('set', 'everything')).toMatchObject({ code: 2 });
    expect((await cli('set', 'allow-list', '--allow', '@a.example,b@c.example')).out).toContain('list only');
    expect(await app.call('GET', '/settings/guard')).toMatchObject({ allowed: ['@a.example', 'b@c.example'] });
    expect((await cli('set', 'capture')).out).toContain('captured');
    const { user } = mail.account();
    const event = await fire('captured-news', { to: user });
    const [captured] = await app.mailsOf(event, 'cancelled');
    expect(captured.delivery).toMatchObject({ heldReason: 'guard', detail: expect.stringMatching(/^Captured/) });
    expect(captured.can).toMatchObject({ retry: false, resend: true });
    expect((await cli('set', 'off')).out).toContain('Guard: off');
    const again = await app.call('POST', `/outbox/${captured.id}/resend`, {}, { 'idempotency-key': 'captured-1' });
    await expect
      .poll(async () => (await app.call('GET', `/outbox/${again.id}`)).delivery.state, { timeout: 15_000 })
      .toBe('accepted');
  });

  test('security 13 a rule that is fired again by each of its own e-mails comes to its end', async () => {
    await rule('loop');
    expect(await app.call('GET', '/settings/limits')).toMatchObject({
      perConnector: 10_000,
      perRule: 2_000,
      perRecipient: 200,
    });
    const wrong = await app.request('PUT', '/settings/limits', { perConnector: 0, perRule: null, perRecipient: 4 });
    expect(wrong).toMatchObject({ status: 422, body: { errors: [{ path: '/perConnector' }] } });
    await app.call('PUT', '/settings/limits', { perConnector: null, perRule: null, perRecipient: 4 });
    const { user } = mail.account();
    let state = 'accepted';
    let rounds = 0;
    while (state === 'accepted' && rounds < 20) {
      const [entry] = await app.mailsOf(await fire('loop', { to: user }), 'accepted', 'held');
      state = entry.delivery.state;
      if (state === 'accepted') rounds = (await mail.waitForMail(user, { count: rounds + 1 })).length;
      else expect(entry.delivery).toMatchObject({ heldReason: 'limit', limitKey: `recipient:${user}` });
    }
    expect(rounds).toBe(4);
    const limits = async (...args: string[]) => {
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
      return { code: await runCli(['limits', ...args], streams, new AbortController().signal), ...said };
    };
    expect((await limits()).out).toMatch(new RegExp(`4 to one address.*recipient:${user}`, 's'));
    expect(await limits('approve', `recipient:${user}`, '--reason', 'looked at it')).toMatchObject({
      code: 0,
      out: '1 e-mails take their turn.\n',
    });
    await mail.waitForMail(user, { count: 5 });
    expect(await limits('cancel', `recipient:${user}`)).toMatchObject({ code: 4 });
    expect((await limits('set', '--recipient', 'none')).out).toContain('no limit to one address');
    expect(await limits('set', '--rule', 'many')).toMatchObject({ code: 2 });
  });
});
