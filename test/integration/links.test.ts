import { afterAll, beforeAll, expect, test } from 'vitest';
import { DeliveryTable } from '../../src/store/tables/delivery.table.ts';
import { MailLinkTable } from '../../src/store/tables/mail-link.table.ts';
import { emailSettings } from '../support/connector-rig.ts';
import { databaseBytes, holds } from '../support/database-bytes.ts';
import { type HttpAnswer, type HttpApp, openHttpApp } from '../support/http-app.ts';
import { changeLinks, PUBLIC_URL, parsed, serverTakes, sha256, tokensOf } from '../support/link-rig.ts';
import { sharedServers } from '../support/servers.ts';
import { forEachDatabase } from '../support/test-database.ts';

const DAY_MS = 24 * 3_600_000;
const PDF = Buffer.from(`%PDF-1.7 ${'CANARY-of-a-file '.repeat(30_000)}`);
const inDays = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10);

forEachDatabase((database) => {
  const { mail } = sharedServers();
  let app: HttpApp;
  let connector: string;
  let rules = 0;
  beforeAll(async () => {
    app = await openHttpApp(database.url(), { publicUrl: `${PUBLIC_URL}/` });
    const settings = { ...emailSettings(mail.account()), sentCopy: 'never' };
    const made = await app.call('POST', '/connectors', { type: 'email', displayName: 'Payroll', settings });
    connector = made.id;
    expect(await app.call('POST', `/connectors/${connector}/test`, {})).toMatchObject({ ok: true });
  }, 60_000);
  afterAll(() => app.close());

  const ruleOf = (attachments: object[], over: object = {}) => {
    rules += 1;
    return ruleCalled(`rule-${rules}`, attachments, over);
  };
  const ruleCalled = (name: string, attachments: object[], over: object) => ({
    name,
    trigger: { kind: 'workflow', event: name },
    actions: [
      {
        action: 'send-email',
        params: { connector, to: [{ field: 'to' }], subject: 'S', html: '<p>Grüße 年末</p>', attachments, ...over },
      },
    ],
  });
  /** A mail with these attachments that arrived: what the outbox says, its bytes, and its tokens. */
  const sent = async (attachments: object[], over: object = {}) => {
    const rule = ruleOf(attachments, over);
    await app.call('POST', '/rules', rule);
    const to = mail.account().user;
    const { eventId } = await app.call('POST', '/events', { type: rule.trigger.event, facts: { to } });
    const [entry] = await app.mailsOf(eventId, 'accepted');
    const [received] = await mail.waitForMail(to);
    const message = await parsed(received?.raw ?? Buffer.alloc(0));
    return { entry, to, message, raw: received?.raw ?? Buffer.alloc(0), tokens: tokensOf(message) };
  };
  const upload = async (name: string, bytes: Buffer): Promise<{ file: string }> => {
    const query = `name=${encodeURIComponent(name)}&type=application/pdf`;
    return { file: (await app.call('POST', `/files?${query}`, bytes.toString('latin1'))).id };
  };
  const linked = async (over: object = {}) =>
    sent([{ name: 'slip.pdf', base64: PDF.toString('base64'), link: 'always', ...over }]);
  const ask = (method: string, token: string | undefined, headers: Record<string, string> = {}) =>
    fetch(`${app.url}/api/links/${token}`, { method, headers });
  const entryOf = (id: string): Promise<HttpAnswer['body']> => app.call('GET', `/outbox/${id}`);
  const linkRecords = async (id: string) =>
    (await app.call('GET', `/outbox/${id}/proof`)).records.filter(({ kind }: { kind: string }) => kind === 'link');

  test('beyond 19 A1.47 a file that goes as a link stays here; the mail names it, its size and its last day, and POST gives the bytes', async () => {
    const { entry, message, tokens } = await linked();
    expect(message.attachments).toEqual([]);
    for (const part of [message.html || '', message.text ?? '']) {
      expect(part).toContain('slip.pdf (498 KB)');
      expect(part).toContain(`until ${inDays(30)}`);
      expect(part).toContain(`${PUBLIC_URL}/api/links/`);
      expect(part).toContain('Grüße 年末');
    }
    expect(entry.size).toBeLessThan(4000);
    expect(entry.links).toMatchObject([
      { name: 'slip.pdf', size: PDF.length, sha256: sha256(PDF), state: 'open', downloads: 0, lastDownloadAt: null },
    ]);
    expect(JSON.stringify(entry)).not.toContain(sha256(tokens[0] ?? ''));
    const page = await ask('GET', tokens[0]);
    expect(page.status).toBe(200);
    expect(page.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-[^;]+'; form-/);
    expect(await page.text()).toContain(`until ${inDays(30)}`);
    const first = await ask('POST', tokens[0], { origin: 'null', 'sec-fetch-site': 'cross-site' });
    expect(first.status).toBe(200);
    expect(Object.fromEntries(first.headers)).toMatchObject({
      'content-type': 'application/pdf',
      'content-length': String(PDF.length),
      'content-disposition': "attachment; filename*=UTF-8''slip.pdf",
      'content-security-policy': expect.stringContaining('sandbox'),
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    });
    expect(Buffer.from(await first.arrayBuffer()).equals(PDF)).toBe(true);
    expect(Buffer.from(await (await ask('POST', tokens[0])).arrayBuffer()).equals(PDF)).toBe(true);
    expect((await entryOf(entry.id)).links).toMatchObject([{ downloads: 2, lastDownloadAt: expect.any(Number) }]);
    const records = await linkRecords(entry.id);
    const link = entry.links[0].id;
    expect(records.map(({ data }: HttpAnswer['body']) => data)).toEqual([
      { event: 'download', link, nth: 1, sha256: sha256(PDF) },
      { event: 'download', link, nth: 2, sha256: sha256(PDF) },
    ]);
    const { records: all } = await app.call('GET', `/outbox/${entry.id}/proof`);
    expect(all[0].data.links).toEqual([{ sha256: sha256(PDF), size: PDF.length }]);
  });

  test('beyond 19 a large upload goes through the server in pieces', async () => {
    const bytes = Buffer.from(`%PDF-1.7 ${'large '.repeat(500_000)}`);
    const { entry, message, tokens } = await sent([{ ...(await upload('large.pdf', bytes)), link: 'always' }]);
    expect(message.text).toContain('large.pdf (2.9 MB)');
    expect(entry.links).toMatchObject([{ size: bytes.length, sha256: sha256(bytes) }]);
    expect(Buffer.from(await (await ask('POST', tokens[0])).arrayBuffer()).equals(bytes)).toBe(true);
  });

  test('beyond 19 neither token nor file stands in the database in clear, nor in the log', async () => {
    const { tokens } = await linked();
    await ask('POST', tokens[0]);
    const bytes = await databaseBytes(database.url());
    expect(holds(bytes, tokens[0] ?? '')).toBe(false);
    expect(holds(bytes, sha256(tokens[0] ?? ''))).toBe(true);
    expect(holds(bytes, 'CANARY-of-a-file CANARY')).toBe(false);
    expect(JSON.stringify(app.log)).not.toContain(tokens[0]);
  });

  test('beyond 19 a scanner that looks by GET and HEAD, from whatever page, changes nothing', async () => {
    const { entry, tokens } = await linked();
    for (const method of ['GET', 'HEAD', 'GET', 'HEAD']) {
      const answer = await ask(method, tokens[0], {
        referer: 'https://scanner.example.test',
        'sec-fetch-site': 'none',
      });
      expect(answer.status).toBe(200);
      expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
      if (method === 'HEAD') expect(await answer.text()).toBe('');
    }
    for (const method of ['OPTIONS', 'PUT', 'DELETE']) expect((await ask(method, tokens[0])).status).toBe(405);
    expect((await entryOf(entry.id)).links).toEqual(entry.links);
    expect(await linkRecords(entry.id)).toEqual([]);
  });

  test('beyond 19 a link that ended, was taken back or never was answers the same page, to GET and to POST', async () => {
    const [ended, revoked, deleted, cancelled] = [await linked(), await linked(), await linked(), await linked()];
    await changeLinks(app, ended.entry.id, { expiresAt: Date.now() - 1 });
    expect(await app.call('DELETE', `/outbox/${revoked.entry.id}/links`)).toEqual({ revoked: 1 });
    await changeLinks(app, deleted.entry.id, { contentId: null });
    const { id } = cancelled.entry;
    await app.store.write((tx) => tx.getRepository(DeliveryTable).update({ id }, { state: 'cancelled' }));
    const [known = ''] = (await linked()).tokens;
    const almost = `${known.slice(0, -1)}${known.endsWith('0') ? '1' : '0'}`;
    const tokens = [ended, revoked, deleted, cancelled].map((one) => one.tokens[0]);
    const seen = new Set<string>();
    for (const token of [...tokens, almost, sha256(known), known.toUpperCase(), 'x']) {
      for (const method of ['GET', 'POST']) {
        const answer = await ask(method, token);
        const { date: _, 'x-request-id': __, ...headers } = Object.fromEntries(answer.headers);
        seen.add(JSON.stringify([answer.status, headers, await answer.text()]));
      }
    }
    expect(seen.size).toBe(1);
    expect([...seen][0]).toContain('This link does not work');
    expect([...seen][0]).toMatch(/^\[404,/);
    for (const { entry } of [ended, revoked, deleted, cancelled]) {
      expect((await entryOf(entry.id)).links).toMatchObject([{ downloads: 0 }]);
    }
    const states = [ended, revoked, deleted].map(async ({ entry }) => (await entryOf(entry.id)).links[0].state);
    expect(await Promise.all(states)).toEqual(['expired', 'revoked', 'deleted']);
  });

  test('beyond 19 a link whose row names the file of another one gives nothing', async () => {
    const [one, other] = [await linked(), await linked()];
    const { contentId } = await app.store.read
      .getRepository(MailLinkTable)
      .findOneByOrFail({ messageId: other.entry.id });
    await changeLinks(app, one.entry.id, { contentId });
    expect((await ask('POST', one.tokens[0])).status).toBe(500);
    expect((await ask('POST', other.tokens[0])).status).toBe(200);
    expect((await entryOf(one.entry.id)).links).toMatchObject([{ downloads: 0 }]);
  });

  test('beyond 19 who takes links back is in the proof; a second time there are none, and a mail must exist', async () => {
    const { entry } = await linked();
    await app.call('DELETE', `/outbox/${entry.id}/links`);
    expect(await app.call('DELETE', `/outbox/${entry.id}/links`)).toEqual({ revoked: 0 });
    expect(await app.request('DELETE', '/outbox/none/links')).toMatchObject({ status: 404 });
    const [record, ...more] = await linkRecords(entry.id);
    expect(more).toEqual([]);
    const { revokedAt, revokedBy, id } = (await entryOf(entry.id)).links[0];
    expect(revokedAt).toEqual(expect.any(Number));
    expect(record.data).toEqual({ event: 'revoked', link: id, by: revokedBy });
  });

  test('beyond 19 above the limit the largest files go as links until the mail fits; below it all are attached', async () => {
    const files = [
      { ...(await upload('large.pdf', Buffer.from(`%PDF-${'l'.repeat(60_000)}`))), link: 'above_limit', linkDays: 3 },
      { ...(await upload('small.pdf', Buffer.from(`%PDF-${'s'.repeat(20_000)}`))), link: 'above_limit' },
    ];
    const whole = await sent(files);
    expect(whole.message.attachments.map(({ filename }) => filename)).toEqual(['large.pdf', 'small.pdf']);
    expect(whole.entry.links).toEqual([]);
    await serverTakes(app, connector, 50_000);
    const cut = await sent(files);
    expect(cut.message.attachments.map(({ filename }) => filename)).toEqual(['small.pdf']);
    expect(cut.message.text).toContain(`until ${inDays(3)}`);
    expect(cut.entry.links).toMatchObject([{ name: 'large.pdf', size: 60_005 }]);
    await serverTakes(app, connector, 20_000);
    expect((await sent(files)).tokens).toHaveLength(2);
    const rule = ruleOf([{ ...files[0], link: 'never' }]);
    const refused = await app.request('POST', '/rules', rule);
    expect(refused.body.errors).toMatchObject([{ path: '/actions/0/params/attachments' }]);
    await serverTakes(app, connector, 0);
  });

  test('beyond 19 sent again, the mail has a new link and a new last day, and is the same otherwise; the old one stays as it is', async () => {
    const first = await linked({ linkDays: 7 });
    // As if it had been for ten days, so that its new day is another one.
    const days = { createdAt: Date.now() - 3 * DAY_MS };
    await changeLinks(app, first.entry.id, { ...days, revokedAt: 1, revokedBy: 'x' });
    const { id } = await app.call(
      'POST',
      `/outbox/${first.entry.id}/resend`,
      {},
      { 'idempotency-key': first.entry.id },
    );
    const [, received] = await mail.waitForMail(first.to, { count: 2 });
    const again = await parsed(received?.raw ?? Buffer.alloc(0));
    const [token = ''] = tokensOf(again);
    expect(token).not.toBe(first.tokens[0]);
    expect((await ask('POST', first.tokens[0])).status).toBe(404);
    expect(Buffer.from(await (await ask('POST', token)).arrayBuffer()).equals(PDF)).toBe(true);
    const { links } = await entryOf(id);
    expect(links).toMatchObject([{ name: 'slip.pdf', state: 'open', downloads: 1, sha256: sha256(PDF) }]);
    const renewed = (text: string) => text.replace(first.tokens[0] ?? '', token).replace(inDays(7), inDays(10));
    expect(again.text).toBe(renewed(first.message.text ?? ''));
    expect(again.html).toBe(renewed(first.message.html || ''));
  });

  test('beyond 19 the bytes of a mail with a link are fixed once, token included', async () => {
    const { entry, tokens, raw } = await linked();
    const source = async () => (await app.request('GET', `/outbox/${entry.id}/message`)).body as string;
    expect(sha256(await source())).toBe(entry.sha256);
    expect(await source()).toBe(await source());
    expect(tokensOf(await parsed(Buffer.from(await source())))).toEqual(tokens);
    expect(raw.includes((await source()).split('\r\n\r\n').at(-1) ?? 'none')).toBe(true);
  });

  test.each([
    ['"><img src=x onerror=alert(1)>.pdf', '%22%3E%3Cimg%20src%3Dx%20onerror%3Dalert%281%29%3E.pdf'],
    ["a'b;filename=evil.exe.pdf", 'a%27b%3Bfilename%3Devil.exe.pdf'],
    ['../../etc/löhne 年.pdf', 'l%C3%B6hne%20%E5%B9%B4.pdf'],
    ['2026-12-27 <script>.pdf', '2026-12-27%20%3Cscript%3E.pdf'],
  ])('beyond 19 a file called %s does no harm', async (name, encoded) => {
    const { message, tokens } = await sent([{ name, base64: PDF.toString('base64'), link: 'always' }]);
    const page = await (await ask('GET', tokens[0])).text();
    for (const html of [page, message.html || '']) expect(html).not.toMatch(/<(img|script)/);
    const answer = await ask('POST', tokens[0]);
    expect(answer.headers.get('content-disposition')).toBe(`attachment; filename*=UTF-8''${encoded}`);
    await answer.body?.cancel();
  });

  test('beyond 19 one link for several recipients is warned of; one mail for each of them has a link of its own', async () => {
    const attachments = [{ name: 'a.pdf', base64: PDF.toString('base64'), link: 'always' }];
    const two = [mail.account().user, mail.account().user];
    const { findings } = await app.call('POST', '/rules/check', ruleOf(attachments, { to: two }));
    expect(findings).toMatchObject([{ level: 'warning', path: '/actions/0/params/attachments/0/link' }]);
    const rule = ruleOf(attachments, { to: two, perRecipient: true });
    expect((await app.call('POST', '/rules/check', rule)).findings).toEqual([]);
    await app.call('POST', '/rules', rule);
    const { eventId } = await app.call('POST', '/events', { type: rule.trigger.event, facts: {} });
    await app.mailsOf(eventId, 'accepted');
    const tokens = await Promise.all(
      two.map(async (user) => tokensOf(await parsed((await mail.waitForMail(user))[0]?.raw ?? Buffer.alloc(0)))[0]),
    );
    expect(new Set(tokens).size).toBe(2);
  });

  test('beyond 19 what would be a link says so in the preview', async () => {
    const rule = ruleOf([{ name: 'a.pdf', base64: PDF.toString('base64'), link: 'always' }]);
    const preview = await app.call('POST', '/rules/preview', { rule, facts: { to: 'eva@example.test' } });
    expect(preview.mails[0].attachments).toMatchObject([{ filename: 'a.pdf', link: true }]);
  });

  test('beyond 19 too many requests for one link get a page with the time to wait; last, because it counts them', async () => {
    const token = 'f'.repeat(64);
    let answer = await ask('GET', token);
    for (let asked = 1; asked <= 60 && answer.status === 404; asked += 1) answer = await ask('GET', token);
    expect(answer.status).toBe(429);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await answer.text()).toContain('Too many requests');
  });
});
