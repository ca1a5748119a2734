import { afterAll, beforeAll, expect, test } from 'vitest';
import { runCli } from '../../src/cli/run-cli.ts';
import { MessageTable } from '../../src/store/tables/message.table.ts';
import { emailSettings } from '../support/connector-rig.ts';
import { databaseBytes, holds } from '../support/database-bytes.ts';
import { type HttpAnswer, type HttpApp, openHttpApp } from '../support/http-app.ts';
import { PUBLIC_URL, parsed, sha256 } from '../support/link-rig.ts';
import { openRunRig } from '../support/run-rig.ts';
import { sharedServers } from '../support/servers.ts';
import { forEachDatabase } from '../support/test-database.ts';

type Body = HttpAnswer['body'];
const TODAY = new Date().toISOString().slice(0, 10);

forEachDatabase((database) => {
  const { mail } = sharedServers();
  let app: HttpApp;
  let connector: string;
  let rules = 0;
  beforeAll(async () => {
    app = await openHttpApp(database.url(), { publicUrl: PUBLIC_URL });
    const settings = { ...emailSettings(mail.account()), sentCopy: 'never' };
    const made = await app.call('POST', '/connectors', { type: 'email', displayName: 'News', settings });
    connector = made.id;
    expect(await app.call('POST', `/connectors/${connector}/test`, {})).toMatchObject({ ok: true });
  }, 60_000);
  afterAll(() => app.close());

  const ruleOf = (over: object = {}) => {
    rules += 1;
    const html = '<div lang="de"><p>Grüße aus der Kantine</p></div>';
    const params = { connector, to: [{ field: 'to' }], subject: 'S', html, perRecipient: true, unsubscribe: true };
    return {
      name: `rule-${rules}`,
      trigger: { kind: 'workflow', event: `news-${rules}` },
      actions: [{ action: 'send-email', params: { ...params, ...over } }],
    };
  };
  const newRule = async (over: object = {}): Promise<string> => {
    const rule = ruleOf(over);
    await app.call('POST', '/rules', rule);
    return rule.trigger.event;
  };
  const fire = async (type: string, to: string[], ...states: string[]): Promise<Body[]> => {
    const { eventId } = await app.call('POST', '/events', { type, facts: { to } });
    return app.mailsOf(eventId, ...(states.length === 0 ? ['accepted'] : states));
  };
  const latest = async (user: string, count = 1) => {
    const found = await mail.waitForMail(user, { count });
    const raw = found.at(-1)?.raw ?? Buffer.alloc(0);
    return { raw, message: await parsed(raw) };
  };
  /** The token of a mail: that of its header, which stands in both of its parts, too. */
  const tokenOf = async (raw: Buffer): Promise<string> => {
    const head = raw
      .subarray(0, raw.indexOf('\r\n\r\n'))
      .toString('latin1')
      .replaceAll(/\r\n[ \t]/g, ' ');
    const url = /^List-Unsubscribe: +<([^>]+)>$/im.exec(head)?.[1] ?? '';
    expect(url).toMatch(/^https:\/\/mail\.example\.test\/hr\/api\/unsubscribe\/[0-9a-f]{64}$/);
    const { html, text } = await parsed(raw);
    expect(html).toContain(`<a href="${url}">`);
    expect(text).toContain(url);
    return url.slice(-64);
  };
  const subscriber = async (event: string) => {
    const { user } = mail.account();
    const [entry] = await fire(event, [user]);
    const { raw, message } = await latest(user);
    return { user, entry, raw, message, token: await tokenOf(raw) };
  };
  const ask = (method: string, path: string, body?: { type: string; content: string }) =>
    fetch(`${app.url}/api/unsubscribe/${path}`, {
      method,
      headers: { origin: 'null', 'sec-fetch-site': 'cross-site', ...(body && { 'content-type': body.type }) },
      ...(body && { body: body.content }),
    });
  const ONE_CLICK = { type: 'application/x-www-form-urlencoded', content: 'List-Unsubscribe=One-Click' };
  const listed = async (search: string, more = ''): Promise<Body[]> =>
    (await app.call('GET', `/unsubscribed?search=${encodeURIComponent(search)}${more}`)).items;
  const linkRecords = async (id: string) =>
    (await app.call('GET', `/outbox/${id}/proof`)).records
      .filter(({ kind }: Body) => kind === 'link')
      .map(({ data }: Body) => data);

  test('A5.18 the received mail has the headers of RFC 8058 and a last paragraph in its language, in both parts', async () => {
    const { message, raw, token, entry } = await subscriber(await newRule());
    const head = raw.subarray(0, raw.indexOf('\r\n\r\n')).toString('latin1');
    expect(head).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click\r$/m);
    expect(message.html).toContain('>Abmelden</a></p>');
    expect(message.text?.trim()).toMatch(new RegExp(`Abmelden:\\n${PUBLIC_URL}/api/unsubscribe/${token}$`));
    expect(message.text).toContain('Grüße');
    const bytes = await databaseBytes(database.url());
    expect(holds(bytes, token)).toBe(false);
    expect(holds(bytes, sha256(token))).toBe(true);
    expect(JSON.stringify(app.log)).not.toContain(token);
    expect(JSON.stringify(entry)).not.toContain(sha256(token));
  });

  test('a mail without HTML and one that says no language have the link, too', async () => {
    const event = await newRule({ html: undefined, text: 'News' });
    const { user } = mail.account();
    await fire(event, [user]);
    const { message, raw } = await latest(user);
    expect(message.html).toBe(false);
    expect(message.text).toMatch(/^News\n\nUnsubscribe:\nhttps:/);
    expect(raw.toString('latin1')).toMatch(/^List-Unsubscribe:/m);
  });

  test('A5.18 GET and HEAD of a scanner change nothing; the one click of a mail provider unsubscribes exactly this address', async () => {
    const event = await newRule();
    const { user, token, entry } = await subscriber(event);
    for (const method of ['GET', 'HEAD', 'GET']) expect((await ask(method, token)).status).toBe(200);
    for (const method of ['PUT', 'DELETE']) expect((await ask(method, token)).status).toBe(405);
    expect(await listed(user)).toEqual([]);
    const page = await ask('GET', token);
    expect(page.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-[^;]+'; form-/);
    expect(await page.text()).toContain(user);

    const done = await ask('POST', token, ONE_CLICK);
    expect(done.status).toBe(200);
    expect(await done.text()).toContain('You are unsubscribed');
    expect(await listed(user)).toMatchObject([{ address: user, messageId: entry.id, ended: null }]);
    expect(await linkRecords(entry.id)).toEqual([{ event: 'unsubscribed' }]);
  });

  test.each([
    [
      'multipart/form-data; boundary=b',
      '--b\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--b--\r\n',
    ],
    ['application/x-www-form-urlencoded', ''],
    ['text/plain', 'x'.repeat(3_000_000)],
  ])('A5.18 a body of %s is taken, and twice is the same as once', async (type, content) => {
    const { user, token, entry } = await subscriber(await newRule());
    for (let time = 0; time < 2; time += 1) {
      expect((await ask('POST', token, { type, content })).status).toBe(200);
    }
    expect(await listed(user)).toHaveLength(1);
    expect(await linkRecords(entry.id)).toHaveLength(1);
  });

  test('of two who press at once one is written', async () => {
    const { user, token } = await subscriber(await newRule());
    const answers = await Promise.all([1, 2, 3, 4].map(() => ask('POST', token, ONE_CLICK)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(await listed(user)).toHaveLength(1);
  });

  test('a forged token is the same page as every other one, and unsubscribes nobody', async () => {
    const { user, token } = await subscriber(await newRule());
    const forged = `${token.slice(0, -1)}${token.endsWith('0') ? '1' : '0'}`;
    for (const path of [forged, sha256(token), 'x', `${forged}?again=true`]) {
      const answer = await ask('POST', path, ONE_CLICK);
      expect(answer.status, path).toBe(404);
      expect(await answer.text()).toContain('This link does not work');
    }
    expect((await ask('GET', forged)).status).toBe(404);
    expect(await listed(user)).toEqual([]);
  });

  test('A5.19 the next mass mail leaves out only who unsubscribed, and says when; a preview warns; other mail still comes', async () => {
    const [event, other] = [await newRule(), await newRule()];
    const gone = await subscriber(event);
    const { user: stays } = mail.account();
    await ask('POST', gone.token, ONE_CLICK);
    const reason = `${gone.user} unsubscribed on ${TODAY}.`;
    const [first, second] = await fire(event, [gone.user.toUpperCase(), stays], 'accepted', 'held');
    const mails = [first, second];
    expect(mails.find(({ delivery }) => delivery.state === 'held')).toMatchObject({
      delivery: { heldReason: 'suppressed', detail: reason },
    });
    expect(mails.find(({ delivery }) => delivery.state === 'accepted').recipients).toMatchObject([{ address: stays }]);
    // Another rule that lets unsubscribe is mass mail as well.
    expect(await fire(other, [gone.user], 'held')).toMatchObject([{ delivery: { heldReason: 'suppressed' } }]);

    const asked = { rule: ruleOf(), facts: { to: [gone.user] } };
    const preview = await app.call('POST', '/rules/preview', asked);
    expect(preview.warnings).toContainEqual(expect.objectContaining({ message: `Held: ${reason}` }));

    const payslip = await newRule({ unsubscribe: undefined, perRecipient: undefined });
    const [entry] = await fire(payslip, [gone.user]);
    expect(entry.recipients).toMatchObject([{ state: 'accepted' }]);
    const { raw } = await latest(gone.user, 2);
    expect(raw.toString('latin1')).not.toMatch(/unsubscribe/i);
  });

  test('"Subscribe again" undoes it, the history stays, and the next mass mail comes', async () => {
    const event = await newRule();
    const { user, token, entry } = await subscriber(event);
    await ask('POST', token, ONE_CLICK);
    const undone = await ask('POST', `${token}?again=true`);
    expect(undone.status).toBe(200);
    expect(await undone.text()).toContain('subscribed again');
    expect((await ask('POST', `${token}?again=true`)).status).toBe(200);
    expect(await listed(user)).toEqual([]);
    expect(await listed(user, '&ended=true')).toMatchObject([{ ended: { by: user } }]);
    expect(await linkRecords(entry.id)).toEqual([{ event: 'unsubscribed' }, { event: 'subscribed' }]);
    expect(await fire(event, [user])).toMatchObject([{ delivery: { state: 'accepted' } }]);
    expect((await ask('POST', token, ONE_CLICK)).status).toBe(200);
    expect(await listed(user)).toHaveLength(1);
  });

  test.each(['', '/'])('both buttons of the pages work where the address of the link ends with "%s"', async (end) => {
    const { user, token } = await subscriber(await newRule());
    // As a browser: the address of a form is relative to that of its page.
    const press = async (at: string, html: string) => {
      const action = /<form method="post"(?: action="([^"]*)")?>/.exec(html)?.[1] ?? '';
      const url = new URL(action, at).href;
      const answer = await fetch(url, { method: 'POST', headers: { origin: 'null', 'sec-fetch-site': 'cross-site' } });
      expect(answer.status, url).toBe(200);
      return { url, html: await answer.text() };
    };
    const first = `${app.url}/api/unsubscribe/${token}${end}`;
    const done = await press(first, await (await fetch(first)).text());
    expect(await listed(user)).toHaveLength(1);
    expect((await press(done.url, done.html)).html).toContain('You are subscribed again');
    expect(await listed(user)).toEqual([]);
  });

  test('A5.19 who unsubscribes while a mass mail waits does not get it', async () => {
    const event = await newRule();
    const { user, token } = await subscriber(event);
    const { eventId } = await app.call('POST', '/events', { type: event, facts: { to: [user] }, hold: true });
    await ask('POST', token, ONE_CLICK);
    await app.call('POST', `/events/${eventId}/commit`);
    await expect
      .poll(async () => (await app.call('GET', `/outbox?event=${eventId}`)).items[0]?.heldReason, { timeout: 10_000 })
      .toBe('suppressed');
    const [entry] = await app.mailsOf(eventId, 'held');
    expect(entry.delivery.detail).toMatch(new RegExp(`^${user} unsubscribed on ${TODAY}\\. To send it all the same`));
    const [{ id }] = await listed(user);
    await app.call('POST', `/unsubscribed/${id}/end`, { reason: 'wants it' });
    await app.call('POST', `/outbox/${entry.id}/retry`);
    expect(await app.mailsOf(eventId, 'accepted')).toHaveLength(1);
  });

  test('an event that comes twice is the same mail, whatever its token', async () => {
    const event = await newRule();
    const { user } = mail.account();
    const once = () =>
      app.call('POST', '/events', { type: event, facts: { to: [user] } }, { 'idempotency-key': `twice-${event}` });
    const [first, second] = [await once(), await once()];
    expect(second.eventId).toBe(first.eventId);
    expect(await app.mailsOf(first.eventId, 'accepted')).toHaveLength(1);
  });

  test('a mail that is sent again unsubscribes whoever gets it then', async () => {
    const event = await newRule();
    const first = await subscriber(event);
    const { user: other } = mail.account();
    const key = { 'idempotency-key': `again-${event}` };
    const again = await app.call('POST', `/outbox/${first.entry.id}/resend`, {}, key);
    const own = await latest(first.user, 2);
    const ownToken = await tokenOf(own.raw);
    expect(own.message.html).toContain('Grüße');
    await app.call('POST', `/outbox/${again.id}/resend`, { to: other }, { 'idempotency-key': `other-${event}` });
    const otherToken = await tokenOf((await latest(other)).raw);
    expect(new Set([first.token, ownToken, otherToken]).size).toBe(3);

    expect(await (await ask('POST', otherToken, ONE_CLICK)).text()).toContain(other);
    expect(await listed(first.user)).toEqual([]);
    await ask('POST', ownToken, ONE_CLICK);
    expect(await listed(first.user)).toMatchObject([{ messageId: again.id }]);
    const third = await app.request(
      'POST',
      `/outbox/${first.entry.id}/resend`,
      {},
      { 'idempotency-key': `3-${event}` },
    );
    expect(third).toMatchObject({ status: 409, body: { detail: expect.stringContaining('unsubscribed on') } });
  });

  test('nobody unsubscribes from payroll: a run with such a rule is not planned, and says why', async () => {
    const rig = await openRunRig(app, {}, 'Payroll of unsubscribe');
    const { id: rule } = await app.call(
      'POST',
      '/rules',
      ruleOf({ to: [{ field: 'email' }], connector: rig.connectorId }),
    );
    const run = await rig.plannedRun(rig.staff(2), { rule });
    const stateReason = expect.stringContaining('nobody unsubscribes from payroll');
    expect(run).toMatchObject({ state: 'draft', stateReason, counts: { planned: 0 } });
  });

  test('a mail that the guard redirects has no link: who gets it is not who may unsubscribe', async () => {
    const event = await newRule();
    const [{ user }, { user: tester }] = [mail.account(), mail.account()];
    await app.call('PUT', '/settings/guard', { mode: 'redirect', redirectTo: tester });
    try {
      // A process remembers the guard for a second.
      await new Promise((resolve) => setTimeout(resolve, 1_100));
      await fire(event, [user]);
    } finally {
      await app.call('PUT', '/settings/guard', { mode: 'off' });
      await new Promise((resolve) => setTimeout(resolve, 1_100));
    }
    expect((await latest(tester)).raw.toString('latin1')).not.toMatch(/unsubscribe/i);
  });

  test("B2 nobody is added to the mass mail of somebody who works for a partner: its link is one person's", async () => {
    const addresses = ['main@partner.test'];
    const { id: partner } = await app.call('POST', '/contacts', { name: 'Main', kind: 'partner', addresses });
    const author = await app.as('partner-author', ['designer']);
    await app.call('PATCH', '/users/partner-author', { partner, email: 'author@partner.test' });
    const settings = { ...emailSettings(mail.account()), sentCopy: 'never' };
    const { id } = await app.call('POST', '/connectors', { type: 'email', displayName: 'Partners', settings });
    expect(await app.call('POST', `/connectors/${id}/test`, {})).toMatchObject({ ok: true });
    const everyone = { users: [], groups: [] };
    const partnerDefaults = { cc: 'main_contact_email', bcc: 'current_user_email' };
    const security = { administrators: everyone, users: everyone, enableB2B: true, partnerDefaults };
    await app.call('PUT', `/connectors/${id}/security`, security);
    const addressesOf = async (over: object) => {
      const rule = ruleOf({ connector: id, ...over });
      await author.call('POST', '/rules', rule);
      const [entry] = await fire(rule.trigger.event, [mail.account().user]);
      return entry.recipients.map(({ kind, address }: Body) => `${kind} ${address}`);
    };
    // As every other e-mail of theirs.
    expect(await addressesOf({ unsubscribe: undefined })).toEqual([
      expect.stringMatching(/^to /),
      'cc main@partner.test',
      'bcc author@partner.test',
    ]);
    expect(await addressesOf({})).toEqual([expect.stringMatching(/^to /)]);
  });

  test('the link works after the content of its mail was deleted', async () => {
    const { user, token, entry } = await subscriber(await newRule());
    await app.store.write((tx) =>
      tx.getRepository(MessageTable).update({ id: entry.id }, { purgedAt: Date.now(), contentId: null }),
    );
    expect((await ask('POST', token, ONE_CLICK)).status).toBe(200);
    expect(await listed(user)).toHaveLength(1);
  });

  test('a rule that cannot let its recipients unsubscribe is refused with what to do', async () => {
    const refused = async (over: object) => {
      const { status, body } = await app.request('POST', '/rules', ruleOf(over));
      expect(status, JSON.stringify(body)).toBe(422);
      return body.errors.map(({ path, message }: Body) => `${path} ${message}`);
    };
    expect(await refused({ perRecipient: undefined })).toEqual([
      expect.stringMatching(/params\/unsubscribe .*one e-mail for each recipient/),
    ]);
    expect(await refused({ cc: ['a@example.com'] })).toEqual([
      expect.stringMatching(/params\/unsubscribe .*CC or BCC/),
    ]);
    expect(await refused({ confidential: true })).toEqual([expect.stringContaining('Confidential')]);
    expect(await refused({ headers: [{ name: 'List-Unsubscribe', value: '<mailto:a@example.com>' }] })).toEqual([
      expect.stringMatching(/params\/headers\/0\/name .*set by the system/),
    ]);
  });

  test('administrators see who unsubscribed, page by page, and let an address get it again with a reason', async () => {
    const event = await newRule();
    const all = [await subscriber(event), await subscriber(event)];
    for (const { token } of all) await ask('POST', token, ONE_CLICK);
    const first = await app.call('GET', '/unsubscribed?limit=1');
    expect(first.items).toMatchObject([{ address: all[1]?.user }]);
    expect(first.total).toBeGreaterThanOrEqual(2);
    const second = await app.call('GET', `/unsubscribed?limit=1&before=${first.next}`);
    expect(second.items).toMatchObject([{ address: all[0]?.user, ruleId: expect.any(String) }]);
    expect(await listed('%')).toEqual([]);

    const { id } = second.items[0];
    const designer = await app.as('unsubscribe-designer', ['designer']);
    expect((await designer.request('POST', `/unsubscribed/${id}/end`, { reason: 'x' })).status).toBe(403);
    const ended = await app.call('POST', `/unsubscribed/${id}/end`, { reason: 'asked by phone' });
    expect(ended.ended).toMatchObject({ by: app.administrator.name, reason: 'asked by phone' });
    expect(await app.request('POST', `/unsubscribed/${id}/end`, { reason: 'x' })).toMatchObject({ status: 409 });
    expect(await app.request('POST', '/unsubscribed/none/end', { reason: 'x' })).toMatchObject({ status: 404 });
    expect((await linkRecords(all[0]?.entry.id)).at(-1)).toEqual({ event: 'subscribed', by: app.administrator.name });
  });

  test('the command line lists who unsubscribed, and ends it', async () => {
    const { user, token } = await subscriber(await newRule());
    await ask('POST', token, ONE_CLICK);
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
      return { code: await runCli(['unsubscribed', ...args], streams, new AbortController().signal), ...said };
    };
    const list = await cli('list', '--search', user, '--json');
    expect(list, list.say).toMatchObject({ code: 0 });
    const [{ id }] = JSON.parse(list.out).items;
    expect(await cli('end', id, '--reason', 'wants it again')).toMatchObject({ code: 0 });
    expect((await cli('list', '--search', user)).out).not.toContain(user);
    expect((await cli('list', '--ended', '--search', user)).out).toContain('wants it again');
    expect(await cli('forget', 'x')).toMatchObject({ code: 2 });
  });
});
