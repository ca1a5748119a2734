import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runCommand } from '../support/cli-run.ts';
import { emailSettings } from '../support/connector-rig.ts';
import { type HttpApp, openHttpApp } from '../support/http-app.ts';
import { sharedServers } from '../support/servers.ts';
import { forEachDatabase } from '../support/test-database.ts';

const POLL = { timeout: 20_000, interval: 100 };

/** E-mails that real mail servers accept and return later: Postfix writes the reports, Dovecot keeps them. */
forEachDatabase((database) => {
  const { mail } = sharedServers();
  const payroll = mail.account();
  let app: HttpApp;
  let connector = '';
  beforeAll(async () => {
    app = await openHttpApp(database.url());
    const settings = emailSettings(payroll);
    connector = (await app.call('POST', '/connectors', { type: 'email', displayName: 'Payroll', settings })).id;
    const report = await app.call('POST', `/connectors/${connector}/test`, {});
    expect(report.ok, report.summary).toBe(true);
    await app.call('POST', '/rules', {
      name: 'bounce',
      trigger: { kind: 'workflow', event: 'bounce' },
      actions: [
        {
          action: 'send-email',
          params: { connector, to: [{ field: 'to' }], cc: [{ field: 'cc' }], subject: 'News', text: 'x' },
        },
      ],
    });
  });
  afterAll(() => app.close());

  const send = async (to: string | string[], cc: string[] = ['nobody-else@dyn.test']): Promise<string> => {
    const { rules } = await app.call('POST', '/events', { type: 'bounce', facts: { to, cc } });
    return rules[0].mails[0].id;
  };
  const entry = (id: string) => app.call('GET', `/outbox/${id}`);
  const state = async (id: string) => (await entry(id)).delivery.state;
  /** Reads the inbox until it says something new; what the server itself reads meanwhile counts, too. */
  const sync = () => app.request('POST', `/mailboxes/${connector}/sync`);
  const untilReturned = async (id: string, recipient: string) => {
    await expect
      .poll(async () => {
        await sync();
        const { recipients } = await entry(id);
        return recipients.find(({ address }: { address: string }) => address === recipient)?.state;
      }, POLL)
      .toBe('bounced');
  };
  const stranger = () => `gone-${Math.random().toString(36).slice(2)}@receiver.test`;

  test('A1.48 beyond 13 a mail to an address that is not there is returned: state, history, proof and suppression list say so', async () => {
    const gone = stranger();
    const id = await send(gone, [gone]);
    await untilReturned(id, gone);
    const { delivery, recipients, attempts } = await entry(id);
    expect(delivery).toMatchObject({ state: 'bounced', detail: expect.stringContaining(`Returned for ${gone}`) });
    expect(delivery.detail).toMatch(/550 5\.1\.1/);
    expect(recipients).toMatchObject([{ address: gone, state: 'bounced' }]);
    expect(attempts).toContainEqual(expect.objectContaining({ kind: 'report', verdict: 'bounced', enhanced: '5.1.1' }));
    const { items } = await app.call('GET', `/suppressions?search=${encodeURIComponent(gone)}`);
    expect(items).toMatchObject([{ address: gone, kind: 'hard_bounce' }]);
    const proof = await app.call('GET', `/outbox/${id}/proof`);
    expect(JSON.stringify(proof)).toContain('"kind":"bounce"');
    const held = await send(gone, [gone]);
    expect(await state(held)).toBe('held');
    const mailboxes = (await app.call('GET', '/mailboxes')).items;
    expect(mailboxes).toMatchObject([{ connectorId: connector, problem: null, reports: expect.any(Number) }]);
    expect(mailboxes[0].reports).toBeGreaterThan(0);
    expect(mailboxes[0].checkedAt).toBeGreaterThan(0);
  });

  test('a mail that one of two got stays accepted and names the other', async () => {
    const [gone, there] = [stranger(), mail.account().user];
    const id = await send(there, [gone]);
    await untilReturned(id, gone);
    const { delivery, recipients } = await entry(id);
    expect(delivery).toMatchObject({ state: 'accepted', detail: expect.stringContaining(gone) });
    expect(recipients).toMatchObject([
      { address: there, state: 'accepted' },
      { address: gone, state: 'bounced' },
    ]);
  });

  const forged = (lines: string[], headers: string[]) =>
    [
      `From: MAILER-DAEMON@evil.test\r\nTo: ${payroll.user}\r\nMessage-ID: <${Math.random()}@evil.test>`,
      'Content-Type: multipart/report; report-type=delivery-status; boundary=B\r\n',
      '--B\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; evil.test\r\n',
      ...lines,
      '\r\n--B\r\nContent-Type: text/rfc822-headers\r\n',
      ...headers,
      '--B--\r\n',
    ].join('\r\n');
  const deliver = async (raw: string) => {
    const before = (await mail.readMailbox(payroll.user)).length;
    await mail.deliverByLmtp(payroll.user, raw);
    await mail.waitForMail(payroll.user, { count: before + 1 });
  };
  const settled = async (id: string) => {
    await expect.poll(() => state(id), POLL).toBe('accepted');
    return entry(id);
  };

  test('R forged reports change nothing: unknown ids, other recipients, another mailbox', async () => {
    const there = mail.account().user;
    const id = await send(there, [mail.account().user]);
    const { messageId } = await settled(id);
    const failed = (address: string) => [`Final-Recipient: rfc822; ${address}`, 'Action: failed', 'Status: 5.1.1'];
    await deliver(forged(failed(there), ['Message-ID: <unknown@evil.test>', 'X-Mailrule-Id: constructor']));
    await deliver(forged(failed('someone@evil.test'), [`Message-ID: ${messageId}`]));
    await deliver(forged(failed(there), []));
    await expect.poll(async () => (await sync()).status, POLL).toBe(200);
    expect(await entry(id)).toMatchObject({ delivery: { state: 'accepted' } });
    expect((await entry(id)).recipients.map((one: { state: string }) => one.state)).toEqual(['accepted', 'accepted']);
    expect((await app.call('GET', `/suppressions?search=${encodeURIComponent(there)}`)).items).toEqual([]);
  });

  test('A1.48 R38 a complaint suppresses the address, stands at the mail, and leaves it accepted; one about a mail of nobody changes nothing', async () => {
    const there = mail.account().user;
    const id = await send(there, [there]);
    const { messageId } = await settled(id);
    const complaint = (about: string, to = there) =>
      [
        `From: fbl@provider.test\r\nTo: ${payroll.user}\r\nMessage-ID: <${Math.random()}@provider.test>`,
        'Content-Type: multipart/report; report-type=feedback-report; boundary=B\r\n',
        '--B\r\nContent-Type: message/feedback-report\r\n\r\nFeedback-Type: abuse\r\nUser-Agent: Provider/1.0',
        `Version: 1\r\nOriginal-Rcpt-To: <${to}>\r\n\r\n--B\r\nContent-Type: message/rfc822\r\n`,
        `Message-ID: ${about}\r\nSubject: News\r\n\r\nx\r\n--B--\r\n`,
      ].join('\r\n');
    const suppressed = async () => (await app.call('GET', `/suppressions?search=${encodeURIComponent(there)}`)).items;
    await deliver(complaint('<unknown@evil.test>'));
    expect((await sync()).status).toBe(200);
    expect(await suppressed()).toEqual([]);
    await deliver(complaint(messageId));
    await expect.poll(async () => (await sync()) && (await suppressed()).length, POLL).toBe(1);
    expect(await suppressed()).toMatchObject([
      { kind: 'complaint', reason: 'Complaint (abuse), told by Provider/1.0' },
    ]);
    const { delivery, attempts } = await entry(id);
    expect(delivery).toMatchObject({ state: 'accepted', detail: `${there}: Complaint (abuse), told by Provider/1.0` });
    expect(attempts).toContainEqual(expect.objectContaining({ kind: 'report', verdict: 'complained' }));
  });

  test('R38 a report that names its mail by the envelope alone is believed; a forged envelope id is not', async () => {
    const there = mail.account().user;
    const id = await send(there, [there]);
    await settled(id);
    const line = (envelope: string) =>
      forged([`Final-Recipient: rfc822; ${there}`, 'Action: failed', 'Status: 5.2.2'], []).replace(
        'Reporting-MTA: dns; evil.test',
        `Reporting-MTA: dns; evil.test\r\nOriginal-Envelope-Id: ${envelope}`,
      );
    await deliver(line('01a00000-0000-7000-8000-000000000000'));
    expect((await sync()).status).toBe(200);
    expect(await state(id)).toBe('accepted');
    await deliver(line(id));
    await untilReturned(id, there);
  });

  test('a delay is no failure; a full mailbox is returned and stays off the suppression list; a report read twice counts once', async () => {
    const there = mail.account().user;
    const id = await send(there, [there]);
    const { messageId } = await settled(id);
    const about = [`Message-ID: ${messageId}`];
    const line = (action: string, status: string) =>
      forged([`Final-Recipient: rfc822; ${there}`, `Action: ${action}`, `Status: ${status}`], about);
    await deliver(line('delayed', '4.4.1'));
    const history = async () =>
      (await entry(id)).attempts
        .filter(({ kind }: { kind: string }) => kind === 'report')
        .map((one: { verdict: string }) => one.verdict);
    await expect.poll(async () => (await sync()) && history(), POLL).toEqual(['delayed']);
    expect(await state(id)).toBe('accepted');
    const full = line('failed', '5.2.2');
    await deliver(full);
    await deliver(full);
    await untilReturned(id, there);
    await sync();
    expect(await history()).toEqual(['delayed', 'bounced']);
    expect(await entry(id)).toMatchObject({ delivery: { state: 'bounced' } });
    expect((await app.call('GET', `/suppressions?search=${encodeURIComponent(there)}`)).items).toEqual([]);
  });

  describe('A1.48 beyond 13 soft bounces', () => {
    const DAY_MS = 24 * 3_600_000;
    const suppressed = async (address: string) =>
      (await app.call('GET', `/suppressions?search=${encodeURIComponent(address)}`)).items;
    const sent = async (to: string) => {
      const id = await send(to, [to]);
      return settled(id);
    };
    const comesBack = async (to: string, status: string) => {
      const { id, messageId } = await sent(to);
      const lines = [`Final-Recipient: rfc822; ${to}`, 'Action: failed', `Status: ${status}`];
      await deliver(forged(lines, [`Message-ID: ${messageId}`]));
      await untilReturned(id, to);
      return id;
    };
    const older = (id: string, days: number) =>
      app.store.write(
        (tx) => tx.sql`
          UPDATE delivery SET created_at = created_at - ${days * DAY_MS}, accepted_at = accepted_at - ${days * DAY_MS} WHERE id = ${id}`,
      );

    test('the fifth e-mail in 14 days puts the address on the list; taken off, it begins anew', async () => {
      const there = mail.account().user;
      for (const status of ['4.2.2', '5.2.2', '4.4.1', '4.7.0']) await comesBack(there, status);
      expect(await suppressed(there)).toEqual([]);
      await comesBack(there, '4.4.7');
      const [line] = await suppressed(there);
      expect(line).toMatchObject({
        kind: 'soft_bounce',
        reason: expect.stringContaining('5 e-mails came back within 14 days'),
      });
      expect(await state(await send(there, [there]))).toBe('held');
      await app.call('POST', `/suppressions/${line.id}/end`, { reason: 'emptied' });
      await comesBack(there, '4.2.2');
      expect(await suppressed(there)).toEqual([]);
    }, 90_000);

    test('the address is one, whatever its case: returns of all its spellings count, and so does what got there', async () => {
      const there = mail.account().user;
      const [local = '', domain] = there.split('@');
      const [capital, loud] = [
        `${local.slice(0, 1).toUpperCase()}${local.slice(1)}@${domain}`,
        `${local.toUpperCase()}@${domain}`,
      ];
      for (const [to, status] of [
        [there, '4.2.2'],
        [capital, '4.2.2'],
        [loud, '5.2.2'],
        [there, '4.4.1'],
      ] as const) {
        await older(await comesBack(to, status), 8);
      }
      await older((await sent(loud)).id, 6);
      await comesBack(capital, '4.4.7');
      expect(await suppressed(there)).toEqual([]);
      for (const to of [loud, capital, there]) await comesBack(to, '4.2.2');
      expect(await suppressed(there)).toEqual([]);
      await comesBack(loud, '4.2.2');
      expect(await suppressed(there)).toMatchObject([{ kind: 'soft_bounce' }]);
      const found = (await app.call('GET', `/outbox?recipient=${encodeURIComponent(there)}`)).items;
      expect(found.length).toBeGreaterThanOrEqual(10);
    }, 90_000);

    test('how many, and within how many days, is a setting with bounds; without a number no address is put on the list', async () => {
      const path = '/settings/soft-bounces';
      const { etag: _, ...unset } = await app.call('GET', path);
      expect(unset).toEqual({ mails: 5, days: 14, modifiedAt: null, modifiedBy: null });
      for (const wrong of [
        { mails: 1, days: 14 },
        { mails: 101, days: 14 },
        { mails: 5, days: 0 },
        { mails: 5, days: 91 },
      ]) {
        expect(await app.request('PUT', path, wrong)).toMatchObject({ status: 422 });
      }
      const designer = await app.as('soft-designer', ['designer']);
      expect((await designer.request('PUT', path, { mails: 2, days: 3 })).status).toBe(403);
      const { modifiedAt } = await app.call('PUT', path, { mails: 2, days: 3 });
      const late = await app.request('PUT', path, { mails: 3, days: 3 }, { 'if-match': '"0"' });
      expect(late).toMatchObject({ status: 412 });
      const there = mail.account().user;
      await older(await comesBack(there, '4.2.2'), 4);
      await comesBack(there, '4.2.2');
      expect(await suppressed(there)).toEqual([]);
      await comesBack(there, '4.2.2');
      expect(await suppressed(there)).toMatchObject([
        { reason: expect.stringContaining('2 e-mails came back within 3 days') },
      ]);
      const env = { MAILRULE_URL: app.url, MAILRULE_TOKEN: app.authorization()['authorization']?.slice(7) ?? '' };
      const cli = (...args: string[]) => runCommand(['suppression', 'soft-bounces', ...args], env);
      expect((await cli()).out).toContain('2 e-mails that come back softly within 3 days');
      expect((await cli('--mails', 'never')).out).toContain('stays off the suppression list');
      expect(await cli('--days', 'x')).toMatchObject({ code: 2 });
      expect((await app.call('GET', path)).modifiedAt).toBeGreaterThan(modifiedAt);
      const other = mail.account().user;
      for (const status of ['4.2.2', '4.2.2', '4.2.2']) await comesBack(other, status);
      expect(await suppressed(other)).toEqual([]);
      expect((await cli('--mails', '5', '--days', '14')).out).toContain('5 e-mails');
    }, 90_000);

    test('a refused content, an older return and what came back before an e-mail that got there do not count', async () => {
      const there = mail.account().user;
      await comesBack(there, '5.7.1');
      await older(await comesBack(there, '4.2.2'), 15);
      for (const status of ['4.2.2', '4.2.2', '4.2.2']) await older(await comesBack(there, status), 8);
      await older((await sent(there)).id, 6);
      await comesBack(there, '4.2.2');
      await comesBack(there, '4.2.2');
      expect(await suppressed(there)).toEqual([]);
      for (const status of ['4.2.2', '4.2.2', '4.2.2']) await comesBack(there, status);
      expect(await suppressed(there)).toMatchObject([{ kind: 'soft_bounce' }]);
    }, 90_000);
  });

  test('a mailbox that is gone, or cannot be read, says so and loses nothing', async () => {
    expect((await app.request('POST', '/mailboxes/none/sync')).status).toBe(404);
    const relay = { ...emailSettings(mail.account()) } as Record<string, unknown>;
    const { id } = await app.call('POST', '/connectors', { type: 'email', displayName: 'Not tested', settings: relay });
    const refused = await app.request('POST', `/mailboxes/${id}/sync`);
    expect(refused).toMatchObject({ status: 422, body: { code: 'CONNECTOR_INACTIVE' } });
    const { items } = await app.call('GET', '/mailboxes');
    expect(items).toContainEqual(
      expect.objectContaining({ connectorId: id, problem: expect.stringContaining('inactive') }),
    );
  });

  test('a connector that only sends has no inbox, and that is no problem of it', async () => {
    const { smtp } = emailSettings(mail.account());
    const { sameCredentials: _, ...server } = smtp;
    const own = { auth: { kind: 'none' }, from: { address: 'relay@dyn.test' } };
    const settings = { sending: true, sentCopy: 'never', smtp: { ...server, ...own } };
    const made = await app.call('POST', '/connectors', { type: 'email', displayName: 'Relay', settings });
    await app.store.write((tx) => tx.sql`UPDATE connector SET state = 'active' WHERE id = ${made.id}`);
    const { status, body } = await app.request('POST', `/mailboxes/${made.id}/sync`);
    expect({ status, code: body.code }).toEqual({ status: 409, code: 'STATE' });
    const { items } = await app.call('GET', '/mailboxes');
    expect(items).toContainEqual(expect.objectContaining({ connectorId: made.id, problem: null, checkedAt: null }));
  });
});
