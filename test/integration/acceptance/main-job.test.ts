import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { simpleParser } from 'mailparser';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { emailSettings } from '../../support/connector-rig.ts';
import { type HttpApp, openHttpApp } from '../../support/http-app.ts';
import { type MailServers, startMailServers } from '../../support/mail/mail-servers.ts';
import { sharedServers } from '../../support/servers.ts';
import { forEachDatabase } from '../../support/test-database.ts';

/** The main job as a person does it: over HTTP, on real servers, read with a mail client. */
const PDF = '%PDF-1.4\n% payslip of Eva\n%%EOF\n';

forEachDatabase((database) => {
  const { mail } = sharedServers();
  let app: HttpApp;
  let count = 0;
  beforeAll(async () => {
    app = await openHttpApp(database.url());
  });
  afterEach(async () => {
    await globalSmtp({ enabled: false });
    await defaultMailbox({ connectorId: null });
  });
  afterAll(() => app.close());

  /** A connector of a mailbox of its own, stored and proved. */
  const provedConnector = async (displayName: string, more: object = {}) => {
    const mailbox = mail.account();
    const settings = { ...emailSettings(mailbox), sentCopy: 'always', ...more };
    const { id } = await app.call('POST', '/connectors', { type: 'email', displayName, settings });
    const report = await app.call('POST', `/connectors/${id}/test`, {});
    expect(report.ok, report.summary).toBe(true);
    return { id: String(id), user: mailbox.user };
  };
  /** A rule on an event of its own; answers what fires it. */
  const rule = async (params: object) => {
    const type = `event-${++count}`;
    const html = '<p>Hello {{name}}</p>';
    const action = { action: 'send-email', params: { to: [{ field: 'email' }], subject: type, html, ...params } };
    await app.call('POST', '/rules', { name: type, trigger: { kind: 'workflow', event: type }, actions: [action] });
    return async (email: string) =>
      (await app.call('POST', '/events', { type, facts: { name: 'Eva', email } })).eventId;
  };
  const globalSmtp = (value: object) => app.call('PUT', '/settings/global-smtp', value);
  const defaultMailbox = (value: object) => app.call('PUT', '/settings/default-mailbox', value);
  const inbox = async (user: string) => simpleParser((await mail.waitForMail(user))[0]?.raw ?? '');

  test('A1.33 A1.64 A3.8 A3.9: registered, proved, a form and a rule, an event: the payslip is in the inbox and once in Sent Items', async () => {
    const [payroll, employee] = [mail.account(), mail.account()];
    const settings = { ...emailSettings(payroll), sentCopy: 'always' };
    const connector = await app.call('POST', '/connectors', { type: 'email', displayName: 'Payroll', settings });
    expect(connector).toMatchObject({ state: 'inactive', stateReason: 'Not tested since the last change' });
    expect(JSON.stringify(connector)).not.toContain(`"${payroll.password}"`);
    const report = await app.call('POST', `/connectors/${connector.id}/test`, {});
    expect(report).toMatchObject({ ok: true });
    expect(report.steps.map(({ ok }: { ok: boolean }) => ok)).not.toContain(false);
    expect(await app.call('GET', `/connectors/${connector.id}`)).toMatchObject({ state: 'active' });

    const form = await app.call('POST', '/forms', {
      name: 'Payslip',
      schema: {
        type: 'object',
        required: ['name', 'email', 'net', 'document'],
        properties: { name: { type: 'string' }, email: { type: 'string' }, net: { type: 'number' }, document: {} },
      },
    });
    const params = {
      connector: connector.id,
      to: [{ field: 'email' }],
      bcc: ['archive@dyn.test'],
      subject: 'Your payslip, {{name}}',
      html: '<p>Dear {{name}},</p><p>{{currency net "EUR" locale="de"}}</p>',
      attachments: [{ field: 'document', name: 'payslip-{{name}}.pdf' }],
    };
    await app.call('POST', '/rules', {
      name: 'Payslip to the employee',
      trigger: { kind: 'form', form: form.id, event: 'submit' },
      conditions: { all: [{ fact: 'net', operator: 'greaterThan', value: 0 }] },
      actions: [{ action: 'send-email', params }],
    });
    const file = await app.call('POST', '/files?name=slip.pdf&type=application/pdf', PDF);
    const facts = { name: 'Eva Šimek', email: employee.user, net: 2450.5, document: file.id };
    const key = { 'idempotency-key': 'payslip-eva' };
    const submit = () => app.call('POST', `/forms/${form.id}/instances`, { facts }, key);
    const [event, again] = [await submit(), await submit()];
    expect(event.rules).toMatchObject([{ name: 'Payslip to the employee', fired: true, trace: { result: true } }]);
    expect(again.eventId).toBe(event.eventId);

    const received = await inbox(employee.user);
    expect(received.subject).toBe('Your payslip, Eva Šimek');
    expect(received.from?.value).toMatchObject([{ address: payroll.user }]);
    expect(received.text).toContain('Dear Eva Šimek');
    expect(received.text).toContain('2.450,50');
    expect(received.attachments).toMatchObject([{ filename: 'payslip-Eva Šimek.pdf', contentType: 'application/pdf' }]);
    expect(received.attachments[0]?.content.toString()).toBe(PDF);
    expect(received.headers.has('bcc')).toBe(false);

    const [copy, ...more] = await mail.waitForMail(payroll.user, { folder: mail.sentFolder });
    expect(more).toEqual([]);
    expect(copy).toMatchObject({ flags: ['\\Seen'] });
    expect(copy?.header('message-id')).toBe(received.messageId);
    expect(copy?.header('bcc')).toContain('archive@dyn.test');

    const sent = (entries: { sentCopy: { state: string } | null }[]) => entries[0]?.sentCopy?.state;
    await expect.poll(async () => sent(await app.mailsOf(event.eventId, 'accepted'))).toBe('filed');
    const [entry, ...others] = await app.mailsOf(event.eventId, 'accepted');
    expect(others).toEqual([]);
    expect(entry).toMatchObject({
      messageId: received.messageId,
      senderReason: 'rule',
      delivery: { state: 'accepted', attempts: 1 },
      recipients: [{ address: employee.user, state: 'accepted' }, { kind: 'bcc' }],
      sentCopy: { state: 'filed', folder: mail.sentFolder },
    });
    expect(await mail.readMailbox(employee.user)).toHaveLength(1);
  });

  test('A1.33 a rule on a form and a rule on a workflow event both fire, each for its own', async () => {
    const { id } = await provedConnector('Both');
    const employee = mail.account();
    const schema = { type: 'object', properties: { email: { type: 'string' } } };
    const form = await app.call('POST', '/forms', { name: 'Leave', schema });
    const save = (name: string, trigger: object) =>
      app.call('POST', '/rules', {
        name,
        trigger,
        actions: [
          { action: 'send-email', params: { connector: id, to: [{ field: 'email' }], subject: name, text: name } },
        ],
      });
    await save('of the form', { kind: 'form', form: form.id, event: 'submit' });
    await save('of the workflow', { kind: 'workflow', event: 'leave.approved', form: form.id });
    const facts = { email: employee.user };
    await app.call('POST', `/forms/${form.id}/instances`, { facts });
    await app.call('POST', '/events', { type: 'leave.approved', facts });
    const subjects = (await mail.waitForMail(employee.user, { count: 2 })).map((one) => one.header('subject'));
    expect(subjects.sort()).toEqual(['of the form', 'of the workflow']);
  });

  test('A1.28 A1.29 A1.30 A1.32: the global connector beats the rule in force, and stands back as a fallback; the reason is shown', async () => {
    const [main, own] = [await provedConnector('Main'), await provedConnector('Own')];
    const fire = await rule({ connector: own.id });
    const sentBy = async (setting: object) => {
      await globalSmtp(setting);
      const [entry] = await app.mailsOf(await fire(mail.account().user), 'accepted');
      return entry;
    };
    const forced = { enabled: true, connectorId: main.id, saveToSent: 'always' };
    expect(await sentBy(forced)).toMatchObject({ senderReason: 'global_forced', fromAddress: main.user });
    await mail.waitForMail(main.user, { folder: mail.sentFolder });
    expect(await sentBy({ ...forced, mode: 'fallback' })).toMatchObject({
      senderReason: 'rule',
      fromAddress: own.user,
    });
    const nameless = await rule({});
    const [fallback] = await app.mailsOf(await nameless(mail.account().user), 'accepted');
    expect(fallback).toMatchObject({ senderReason: 'global_fallback', fromAddress: main.user });
    const unfiled = await sentBy({ enabled: true, connectorId: main.id, saveToSent: 'never' });
    expect(unfiled.sentCopy).toMatchObject({ state: 'skipped' });
    await globalSmtp({ enabled: false });
    const [after] = await app.mailsOf(await fire(mail.account().user), 'accepted');
    expect(after).toMatchObject({ senderReason: 'rule' });
  });

  test('A1.31 the global connector must exist and be able to send', async () => {
    const refused = await app.request('PUT', '/settings/global-smtp', { enabled: true, connectorId: 'nobody' });
    expect(refused).toMatchObject({ status: 422, body: { code: 'CONNECTOR_UNKNOWN' } });
  });

  test('A1.36 A1.37 A3.1 A3.5: without a connector the default mailbox sends, and answers go where they belong', async () => {
    const fire = await rule({});
    const [held] = await app.mailsOf(await fire(mail.account().user), 'held');
    expect(held).toMatchObject({ delivery: { heldReason: 'connector' } });

    const office = await provedConnector('Office');
    const official = { address: 'hr@acme.test', name: 'Human Resources' };
    await defaultMailbox({ connectorId: office.id, replyTo: official, displayName: 'Acme HR' });
    const employee = mail.account();
    const [entry] = await app.mailsOf(await fire(employee.user), 'accepted');
    expect(entry).toMatchObject({ senderReason: 'default' });
    const received = await inbox(employee.user);
    expect(received.from?.value).toMatchObject([{ address: office.user, name: 'Acme HR' }]);
    expect(received.replyTo?.value).toMatchObject([official]);

    const boss = await rule({ from: 'boss@acme.test' });
    const second = mail.account();
    await app.mailsOf(await boss(second.user), 'accepted');
    const other = await inbox(second.user);
    expect(other.from?.value).toMatchObject([{ address: office.user }]);
    expect(other.replyTo?.value).toMatchObject([{ address: 'boss@acme.test' }]);
  });

  test('A3.6 A3.7 A3.8 A3.10: a default mailbox needs SMTP only; saved, it sends nothing until it was proved', async () => {
    const mailbox = mail.account();
    const { smtp, trust } = emailSettings(mailbox);
    const auth = { kind: 'password', user: mailbox.user, password: mailbox.password };
    const settings = {
      sending: true,
      smtp: { ...smtp, sameCredentials: false, auth, from: { address: mailbox.user } },
      trust,
    };
    const { id, state } = await app.call('POST', '/connectors', { type: 'email', displayName: 'Sends only', settings });
    expect(state).toBe('inactive');
    const early = await app.request('PUT', '/settings/default-mailbox', { connectorId: id });
    expect(early).toMatchObject({ status: 422, body: { code: 'CONNECTOR_INACTIVE' } });
    expect(await app.call('POST', `/connectors/${id}/test`, {})).toMatchObject({ ok: true });
    await defaultMailbox({ connectorId: id });
    const employee = mail.account();
    const fire = await rule({});
    const [entry] = await app.mailsOf(await fire(employee.user), 'accepted');
    expect(entry).toMatchObject({ senderReason: 'default', fromAddress: mailbox.user });
    expect((await inbox(employee.user)).from?.value).toMatchObject([{ address: mailbox.user }]);
    await expect
      .poll(async () => (await app.call('GET', `/outbox/${entry.id}`)).sentCopy)
      .toMatchObject({ state: 'skipped', detail: expect.stringContaining('IMAP') });
  });
});

