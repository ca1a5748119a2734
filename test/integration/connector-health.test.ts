import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { simpleParser } from 'mailparser';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { emailSettings } from '../support/connector-rig.ts';
import { type HttpApp, openHttpApp } from '../support/http-app.ts';
import { type FaultProxy, startFaultProxy } from '../support/mail/fault-proxy.ts';
import { sharedServers } from '../support/servers.ts';
import { forEachDatabase } from '../support/test-database.ts';

/** A connector whose server goes away behind a proxy and comes back: what becomes of its queue, and who is told. */
forEachDatabase((database) => {
  const { mail } = sharedServers();
  const stops: (() => Promise<unknown>)[] = [];
  let app: HttpApp;
  let fallback: { id: string; user: string };
  beforeAll(async () => {
    app = await openHttpApp(database.url(), { publicUrl: 'https://mail.example.test' });
    const mailbox = mail.account();
    fallback = { id: await connector('Notifications', emailSettings(mailbox)), user: mailbox.user };
    await app.call('PUT', '/settings/default-mailbox', {
      connectorId: fallback.id,
      replyTo: { address: 'hr@acme.example' },
    });
  }, 60_000);
  afterAll(() => app.close());
  afterEach(async () => {
    for (const stop of stops.splice(0)) await stop();
  });

  async function connector(displayName: string, settings: object): Promise<string> {
    const { id } = await app.call('POST', '/connectors', { type: 'email', displayName, settings });
    const report = await app.call('POST', `/connectors/${id}/test`, {});
    expect(report.ok, report.summary).toBe(true);
    return id;
  }

  /** a connector whose SMTP server can be made to go away */
  async function behindProxy(name: string, params: object = { fallback: true }) {
    const proxy: FaultProxy = await startFaultProxy({ target: { port: mail.ports.smtps } });
    stops.push(() => proxy.stop());
    const mailbox = mail.account();
    const settings = emailSettings(mailbox);
    const id = await connector(name, { ...settings, smtp: { ...settings.smtp, port: proxy.port }, sentCopy: 'never' });
    const { id: rule } = await app.call('POST', '/rules', {
      name,
      trigger: { kind: 'workflow', event: name },
      actions: [
        {
          action: 'send-email',
          params: {
            connector: id,
            to: [{ field: 'to' }],
            subject: 'News',
            text: 'Dear all',
            ...params,
          },
        },
      ],
    });
    return { proxy, id, rule, sender: mailbox.user };
  }

  const fire = async (type: string, to: string): Promise<string> =>
    (await app.call('POST', '/events', { type, facts: { to } })).eventId;
  const healthOf = async (id: string) =>
    (await app.call('GET', '/health/connectors')).items.find((one: { id: string }) => one.id === id);

  test('A3.11 a server that cannot be reached opens the circuit; its queue goes through the default mailbox with the right Reply-To', async () => {
    const { proxy, id, sender } = await behindProxy('gone');
    await proxy.refuse();
    const { user } = mail.account();
    const event = await fire('gone', user);
    await expect.poll(async () => (await healthOf(id)).state, { timeout: 20_000 }).toBe('problematic');
    const [arrived] = await mail.waitForMail(user);
    const seen = await simpleParser(arrived?.raw ?? Buffer.of());
    expect(seen.from?.text).toContain(fallback.user);
    expect(seen.replyTo?.text).toBe('hr@acme.example');
    expect(seen.text?.trim()).toBe('Dear all');
    const mails = await app.mailsOf(event, 'accepted', 'cancelled');
    expect(mails.map(({ delivery }) => delivery.state).sort()).toEqual(['accepted', 'cancelled']);
    expect(mails[0].delivery.detail).toMatch(/^Sent through "Notifications" instead/);
    expect(arrived?.raw.toString()).not.toContain(`From: ${sender}`);
    expect(await mail.readMailbox(user)).toHaveLength(1);
    expect(await healthOf(id)).toMatchObject({
      failures: expect.any(Number),
      pausedUntil: expect.any(Number),
      queued: 0,
    });
  });

  test('A5.18 a mass mail that goes through another sender keeps the link by which its recipient unsubscribes', async () => {
    const { proxy } = await behindProxy('mass', { fallback: true, perRecipient: true, unsubscribe: true });
    await proxy.refuse();
    const { user } = mail.account();
    const event = await fire('mass', user);
    const [arrived] = await mail.waitForMail(user, { withinMs: 20_000 });
    const token = /api\/unsubscribe\/([0-9a-f]{64})>/.exec(arrived?.raw.toString() ?? '')?.[1];
    const mails = await app.mailsOf(event, 'accepted', 'cancelled');
    expect((await fetch(`${app.url}/api/unsubscribe/${token}`, { method: 'POST' })).status).toBe(200);
    const { items } = await app.call('GET', `/unsubscribed?search=${encodeURIComponent(user)}`);
    const sent = mails.find(({ delivery }) => delivery.state === 'accepted');
    expect(items).toMatchObject([{ address: user, messageId: sent.id }]);
    // Nor does anybody send the first one past it, which has no link of its own any more.
    const before = mails.find(({ delivery }) => delivery.state === 'cancelled');
    const again = (id: string) => app.request('POST', `/outbox/${id}/resend`, {}, { 'idempotency-key': `again ${id}` });
    expect(await again(before.id)).toMatchObject({ status: 409, body: { detail: expect.stringContaining(sent.id) } });
    expect(await again(sent.id)).toMatchObject({
      status: 409,
      body: { detail: expect.stringContaining('unsubscribed on') },
    });
  });

  test.each([
    ['confidential', 'secret', { confidential: true }],
    ['of a rule that allows no other sender', 'own-sender', { fallback: false }],
  ])(
    'A3.11 an e-mail that is %s waits for its own connector, and leaves when that is back',
    async (_what, name, params) => {
      const { proxy, id, sender } = await behindProxy(name, params);
      await proxy.refuse();
      const { user } = mail.account();
      const event = await fire(name, user);
      await expect.poll(async () => (await healthOf(id)).told, { timeout: 20_000 }).toBe('problematic');
      // Two rounds of the watch later it is still there.
      await new Promise((resolve) => setTimeout(resolve, 4_500));
      expect(await app.mailsOf(event, 'queued')).toMatchObject([{ delivery: { connectorId: id } }]);
      await proxy.accept();
      await app.mailsOf(event, 'accepted');
      const [arrived] = await mail.waitForMail(user);
      expect((await simpleParser(arrived?.raw ?? Buffer.of())).from?.text).toContain(sender);
    },
  );

  test('A3.11 R6 it recovers by itself when the cause is gone, also with nothing in its queue, and sends as itself again', async () => {
    const { proxy, id, sender } = await behindProxy('back');
    await proxy.refuse();
    await fire('back', mail.account().user);
    await expect.poll(async () => (await healthOf(id)).told, { timeout: 20_000 }).toBe('problematic');
    await proxy.accept();
    await expect.poll(async () => (await healthOf(id)).state, { timeout: 25_000 }).toBe('active');
    const { user } = mail.account();
    await app.mailsOf(await fire('back', user), 'accepted');
    const [arrived] = await mail.waitForMail(user);
    expect((await simpleParser(arrived?.raw ?? Buffer.of())).from?.text).toContain(sender);
    expect(await healthOf(id)).toMatchObject({ failures: 0, pausedUntil: null, provenAt: expect.any(Number) });
    await expect.poll(async () => (await healthOf(id)).told, { timeout: 10_000 }).toBe('well');
  });

  test('A3.11 administrators are told once by e-mail and by a signed webhook, and once that it is well; nothing is told twice', async () => {
    const { user: admin } = mail.account();
    const hooks: { body: string; headers: Record<string, unknown> }[] = [];
    const receiver = createServer(async (request, response) => {
      const pieces: Buffer[] = [];
      for await (const piece of request) pieces.push(piece as Buffer);
      hooks.push({ body: Buffer.concat(pieces).toString(), headers: request.headers });
      // The first one is not taken: it comes again.
      response.writeHead(hooks.length === 1 ? 503 : 204).end();
    });
    receiver.listen(0, '127.0.0.1');
    await once(receiver, 'listening');
    stops.push(() => new Promise((done) => receiver.close(done)));
    const secret = 'a secret of the receiver';
    await app.call('PUT', '/settings/alerts', {
      emails: [admin],
      webhookUrl: 'https://hooks.example/x',
      webhookSecret: secret,
    });
    const port = (receiver.address() as AddressInfo).port;
    // Over the API only https is taken; the receiver of this test has no certificate.
    await app.store.write((tx) =>
      tx.query(
        `UPDATE setting SET value = REPLACE(value, 'https://hooks.example', 'http://127.0.0.1:${port}') WHERE key = 'alerts'`,
      ),
    );
    const { proxy, id } = await behindProxy('told');
    await proxy.refuse();
    await fire('told', mail.account().user);
    const [first] = await mail.waitForMail(admin, { withinMs: 20_000 });
    expect((await simpleParser(first?.raw ?? Buffer.of())).subject).toBe('The connector "told" does not work');
    await expect.poll(() => hooks.length, { timeout: 10_000 }).toBe(1);
    const { body, headers } = hooks[0] ?? { body: '', headers: {} };
    expect(JSON.parse(body)).toMatchObject({ event: 'connector.problematic', connector: { id, displayName: 'told' } });
    const signed = `${headers['x-mailrule-timestamp']}.${body}`;
    const expected = createHmac('sha256', secret).update(signed).digest('hex');
    expect(headers['x-mailrule-signature']).toBe(`sha256=${expected}`);
    await expect.poll(async () => (await healthOf(id)).webhookError).toBe('The receiver answered 503.');
    await proxy.accept();
    await expect.poll(async () => (await mail.readMailbox(admin)).length, { timeout: 25_000 }).toBe(2);
    await expect.poll(() => hooks.length, { timeout: 10_000 }).toBe(2);
    expect(JSON.parse(hooks[1]?.body ?? '{}')).toMatchObject({ event: 'connector.well' });
    // Down again within the quiet time: no storm.
    await proxy.refuse();
    await fire('told', mail.account().user);
    await expect.poll(async () => (await healthOf(id)).state, { timeout: 20_000 }).toBe('problematic');
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    expect(await mail.readMailbox(admin)).toHaveLength(2);
    expect(hooks).toHaveLength(2);
  }, 90_000);

  test('the alerts are checked, their secret is never answered and never follows another address', async () => {
    const refused = async (body: object) => (await app.request('PUT', '/settings/alerts', body)).body.errors?.[0]?.path;
    expect(await refused({ emails: ['nobody'], webhookUrl: null })).toBe('/emails/0');
    expect(await refused({ emails: [], webhookUrl: 'http://plain.example' })).toBe('/webhookUrl');
    expect(await refused({ emails: [], webhookUrl: 'https://user:pw@hooks.example' })).toBe('/webhookUrl');
    for (const webhookUrl of [
      'https://hooks.example/a\r\nX-Evil: 1',
      'https://hooks.example/a\n',
      ' https://hooks.example',
    ]) {
      expect(await refused({ emails: [], webhookUrl, webhookSecret: 'canary-of-the-webhook' })).toBe('/webhookUrl');
    }
    const twice = await app.call('PUT', '/settings/alerts', {
      ...{ emails: ['It@acme.example', 'it@ACME.example', 'hr@acme.example'], webhookUrl: null },
    });
    expect(twice.emails).toEqual(['It@acme.example', 'hr@acme.example']);
    const webhookSecret = 'canary-of-the-webhook';
    const webhookUrl = 'https://hooks.example/a';
    const stored = await app.call('PUT', '/settings/alerts', { emails: [], webhookUrl, webhookSecret });
    expect(stored).toEqual({ emails: [], defaultEmails: [], webhookUrl, hasWebhookSecret: true });
    expect(await app.call('PUT', '/settings/alerts', { emails: [], webhookUrl })).toMatchObject({
      hasWebhookSecret: true,
    });
    expect(await refused({ emails: [], webhookUrl: 'https://elsewhere.example' })).toBe('/webhookSecret');
    const rows = await app.store.read.sql<{ value: string }[]>`SELECT value FROM setting`;
    expect(JSON.stringify(rows)).not.toContain(webhookSecret);
    await app.call('PUT', '/settings/alerts', { emails: [], webhookUrl: null });
  });

  test('a test alert goes to everybody who is told, says what became of the webhook, and is refused where nobody is', async () => {
    await app.call('PUT', '/settings/alerts', { emails: [], webhookUrl: null });
    expect(await app.request('POST', '/settings/alerts/test')).toMatchObject({
      status: 409,
      body: { code: 'STATE', detail: expect.stringContaining('Nobody is told yet') },
    });
    const { user: admin } = mail.account();
    const seen: unknown[] = [];
    const receiver = createServer(async (request, response) => {
      const pieces: Buffer[] = [];
      for await (const piece of request) pieces.push(piece as Buffer);
      seen.push(JSON.parse(Buffer.concat(pieces).toString()));
      response.writeHead(seen.length === 1 ? 204 : 500).end();
    });
    receiver.listen(0, '127.0.0.1');
    await once(receiver, 'listening');
    stops.push(() => new Promise((done) => receiver.close(done)));
    const webhookSecret = 'a secret of the receiver';
    await app.call('PUT', '/settings/alerts', {
      emails: [admin],
      webhookUrl: 'https://hooks.example/t',
      webhookSecret,
    });
    const { port } = receiver.address() as AddressInfo;
    await app.store.write((tx) =>
      tx.query(
        `UPDATE setting SET value = REPLACE(value, 'https://hooks.example', 'http://127.0.0.1:${port}') WHERE key = 'alerts'`,
      ),
    );
    const tried = { emails: 1, emailProblem: null };
    expect(await app.call('POST', '/settings/alerts/test')).toEqual({
      ...{ ...tried, webhook: 'delivered', webhookProblem: null },
    });
    const [first] = await mail.waitForMail(admin);
    expect((await simpleParser(first?.raw ?? Buffer.of())).subject).toBe('Test of the alerts');
    expect(seen).toMatchObject([{ event: 'alerts.test' }]);
    expect(await app.call('POST', '/settings/alerts/test')).toEqual({
      ...{ ...tried, webhook: 'failed', webhookProblem: 'The receiver answered 500.' },
    });
    receiver.closeAllConnections();
    await new Promise((done) => receiver.close(done));
    expect(await app.call('POST', '/settings/alerts/test')).toMatchObject({
      ...{ webhook: 'failed', webhookProblem: expect.stringContaining('refuses connections') },
    });
    await app.call('PUT', '/settings/alerts', { emails: [], webhookUrl: null });
  });

  test('A4.2 A4.3 somebody’s own mailbox is not on the Health of the organisation, and recovers by itself', async () => {
    const mailbox = mail.account();
    const { id } = await app.call('POST', '/me/email-accounts', {
      address: mailbox.user,
      settings: emailSettings(mailbox),
    });
    const report = await app.call('POST', `/me/email-accounts/${id}/test`, {});
    expect(report.ok, report.summary).toBe(true);
    await app.store.write(
      (tx) => tx.sql`UPDATE connector SET state = 'problematic', state_reason = 'Away' WHERE id = ${id}`,
    );
    const shown = (await app.call('GET', '/health/connectors')).items.map((one: { id: string }) => one.id);
    expect(shown).toContain(fallback.id);
    expect(shown).not.toContain(id);
    await expect
      .poll(async () => (await app.call('GET', `/me/email-accounts/${id}`)).state, { timeout: 30_000, interval: 200 })
      .toBe('active');
  });

  const subjectsOf = async (user: string) => {
    const stored = await mail.readMailbox(user);
    return Promise.all(stored.map(async ({ raw }) => (await simpleParser(raw)).subject ?? ''));
  };

  test('A3.11 A4.2 of a mailbox of one’s own its owner is told, by e-mail only; administrators and their webhook hear nothing', async () => {
    const { user: admin } = mail.account();
    const webhook = { webhookUrl: 'https://hooks.example/own', webhookSecret: 'a secret of the receiver' };
    await app.call('PUT', '/settings/alerts', { emails: [admin], ...webhook });
    const proxy = await startFaultProxy({ target: { port: mail.ports.smtps } });
    stops.push(() => proxy.stop());
    const { user } = mail.account();
    const settings = emailSettings(mail.account(user));
    const { id } = await app.call('POST', '/me/email-accounts', {
      ...{ address: user, settings: { ...settings, smtp: { ...settings.smtp, port: proxy.port } } },
    });
    expect(await app.call('POST', `/me/email-accounts/${id}/test`, {})).toMatchObject({ ok: true });
    await proxy.refuse();
    await app.store.write(
      (tx) => tx.sql`UPDATE connector SET state = 'problematic', state_reason = 'It is away' WHERE id = ${id}`,
    );
    await expect.poll(() => subjectsOf(user), { timeout: 20_000 }).toEqual([`Your mailbox "${user}" does not work`]);
    const [first] = await mail.readMailbox(user);
    const { text } = await simpleParser(first?.raw ?? Buffer.of());
    expect(text).toContain('It is away');
    expect(text).toContain('open your email accounts');
    await proxy.accept();
    await expect
      .poll(() => subjectsOf(user), { timeout: 25_000 })
      .toEqual([`Your mailbox "${user}" does not work`, `Your mailbox "${user}" works again`]);
    expect(await subjectsOf(admin)).toEqual([]);
    const rows = await app.store.read.sql<{ webhook_attempts: number }[]>`
      SELECT webhook_attempts FROM connector_alert WHERE connector_id = ${id} AND webhook_due_at IS NULL`;
    expect(rows.map(({ webhook_attempts: attempts }) => Number(attempts))).toEqual([0]);
    await app.call('PUT', '/settings/alerts', { emails: [], webhookUrl: null });
  }, 60_000);

  test('A3.11 while nobody has saved who is told, administrators with an address are told; an empty list that was saved tells nobody', async () => {
    await app.store.write((tx) => tx.sql`DELETE FROM setting WHERE key = 'alerts'`);
    const { user: admin } = mail.account();
    await app.call('POST', '/users', { name: 'told', email: admin, roles: ['administrator', 'user'] });
    await app.call('POST', '/users', { name: 'no address', roles: ['administrator'] });
    await app.call('POST', '/users', { name: 'designer', email: mail.account().user, roles: ['designer'] });
    const gone = await app.call('POST', '/users', {
      ...{ name: 'gone', email: mail.account().user, roles: ['administrator'] },
    });
    await app.call('PATCH', `/users/${gone.user.id}`, { disabled: true }, { 'if-match': `"${gone.user.version}"` });
    expect(await app.call('GET', '/settings/alerts')).toMatchObject({ emails: [], defaultEmails: [admin] });
    const { proxy } = await behindProxy('untold');
    await proxy.refuse();
    await fire('untold', mail.account().user);
    await expect.poll(() => subjectsOf(admin), { timeout: 25_000 }).toEqual(['The connector "untold" does not work']);
    expect(await app.call('POST', '/settings/alerts/test')).toMatchObject({ emails: 1, webhook: 'none' });
    const saved = await app.call('PUT', '/settings/alerts', { emails: [], webhookUrl: null });
    expect(saved).toMatchObject({ emails: [], defaultEmails: [] });
    expect((await app.request('POST', '/settings/alerts/test')).status).toBe(409);
  }, 60_000);

  test('A2.19 Health says when a mailbox was last read that is read as a whole, and why it cannot be', async () => {
    const id = await connector('Read as a whole', emailSettings(mail.account()));
    const old = Date.now() - 86_400_000;
    await app.store.write(
      (tx) => tx.sql`
        INSERT INTO mailbox_cursor (connector_id, last_uid, failures, reports, due_at, checked_at)
        VALUES (${id}, 0, 0, 0, ${Date.now() + 3_600_000}, ${old})`,
    );
    expect(await healthOf(id)).toMatchObject({ inboxReadAt: old, inboxProblem: null });
    await expect
      .poll(async () => (await app.request('PATCH', `/mailboxes/${id}`, { read: 'inbox' })).status, { timeout: 20_000 })
      .toBe(200);
    await expect.poll(async () => (await healthOf(id)).inboxReadAt, { timeout: 20_000 }).toBeGreaterThan(old);
    await app.store.write(
      (tx) => tx.sql`UPDATE mailbox SET state = 'failed', problem = 'The server is away.' WHERE id = ${id}`,
    );
    expect(await healthOf(id)).toMatchObject({ inboxProblem: 'The server is away.' });
  }, 60_000);
});
