import { afterAll, beforeAll, expect, it } from 'vitest';
import { type HttpApp, openHttpApp } from '../../support/http-app.ts';
import { type FaultSmtp, startFaultSmtp } from '../../support/mail/fault-smtp.ts';
import { sharedServers } from '../../support/servers.ts';
import { forEachDatabase } from '../../support/test-database.ts';

const REASON = 'Sending is switched off for the e-mail provider "Acme Mail".';

/** A2.13: the switches of a provider apply to all its mailboxes. */
forEachDatabase((database) => {
  let app: HttpApp;
  let smtp: FaultSmtp;
  let provider: string;
  let connector: string;
  let count = 0;
  const mail = () => sharedServers().mail;
  const reader = sharedServers().mail.account();

  beforeAll(async () => {
    smtp = await startFaultSmtp({ users: { [reader.user]: reader.password } });
    app = await openHttpApp(database.url());
    const { imap, password, user, caPem } = reader;
    const auth = { kind: 'password', user, password };
    const settings = {
      imap: { host: imap.host, port: imap.port, security: 'implicit', auth },
      sending: true,
      smtp: { host: '127.0.0.1', port: smtp.port, security: 'none', sameCredentials: true },
      trust: { caPem },
      limits: { connections: 1 },
    };
    provider = (await app.call('POST', '/providers', definition({}))).id;
    const made = { type: 'email', displayName: 'Payroll', provider, settings };
    connector = (await app.call('POST', '/connectors', made)).id;
    expect(await app.call('POST', `/connectors/${connector}/test`, {})).toMatchObject({ ok: true });
    const params = { connector, to: ['bob@receiver.test'], subject: '{{subject}}', text: 'Hello', fallback: false };
    const trigger = { kind: 'workflow', event: 'payday' };
    await app.call('POST', '/rules', { name: 'Payday', trigger, actions: [{ action: 'send-email', params }] });
  });
  afterAll(async () => {
    await app.close();
    await smtp.stop();
  });

  const definition = (switches: object) => ({
    ...{ label: 'Acme Mail', imap: { host: 'imap.acme.test' }, smtp: { host: 'smtp.acme.test' } },
    ...{ sentCopy: 'client', ...switches },
  });
  const turn = (switches: { send?: boolean; receive?: boolean }) =>
    app.call('PUT', `/providers/${provider}`, definition(switches));
  const send = async () => {
    const subject = `mail-${++count}`;
    const body = { type: 'payday', facts: { subject } };
    const { eventId } = await app.call('POST', '/events', body, { 'Idempotency-Key': subject });
    return { eventId, subject };
  };
  const storedOf = (subject: string) => smtp.mails.filter(({ raw }) => raw.includes(`Subject: ${subject}\r\n`));

  it('A2.13 send off: what is on its way and what comes later waits with that reason; on again, all of it is sent once', async () => {
    smtp.setRules([{ stage: 'rcpt', times: 1, action: { delayMs: 1_500 } }]);
    const reached = smtp.next('rcpt');
    const onItsWay = await send();
    await reached;
    const queued = await send();
    await turn({ send: false });
    const later = await send();
    const mails = [onItsWay, queued, later];
    for (const { eventId } of mails) {
      const [waiting] = await app.mailsOf(eventId, 'held');
      expect(waiting.delivery).toMatchObject({ heldReason: 'connector', detail: expect.stringContaining(REASON) });
    }
    await expect(app.call('GET', `/connectors/${connector}`)).resolves.toMatchObject({
      ...{ state: 'inactive', stateReason: REASON },
    });
    const { connectors } = await app.call('GET', '/connectors?state=active');
    expect(connectors).toEqual([]);
    // Whoever tries again by hand is told the same.
    const [held] = await app.mailsOf(queued.eventId, 'held');
    await app.call('POST', `/outbox/${held.id}/retry`, {});
    await expect
      .poll(async () => (await app.call('GET', `/outbox/${held.id}`)).delivery, { timeout: 10_000 })
      .toMatchObject({ state: 'held', detail: expect.stringContaining(REASON) });
    const test = await app.request('POST', `/connectors/${connector}/test-mail`, {});
    expect(test).toMatchObject({ status: 422, body: { detail: expect.stringContaining(REASON) } });
    expect(smtp.mails).toEqual([]);

    await turn({ send: true });
    for (const { eventId, subject } of mails) {
      await app.mailsOf(eventId, 'accepted');
      expect(storedOf(subject)).toHaveLength(1);
    }
    await expect(app.call('GET', `/connectors/${connector}`)).resolves.toMatchObject({ state: 'active' });
  });

  it('A2.13 receive off: nothing signs in to IMAP, so the copies for Sent Items wait; on again they are filed', async () => {
    await turn({ receive: false });
    const { eventId, subject } = await send();
    const filed = async () => {
      const mails = await mail().readMailbox(reader.user, mail().sentFolder);
      return mails.filter(({ header }) => header('Subject') === subject).length;
    };
    const [sent] = await app.mailsOf(eventId, 'accepted');
    const copy = async () => (await app.call('GET', `/outbox/${sent.id}`)).sentCopy;
    const reason = 'Receiving is switched off for the e-mail provider "Acme Mail".';
    await expect
      .poll(copy, { timeout: 10_000 })
      .toMatchObject({ state: 'pending', detail: expect.stringContaining(reason) });
    expect(await filed()).toBe(0);
    await expect(app.call('GET', `/connectors/${connector}`)).resolves.toMatchObject({
      ...{ state: 'active', stateReason: expect.stringContaining(reason) },
    });
    await turn({ receive: true });
    await expect.poll(copy, { timeout: 10_000 }).toMatchObject({ state: 'filed' });
    expect(await filed()).toBe(1);
  });
});