forEachDatabase((database) => {
  let servers: MailServers;
  let app: HttpApp;
  beforeAll(async () => {
    servers = await startMailServers();
    app = await openHttpApp(database.url());
  }, 60_000);
  afterAll(async () => {
    await app.close();
    await servers.stop();
  });

  /** Dovecot reads its users again at most once a second, by the time stamp of the file. */
  const changePassword = (user: string, password: string) => {
    const file = join(servers.dovecot.folder, 'users');
    const lines = readFileSync(file, 'utf8').split('\n');
    writeFileSync(
      file,
      lines.map((line) => (line.startsWith(`${user}:`) ? line.replace(/:[^:]*/, `:${password}`) : line)).join('\n'),
    );
    return expect.poll(() => canSignIn(user, password), { timeout: 10_000 }).toBe(true);
  };
  const canSignIn = (user: string, password: string) => {
    try {
      servers.dovecot.doveadm('auth', 'test', user, password);
      return true;
    } catch {
      return false;
    }
  };

  test('A3.11 R21 settings that stop working: the connector is problematic, people are told, the queue waits and then leaves', async () => {
    const settings = { ...emailSettings(servers.account('alice@sender.test')), sentCopy: 'never' };
    const { id } = await app.call('POST', '/connectors', { type: 'email', displayName: 'Payroll', settings });
    expect(await app.call('POST', `/connectors/${id}/test`, {})).toMatchObject({ ok: true });
    const params = { connector: id, to: ['bob@receiver.test'], subject: '{{n}}', text: '{{n}}', fallback: false };
    await app.call('POST', '/rules', {
      name: 'Notice',
      trigger: { kind: 'workflow', event: 'notice' },
      actions: [{ action: 'send-email', params }],
    });
    const fire = async (n: string) => (await app.call('POST', '/events', { type: 'notice', facts: { n } })).eventId;

    await changePassword('alice@sender.test', 'other');
    const waiting = await fire('during');
    await expect
      .poll(() => app.call('GET', `/connectors/${id}`), { timeout: 15_000 })
      .toMatchObject({ state: 'problematic', stateReason: expect.stringContaining('password') });
    await expect
      .poll(() => app.log.find(({ msg }) => msg === 'connector paused'))
      .toMatchObject({ level: 'warn', connectorId: id });
    expect(await app.mailsOf(waiting, 'queued', 'claimed')).toHaveLength(1);
    const later = await fire('later');
    // A rule that allows another sender does not wait: the default mailbox stands in.
    const office = { ...emailSettings(servers.account('bob@receiver.test')), sentCopy: 'never' };
    const standIn = await app.call('POST', '/connectors', { type: 'email', displayName: 'Office', settings: office });
    expect(await app.call('POST', `/connectors/${standIn.id}/test`, {})).toMatchObject({ ok: true });
    await app.call('PUT', '/settings/default-mailbox', { connectorId: standIn.id });
    await app.call('POST', '/rules', {
      name: 'Urgent notice',
      trigger: { kind: 'workflow', event: 'urgent' },
      actions: [{ action: 'send-email', params: { ...params, fallback: true } }],
    });
    const { eventId: urgent } = await app.call('POST', '/events', { type: 'urgent', facts: { n: 'urgent' } });
    const [stoodIn] = await app.mailsOf(urgent, 'accepted');
    expect(stoodIn).toMatchObject({ senderReason: 'default', fromAddress: 'bob@receiver.test' });

    await changePassword('alice@sender.test', 'pw-alice');
    expect(await app.call('POST', `/connectors/${id}/test`, {})).toMatchObject({ ok: true });
    await app.mailsOf(waiting, 'accepted');
    await app.mailsOf(later, 'accepted');
    expect(await app.call('GET', `/connectors/${id}`)).toMatchObject({ state: 'active' });
    const arrived = await servers.waitForMail('bob@receiver.test', { count: 3 });
    expect(arrived.map((one) => one.header('subject')).sort()).toEqual(['during', 'later', 'urgent']);
  });
});
