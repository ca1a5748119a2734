import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { emailSettings } from '../../support/connector-rig.ts';
import { type HttpApp, openHttpApp } from '../../support/http-app.ts';
import { sharedServers } from '../../support/servers.ts';
import { forEachDatabase } from '../../support/test-database.ts';

const POLL = { timeout: 30_000, interval: 100 };

/** E-mails that people write: Dovecot has what they answer, Postfix brings what they send. */
forEachDatabase((database) => {
  const { mail } = sharedServers();
  const [desk, writer, third] = [mail.account(), mail.account(), mail.account()];
  let app: HttpApp;
  let mailbox = '';
  beforeAll(async () => {
    app = await openHttpApp(database.url());
    const connector = { type: 'email', displayName: 'Desk', settings: emailSettings(desk) };
    mailbox = (await app.call('POST', '/connectors', connector)).id;
    const report = await app.call('POST', `/connectors/${mailbox}/test`, {});
    expect(report.ok, report.summary).toBe(true);
    await vi.waitFor(async () => app.call('GET', `/mailboxes/${mailbox}`), POLL);
    await app.call('PATCH', `/mailboxes/${mailbox}`, { read: 'inbox' });
  });
  afterAll(() => app.close());

  /** A message in the mailbox, as the inbox shows it. */
  const received = async (subject: string, more: string[] = [], body = ['My roof leaks.']) => {
    const lines = [
      `From: Wanda Writer <${writer.user}>`,
      `To: ${desk.user}, Third <${third.user}>`,
      `Subject: ${subject}`,
      `Message-ID: <${subject.replace(/\W/g, '')}@writer.test>`,
      ...(more.length > 0 ? more : ['']),
      ...body,
      '',
    ];
    await mail.deliverByLmtp(desk.user, lines.join('\r\n'));
    const found = async () =>
      (await app.call('GET', `/mailboxes/${mailbox}/conversations?search=${encodeURIComponent(subject)}`)).items;
    await expect.poll(async () => (await found()).length, POLL).toBe(1);
    const [{ id }] = await found();
    const conversation = await app.call('GET', `/mailboxes/${mailbox}/conversations/${id}`);
    return { conversation: id as string, message: conversation.messages[0].id as string };
  };
  const begin = (kind: string, message?: string) =>
    app.call('POST', '/me/drafts', { kind, mailbox, ...(message === undefined ? {} : { message }) });
  const inbox = async (user: string) =>
    (await mail.readMailbox(user, 'INBOX')).map(({ raw }: { raw: Buffer | string }) => raw.toString());
  const stateOf = async (id: string) => (await app.call('GET', `/outbox/${id}`)).delivery.state;

  test('A2.22 A4.16 A5.6 an answer has its addressee, subject and thread, waits ten seconds, and is sent once however often it is asked', async () => {
    const { conversation, message } = await received('Roof');
    const draft = await begin('reply', message);
    expect(draft).toMatchObject({ from: mailbox, subject: 'Re: Roof', to: [{ address: writer.user }], cc: [] });
    const html = '<p onclick="alert(1)">We <strong>come</strong> <script>alert(2)</script>tomorrow.</p>';
    const saved = await app.call('PATCH', `/me/drafts/${draft.id}`, { html });
    expect(saved.html).toBe('<p>We <strong>come</strong> tomorrow.</p>');
    const [first, second] = await Promise.all([
      app.request('POST', `/me/drafts/${draft.id}/send`),
      app.request('POST', `/me/drafts/${draft.id}/send`),
    ]);
    expect([first.status, second.status]).toEqual([200, 200]);
    expect(second.body.outboxId).toBe(first.body.outboxId);
    expect(await stateOf(first.body.outboxId)).toBe('queued');
    await expect.poll(() => stateOf(first.body.outboxId), POLL).toBe('accepted');
    await expect
      .poll(async () => (await inbox(writer.user)).filter((raw) => raw.includes('Re: Roof')).length, POLL)
      .toBe(1);
    const raw = (await inbox(writer.user)).find((one) => one.includes('Re: Roof')) ?? '';
    expect(raw).toMatch(/^In-Reply-To: <Roof@writer\.test>\r?$/m);
    expect(raw).toMatch(/^References: <Roof@writer\.test>\r?$/m);
    expect(raw).not.toMatch(/^Auto-Submitted/m);
    expect(raw).toContain('> My roof leaks.');
    const again = await app.call('POST', `/me/drafts/${draft.id}/send`);
    expect(again.outboxId).toBe(first.body.outboxId);
    const shown = await app.call('GET', `/mailboxes/${mailbox}/conversations/${conversation}`);
    expect(shown.sent).toMatchObject([{ outboxId: first.body.outboxId, subject: 'Re: Roof' }]);
  });

  test('A4.16 within ten seconds an e-mail is taken back and the draft is there again; later it is too late', async () => {
    const draft = await begin('new');
    const to = [{ address: writer.user }];
    await app.call('PATCH', `/me/drafts/${draft.id}`, { to, subject: 'Taken back', html: '<p>Not yet</p>' });
    const sent = await app.call('POST', `/me/drafts/${draft.id}/send`);
    const back = await app.call('POST', `/me/drafts/${draft.id}/undo`);
    expect(back).toMatchObject({ state: 'open', subject: 'Taken back', outboxId: null });
    expect(await stateOf(sent.outboxId)).toBe('cancelled');
    expect(await app.call('POST', `/me/drafts/${draft.id}/undo`)).toMatchObject({ state: 'open' });
    await app.call('PATCH', `/me/drafts/${draft.id}`, { html: '<p>Now</p>' });
    const later = await app.call('POST', `/me/drafts/${draft.id}/send`);
    expect(later.outboxId).not.toBe(sent.outboxId);
    await expect.poll(() => stateOf(later.outboxId), POLL).toBe('accepted');
    const late = await app.request('POST', `/me/drafts/${draft.id}/undo`);
    expect(late).toMatchObject({ status: 409, body: { detail: expect.stringContaining('too late') } });
    await expect
      .poll(async () => (await inbox(writer.user)).filter((raw) => raw.includes('Taken back')).length, POLL)
      .toBe(1);
    expect((await inbox(writer.user)).find((raw) => raw.includes('Taken back'))).toContain('Now');
  });

  test('A4.4 what lacks is told at its field: sender, addressee, subject, text; a problematic mailbox sends nothing', async () => {
    const draft = await begin('new');
    await app.call('PATCH', `/me/drafts/${draft.id}`, { from: null, to: [{ address: 'nobody' }], html: '<p> </p>' });
    const { status, body } = await app.request('POST', `/me/drafts/${draft.id}/send`);
    expect(status).toBe(422);
    expect(body.errors.map(({ path }: { path: string }) => path)).toEqual(['/from', '/to/0', '/subject', '/html']);
    const state = (to: string) =>
      app.store.write((tx) => tx.sql`UPDATE connector SET state = ${to} WHERE id = ${mailbox}`);
    await app.call('PATCH', `/me/drafts/${draft.id}`, {
      ...{ from: mailbox, to: [{ address: writer.user }], subject: 'S', html: '<p>T</p>' },
    });
    await state('problematic');
    try {
      const refused = await app.request('POST', `/me/drafts/${draft.id}/send`);
      expect(refused.body.errors).toMatchObject([{ path: '/from', message: expect.stringContaining('problematic') }]);
    } finally {
      await state('active');
    }
    const other = await app.as('other', ['user']);
    expect((await other.request('GET', `/me/drafts/${draft.id}`)).status).toBe(404);
    expect((await other.request('POST', '/me/drafts', { kind: 'reply', mailbox, message: draft.id })).status).toBe(404);
    const stale = await app.request('PATCH', `/me/drafts/${draft.id}`, { subject: 'X' }, { 'if-match': '"1"' });
    expect(stale.status).toBe(412);
  });

  test('A4.16 answering all leaves oneself out, forwarding takes the files, and others see that somebody answers', async () => {
    const parts = [
      'MIME-Version: 1.0',
      'Content-Type: multipart/mixed; boundary=b',
      '',
      '--b',
      'Content-Type: text/plain',
      '',
      'See the file.',
      '--b',
      'Content-Type: application/pdf',
      'Content-Disposition: attachment; filename="../plan.pdf"',
      '',
      '%PDF-1.4 plan',
      '--b--',
    ];
    const { conversation, message } = await received('Garden', parts, []);
    const all = await begin('reply_all', message);
    expect(all.to).toMatchObject([{ address: writer.user }]);
    expect(all.cc).toMatchObject([{ address: third.user }]);
    const forward = await begin('forward', message);
    expect(forward).toMatchObject({ subject: 'Fwd: Garden', to: [], attachments: [{ name: 'plan.pdf' }] });
    await app.call('PATCH', `/me/drafts/${forward.id}`, { to: [{ address: third.user }] });
    await app.call('POST', `/me/drafts/${forward.id}/send`);
    const colleague = await app.as('colleague', ['administrator']);
    const seen = await colleague.call('GET', `/mailboxes/${mailbox}/conversations/${conversation}`);
    expect(JSON.stringify(seen)).toContain(app.administrator.name);
    const answer = await colleague.call('POST', '/me/drafts', { kind: 'reply', mailbox, message });
    expect(answer.others).toMatchObject([{ name: app.administrator.name }]);
    await expect
      .poll(async () => (await inbox(third.user)).some((raw) => raw.includes('Fwd: Garden')), POLL)
      .toBe(true);
    const raw = (await inbox(third.user)).find((one) => one.includes('Fwd: Garden')) ?? '';
    expect(raw).toContain('plan.pdf');
    expect(raw).toContain('Forwarded message');
    expect(raw).not.toMatch(/^In-Reply-To/m);
  });

  test('A5.6 14 what somebody writes from a mailbox of their own is read by nobody else, and found by nobody’s search', async () => {
    const own = mail.account();
    const account = await app.call('POST', '/me/email-accounts', { address: own.user, settings: emailSettings(own) });
    const report = await app.call('POST', `/me/email-accounts/${account.id}/test`, {});
    expect(report.ok, report.summary).toBe(true);
    const { id: contact } = await app.call('POST', '/contacts', { name: 'W', addresses: [writer.user] });
    const draft = await app.call('POST', '/me/drafts', { kind: 'new' });
    const words = { from: account.id, to: [{ address: writer.user }], subject: 'My raise', html: '<p>More</p>' };
    await app.call('PATCH', `/me/drafts/${draft.id}`, words);
    const { outboxId } = await app.call('POST', `/me/drafts/${draft.id}/send`);
    const boss = await app.as('boss', ['administrator']);
    for (const part of ['', '/message', '/proof']) {
      expect((await boss.request('GET', `/outbox/${outboxId}${part}`)).status, part).toBe(403);
      expect((await app.request('GET', `/outbox/${outboxId}${part}`)).status, part).toBe(200);
    }
    const line = (await boss.call('GET', '/outbox')).items.find(({ id }: { id: string }) => id === outboxId);
    expect(line).toMatchObject({ subject: '', closed: true });
    expect((await boss.call('GET', '/outbox?search=raise')).items).toEqual([]);
    const shown = async (who: Pick<HttpApp, 'call'>) =>
      (await who.call('GET', `/contacts/${contact}/activities`)).items.map(
        ({ subject }: { subject: string }) => subject,
      );
    await expect.poll(() => stateOf(outboxId), POLL).toBe('accepted');
    expect(await shown(app)).toContain('My raise');
    expect(await shown(boss)).not.toContain('My raise');
  });
});
