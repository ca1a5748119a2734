import { afterAll, beforeAll, expect, test } from 'vitest';
import { noteReceived } from '../../../rules/received/note-received.ts';
import { emailSettings } from '../../support/connector-rig.ts';
import { type HttpApp, openHttpApp } from '../../support/http-app.ts';
import { sharedServers } from '../../support/servers.ts';
import { forEachDatabase } from '../../support/test-database.ts';

const POLL = { timeout: 25_000, interval: 100 };

/** Rules that look at what comes in: Dovecot has it, Postfix brings the answers. */
forEachDatabase((database) => {
  const { mail } = sharedServers();
  const desk = mail.account();
  const writer = mail.account();
  let app: HttpApp;
  let connector = '';
  beforeAll(async () => {
    app = await openHttpApp(database.url());
    const settings = emailSettings(desk);
    connector = (await app.call('POST', '/connectors', { type: 'email', displayName: 'Desk', settings })).id;
    const report = await app.call('POST', `/connectors/${connector}/test`, {});
    expect(report.ok, report.summary).toBe(true);
    for (
      let tries = 0;
      (await app.request('GET', `/mailboxes/${connector}`)).status !== 200 && tries < 200;
      tries += 1
    ) {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  });
  afterAll(() => app.close());

  const letter = (subject: string, more: string[] = [], from = `Wanda Writer <${writer.user}>`) =>
    [
      `From: ${from}`,
      `To: ${desk.user}`,
      `Subject: ${subject}`,
      `Message-ID: <${subject.replace(/\W/g, '-')}-${Math.random().toString(36).slice(2)}@writer.test>`,
      ...more,
      '',
      'My invoice number is 4711.',
      '',
    ].join('\r\n');
  const deliver = (...of: Parameters<typeof letter>) => mail.deliverByLmtp(desk.user, letter(...of));
  const reading = (read: string, more = {}) => app.call('PATCH', `/mailboxes/${connector}`, { read, ...more });
  const addRule = async (over: object = {}, params: object = {}) => {
    const rule = await app.call('POST', '/rules', {
      name: `Answer ${Math.random()}`,
      trigger: { kind: 'email-received', mailbox: connector },
      actions: [
        {
          action: 'send-email',
          params: { connector, subject: 'Re: {{email.subject}}', text: 'Got it: {{email.text}}', ...params },
        },
      ],
      ...over,
    });
    return rule.id as string;
  };
  const seen = async (rule: string): Promise<{ state: string; detail: string; eventId: string | null }[]> =>
    (await app.call('GET', `/rules/${rule}/received`)).items;
  const states = async (rule: string) => (await seen(rule)).map(({ state }) => state);
  const off = (rule: string) => app.call('POST', `/rules/${rule}/disable`);
  const answers = async () =>
    (await mail.readMailbox(writer.user, 'INBOX')).map(({ raw }: { raw: Buffer | string }) => raw.toString());

  test('R33 A2.33 a rule answers each new e-mail of a mailbox once: threaded, marked as automatic, with its text; not what was there before', async () => {
    await deliver('Before the rule');
    await reading('inbox');
    await expect.poll(async () => (await app.call('GET', `/mailboxes/${connector}`)).counts.read, POLL).toBe(1);
    const rule = await addRule();
    await deliver('Invoice', ['References: <first@writer.test>']);
    await expect.poll(() => states(rule), POLL).toEqual(['fired']);
    await expect.poll(async () => (await answers()).length, POLL).toBe(1);
    const [answer = ''] = await answers();
    expect(answer).toMatch(/^Subject: Re: Invoice\r?$/m);
    expect(answer).toMatch(/^Auto-Submitted: auto-replied\r?$/m);
    expect(answer).toMatch(/^X-Auto-Response-Suppress: All\r?$/m);
    expect(answer).toMatch(/^In-Reply-To: <Invoice-\w+@writer\.test>\r?$/m);
    expect(answer.replace(/\r?\n[ \t]+/g, ' ')).toMatch(
      /^References: <first@writer\.test> <Invoice-\w+@writer\.test>\r?$/m,
    );
    expect(answer).toContain('Got it: My invoice number is 4711.');
    // What it says is sealed with the message, and is not repeated in the event.
    const eventId = (await seen(rule))[0]?.eventId ?? '';
    const event = await app.call('GET', `/events/${eventId}`);
    expect(event.rules).toMatchObject([{ fired: true }]);
    const [{ facts }] = (await app.store.read.sql`SELECT facts FROM event WHERE id = ${eventId}`) as [
      { facts: string },
    ];
    expect(facts).toContain('Invoice');
    expect(facts).not.toContain('4711');
    await off(rule);
  });

  test('R33 what lay in the mailbox before a rule was switched on never fires it, also where it is read afterwards for the first time', async () => {
    await reading('off');
    await deliver('Just before the switch');
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    const rule = await addRule();
    await reading('inbox');
    await deliver('After the switch');
    await expect.poll(() => states(rule), POLL).toContain('fired');
    await expect.poll(async () => (await app.call('GET', `/mailboxes/${connector}`)).counts.stored, POLL).toBe(0);
    expect(await states(rule)).toEqual(['fired']);
    await off(rule);
    await deliver('While it was off');
    const before = (await app.call('GET', `/mailboxes/${connector}`)).counts.read;
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    await app.call('POST', `/rules/${rule}/enable`);
    await expect
      .poll(async () => (await app.call('GET', `/mailboxes/${connector}`)).counts.read, POLL)
      .toBeGreaterThanOrEqual(before);
    await deliver('Switched on again');
    await expect.poll(() => states(rule), POLL).toEqual(['fired', 'fired']);
    await off(rule);
  });

  test('R38 what came after we saw the inbox fires, though the clock of its server is minutes behind; what may have been there before does not', async () => {
    const rule = await addRule({ trigger: { kind: 'email-received', mailbox: connector, most: 9 } });
    const clock = { now: () => Date.now() };
    const since = Date.now();
    const noted = async (id: string, cameAfter: number | null, receivedAt: number) =>
      app.store.write((tx) =>
        noteReceived({ clock } as Parameters<typeof noteReceived>[0], tx, {
          ...{ id: `none-${id}`, mailboxId: connector, kind: 'mail', from: 'slow@clock.test' },
          ...{ receivedAt, storedAt: since + 10, cameAfter },
        }),
      );
    const minute = 60_000;
    expect([
      await noted('slow', since + 1, since - 3 * minute),
      await noted('moved', since + 1, since - 20 * minute),
      await noted('unseen', null, since - 2_000),
      await noted('seen long before', since - minute, since - 2_000),
      await noted('new', null, since + 5),
    ]).toEqual([true, false, false, false, true]);
    await off(rule);
  });

  test('R38 a sender with a name of 300 characters, or of several lines, is answered', async () => {
    const rule = await addRule();
    await deliver('Long name', [], `"${'N'.repeat(300)}" <${writer.user}>`);
    await expect.poll(() => states(rule), POLL).toEqual(['fired']);
    await deliver('Two lines', [], `=?utf-8?Q?Wanda=0D=0AWriter?= <${writer.user}>`);
    await expect.poll(() => states(rule), POLL).toEqual(['fired', 'fired']);
    await off(rule);
  });

  test('R37 what a program wrote fires no rule but one that asks for it; what this server or a mailbox of it sent fires none', async () => {
    const rule = await addRule();
    const asking = await addRule({ trigger: { kind: 'email-received', mailbox: connector, automatic: true } });
    await deliver('Absent', ['Auto-Submitted: auto-replied']);
    await expect.poll(() => states(asking), POLL).toEqual(['fired']);
    await deliver('From the desk', [], `Desk <${desk.user}>`);
    await expect.poll(() => states(asking), POLL).toEqual(['own', 'fired']);
    expect((await seen(asking))[0]?.detail).toContain('"Desk"');
    expect(await states(rule)).toEqual(['own']);
    await off(rule);
    await off(asking);
  });

  test('R37 who says that the mailbox of somebody else is the own one silences no rule; a proven account is own for good', async () => {
    const [claimer, colleague] = [mail.account(), mail.account()];
    const person = await app.as('claims', ['user']);
    const connect = async (account: typeof claimer, password = account.password) => {
      const body = { address: account.user, settings: emailSettings({ ...account, password }) };
      return (await person.call('POST', '/me/email-accounts', body)).id as string;
    };
    const claimed = await connect(claimer, 'a guess');
    await person.call('POST', `/me/email-accounts/${claimed}/test`);
    const good = await connect(colleague);
    const report = await person.call('POST', `/me/email-accounts/${good}/test`);
    expect(report.ok, report.summary).toBe(true);
    await person.call('POST', `/me/email-accounts/${good}/disconnect`);
    await reading('inbox');
    const rule = await addRule();
    await deliver('From who is claimed', [], `Victim <${claimer.user}>`);
    await expect.poll(() => states(rule), POLL).toEqual(['fired']);
    await deliver('From a colleague', [], `Colleague <${colleague.user}>`);
    await expect.poll(() => states(rule), POLL).toEqual(['own', 'fired']);
    await off(rule);
  });

  test('R37 one sender gets a few answers a day and no more; the history says that the rule stopped at the cap, and others get theirs', async () => {
    const rule = await addRule({ trigger: { kind: 'email-received', mailbox: connector, most: 2 } });
    const from = `Bomber <bomber-${Math.random().toString(36).slice(2)}@writer.test>`;
    for (let n = 0; n < 5; n += 1) await deliver(`Again ${n}`, [], from);
    await expect.poll(() => states(rule), POLL).toEqual(['capped', 'capped', 'capped', 'fired', 'fired']);
    expect((await seen(rule))[0]?.detail).toMatch(/^Stopped at the cap: the rule fired 2 times for this sender/);
    await deliver('Somebody else');
    await expect.poll(async () => (await states(rule))[0], POLL).toBe('fired');
    await off(rule);
  });

  test('conditions look at sender, text, attachments, contact, conversation and what the own server says of the sender', async () => {
    await reading('inbox', { authServer: 'mx.desk.test' });
    await app.call('POST', '/contacts', { name: 'Wanda', addresses: [writer.user] });
    const is = (path: string, value: unknown, operator = 'equal') => ({ fact: 'email', path, operator, value });
    const all = [
      is('$.from.address', writer.user),
      is('$.text', '4711', 'textContains'),
      is('$.attachmentCount', 0),
      is('$.contact.known', true),
      is('$.conversation.first', true),
      is('$.authentication.dmarc', 'pass'),
      is('$.automatic', false),
    ];
    const rule = await addRule({ conditions: { all } });
    await deliver('Not checked');
    await deliver('Forged', [
      'Authentication-Results: mx.evil.test; dmarc=pass',
      'Authentication-Results: mx.desk.test; dmarc=pass',
    ]);
    await deliver('Checked', ['Authentication-Results: mx.desk.test; spf=fail; dmarc=pass (p=none) header.from=x']);
    await expect.poll(() => states(rule), POLL).toEqual(['fired', 'not_fired', 'not_fired']);
    await off(rule);
  });

  test('a rule on received e-mail is checked when it is saved: its mailbox, its fields, and whether it can fire itself', async () => {
    const rule = (trigger: object, params: object = {}) => ({
      name: 'Check',
      trigger: { kind: 'email-received', mailbox: connector, ...trigger },
      actions: [{ action: 'send-email', params: { connector, subject: 'x', text: '{{email.subject}}', ...params } }],
    });
    const findings = async (of: object) => (await app.call('POST', '/rules/check', of)).findings;
    expect(await findings(rule({}))).toEqual([]);
    expect(await findings(rule({ mailbox: 'nothing' }))).toMatchObject([{ path: '/trigger/mailbox', level: 'error' }]);
    expect(await findings(rule({}, { text: '{{email.colour}}' }))).toMatchObject([{ level: 'error' }]);
    expect(await findings(rule({}, { to: [desk.user] }))).toMatchObject([
      { level: 'warning', message: expect.stringContaining('can fire itself') },
    ]);
    expect((await app.request('POST', '/rules', rule({ most: 0 }))).status).toBe(422);
    const { fields, example } = await app.call('GET', `/rules/fields?mailbox=${connector}`);
    const names = fields.map(({ name }: { name: string }) => name);
    expect(names).toEqual(expect.arrayContaining(['email.from.address', 'email.subject', 'email.authentication.dkim']));
    const preview = await app.call('POST', '/rules/preview', { rule: rule({}), facts: example });
    expect(preview.warnings).toEqual([]);
    expect(preview.mails).toHaveLength(1);
  });

  test('two instances answering each other stop at the cap, also where nothing says that a program wrote', async () => {
    const other = await openHttpApp(await database.create());
    try {
      const settings = emailSettings(mail.account());
      const { id } = await other.call('POST', '/connectors', { type: 'email', displayName: 'Other', settings });
      await other.call('POST', `/connectors/${id}/test`, {});
      await expect.poll(async () => (await other.request('GET', `/mailboxes/${id}`)).status, POLL).toBe(200);
      await other.call('PATCH', `/mailboxes/${id}`, { read: 'inbox' });
      const answering = (mailbox: string) => ({
        name: 'Answer everything',
        // As if the headers that say so had been taken out on the way.
        trigger: { kind: 'email-received', mailbox, automatic: true },
        actions: [{ action: 'send-email', params: { connector: mailbox, subject: 'Re', text: 'Thank you.' } }],
      });
      const there = (await other.call('POST', '/rules', answering(id))).id;
      const here = (await app.call('POST', '/rules', answering(connector))).id;
      const at = async (of: HttpApp, rule: string) =>
        (await of.call('GET', `/rules/${rule}/received`)).items.map(({ state }: { state: string }) => state);
      await deliver('Begin', [], `Other <${settings.imap.auth.user}>`);
      const both = async () => [...(await at(app, here)), ...(await at(other, there))];
      await expect.poll(both, POLL).toContain('capped');
      // Nothing is on its way any more.
      await new Promise((resolve) => setTimeout(resolve, 2_000));
      const states = [await at(app, here), await at(other, there)];
      for (const of of states) expect(of.filter((state: string) => state === 'fired').length).toBeLessThanOrEqual(3);
      expect(states.flat().filter((state) => state === 'capped')).toHaveLength(1);
    } finally {
      await other.close();
    }
  });
});
