import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openOwnAccount, withSignature } from '../../../connectors/accounts/open-account.ts';
import { readTopic } from '../../../src/live/live.store.ts';
import { newId } from '../../../src/sdk/index.ts';
import { DeliveryTable } from '../../../src/store/tables/delivery.table.ts';
import { MessageTable } from '../../../src/store/tables/message.table.ts';
import { emailSettings, NO_DNS, openConnectorRig } from '../../support/connector-rig.ts';
import { type HttpApp, openHttpApp } from '../../support/http-app.ts';
import type { MailAccount } from '../../support/mail/mail-access.ts';
import { sharedServers } from '../../support/servers.ts';
import { forEachDatabase } from '../../support/test-database.ts';
import { callerWith } from '../../support/test-server.ts';

const STORED = { $secret: 'stored' };

forEachDatabase((database) => {
  let app: HttpApp;
  type Person = Awaited<ReturnType<HttpApp['as']>>;
  let count = 0;
  beforeAll(async () => {
    app = await openHttpApp(database.url());
  });
  afterAll(() => app.close());

  const mailbox = () => sharedServers().mail.account();
  const person = async (roles: string[] = ['user']) => {
    const name = `person-${++count}`;
    return { name, id: name, ...(await app.as(name, roles)) };
  };
  const definition = (account: MailAccount) => ({ address: account.user, settings: emailSettings(account) });
  const connect = (who: Person, account = mailbox()) => who.call('POST', '/me/email-accounts', definition(account));
  const connectWell = async (who: Person, account = mailbox()) => {
    const test = await who.call('POST', '/me/email-accounts/test', definition(account));
    expect(test).toMatchObject({ ok: true });
    return connect(who, account);
  };

  describe('connecting', () => {
    it('A4.1 A5.1 A5.9 a person connects several own mailboxes by the same form and test; the first is the default', async () => {
      const anna = await person();
      const first = await connectWell(anna);
      expect(first).toMatchObject({
        state: 'active',
        connected: true,
        isDefault: true,
        canSend: true,
        readEmail: false,
      });
      const second = await connect(anna);
      expect(second).toMatchObject({ state: 'inactive', isDefault: false });
      const report = await anna.call('POST', `/me/email-accounts/${second.id}/test`);
      expect(report.ok).toBe(true);
      const { items } = await anna.call('GET', '/me/email-accounts');
      expect(items.map(({ state }: { state: string }) => state)).toEqual(['active', 'active']);
    });

    it('the password is never answered; the same mailbox twice is refused, whatever its case', async () => {
      const anna = await person();
      const account = mailbox();
      const made = await connect(anna, account);
      expect(made.settings.imap.auth.password).toEqual(STORED);
      const again = { ...definition(account), address: account.user.toUpperCase() };
      expect(await anna.request('POST', '/me/email-accounts', again)).toMatchObject({
        ...{ status: 409, body: { errors: [{ path: '/address', message: 'This mailbox is connected already.' }] } },
      });
    });

    it('two people may have the same mailbox, under the same name; each has an own account', async () => {
      const [anna, bo] = [await person(), await person()];
      const account = mailbox();
      const [one, other] = [await connect(anna, account), await connect(bo, account)];
      expect(one.id).not.toBe(other.id);
      await app.call('POST', '/connectors', { type: 'email', displayName: account.user, settings: {} });
    });

    it('A2.21 a wrong password is told in steps; what the server said is for operators only', async () => {
      const anna = await person();
      const account = { ...mailbox(), password: 'wrong' };
      const body = definition(account);
      const report = await anna.call('POST', '/me/email-accounts/test', body);
      const failed = report.steps.find(({ ok }: { ok: boolean | null }) => ok === false);
      expect(failed).toMatchObject({ code: expect.any(String), detail: expect.any(String) });
      expect(JSON.stringify(report)).not.toContain('"server"');
      const operator = await person(['user', 'manage_data_sources']);
      expect(JSON.stringify(await operator.call('POST', '/me/email-accounts/test', body))).toContain('"server"');
    });

    it('it always sends with its own address in From', async () => {
      const anna = await person();
      const account = mailbox();
      const settings = emailSettings(account);
      const smtp = { ...settings.smtp, from: { address: 'director@elsewhere.test' } };
      const body = { address: account.user, settings: { ...settings, smtp } };
      const made = await anna.call('POST', '/me/email-accounts', body);
      expect(made.settings.smtp.from).toEqual({ address: account.user });
    });

    it('A5.4 whether mail is to be read is kept', async () => {
      const anna = await person();
      const made = await anna.call('POST', '/me/email-accounts', { ...definition(mailbox()), readEmail: true });
      expect(made.readEmail).toBe(true);
      const off = await anna.call('PATCH', `/me/email-accounts/${made.id}`, { readEmail: false });
      expect(off.readEmail).toBe(false);
    });
  });

  describe('for oneself only', () => {
    it('A4.2 nobody else reads, tests, changes, disconnects or removes it, administrators included', async () => {
      const [anna, bo] = [await person(), await person(['administrator', 'manage_data_sources', 'designer'])];
      const account = mailbox();
      const { id } = await connectWell(anna, account);
      const calls: [string, string, object?][] = [
        ['GET', `/me/email-accounts/${id}`],
        ['PUT', `/me/email-accounts/${id}`, definition(account)],
        ['PATCH', `/me/email-accounts/${id}`, { shared: true }],
        ['POST', `/me/email-accounts/${id}/test`],
        ['POST', '/me/email-accounts/test', { id, ...definition(account) }],
        ['POST', `/me/email-accounts/${id}/disconnect`],
        ['DELETE', `/me/email-accounts/${id}`],
        ['GET', `/connectors/${id}`],
        ['GET', `/connectors/${id}/uses`],
        ['PUT', `/connectors/${id}`, { type: 'email', displayName: 'Mine', settings: {} }],
        ['POST', `/connectors/${id}/test`, {}],
        ['POST', `/connectors/${id}/test-mail`, { recipient: account.user }],
        ['POST', '/connectors/test', { id, type: 'email', settings: emailSettings(account) }],
        ['POST', `/connectors/${id}/disable`],
        ['DELETE', `/connectors/${id}`],
      ];
      for (const [method, path, body] of calls) {
        expect((await bo.request(method, path, body)).status, `${method} ${path}`).toBe(404);
      }
      for (const path of ['/connectors', '/connectors/export', '/me/email-accounts']) {
        expect(JSON.stringify(await bo.call('GET', path)), path).not.toContain(account.user);
      }
      expect(JSON.stringify(await readTopic(app.store, 'connectors'))).not.toContain(account.user);
      const action = { action: 'send-email', params: { connector: id, to: ['a@b.test'], subject: 'x', text: 'x' } };
      const rule = { name: 'Steals', trigger: { kind: 'workflow', event: 'steals' }, actions: [action] };
      expect((await bo.request('POST', '/rules', rule)).status).toBe(422);
      const global = { enabled: true, mode: 'force', connectorId: id, saveToSent: 'auto' };
      expect((await bo.request('PUT', '/settings/global-smtp', global)).status).toBe(422);
      expect((await anna.call('GET', `/me/email-accounts/${id}`)).state).toBe('active');
    });

    it('A4.3 administrators see that it exists and whether it works, and can remove it; never its settings', async () => {
      const anna = await person();
      const account = mailbox();
      const { id } = await connectWell(anna, account);
      expect((await anna.request('GET', '/email-accounts')).status).toBe(403);
      const { items } = await app.call('GET', '/email-accounts');
      const line = items.find((one: { id: string }) => one.id === id);
      expect(line).toEqual({
        ...{ id, owner: { id: anna.id, name: anna.name }, address: account.user, provider: null, connected: true },
        ...{ state: 'active', stateReason: expect.any(String), stateAt: expect.any(Number) },
      });
      await app.call('DELETE', `/email-accounts/${id}`);
      expect((await anna.call('GET', '/me/email-accounts')).items).toEqual([]);
    });
  });

  describe('disconnecting', () => {
    it('A4.3 A5.3 wipes the secrets and keeps the account; connecting again keeps its id', async () => {
      const anna = await person();
      const account = mailbox();
      const { id, version } = await connectWell(anna, account);
      const stale = { 'if-match': `"${version + 1}"` };
      const path = `/me/email-accounts/${id}/disconnect`;
      expect((await anna.request('POST', path, undefined, stale)).status).toBe(412);
      const gone = await anna.call('POST', path);
      expect(gone).toMatchObject({
        connected: false,
        state: 'inactive',
        stateReason: 'Disconnected',
        isDefault: false,
      });
      const [row] = await app.store.read.sql<{ secrets: string }[]>`SELECT secrets FROM connector WHERE id = ${id}`;
      expect(row?.secrets).toBe('{}');
      expect((await anna.request('POST', `/me/email-accounts/${id}/test`)).status).toBe(422);
      const again = await connect(anna, account);
      expect(again).toMatchObject({ id, connected: true, state: 'active', isDefault: true });
    });

    it('another connected account becomes the default, and a disconnected one cannot be', async () => {
      const anna = await person();
      const [first, second] = [await connect(anna), await connect(anna)];
      await anna.call('POST', `/me/email-accounts/${first.id}/disconnect`);
      const { items } = await anna.call('GET', '/me/email-accounts');
      expect(items.map(({ isDefault }: { isDefault: boolean }) => isDefault)).toEqual([false, true]);
      const refused = await anna.request('PATCH', `/me/email-accounts/${first.id}`, { isDefault: true });
      expect(refused.status).toBe(409);
      await anna.call('DELETE', `/me/email-accounts/${second.id}`);
      expect((await anna.call('GET', '/me/email-accounts')).items).toHaveLength(1);
    });

    it('there is exactly one default, however many are connected and chosen at the same moment', async () => {
      const anna = await person();
      const made = await Promise.all(Array.from({ length: 5 }, () => connect(anna)));
      await Promise.all(made.map(({ id }) => anna.call('PATCH', `/me/email-accounts/${id}`, { isDefault: true })));
      const { items } = await anna.call('GET', '/me/email-accounts');
      expect(items.filter(({ isDefault }: { isDefault: boolean }) => isDefault)).toHaveLength(1);
    });
  });

  describe('its owner', () => {
    it('disabled: the account stops; enabled again: it is as it was', async () => {
      const anna = await person();
      const { id } = await connectWell(anna);
      const mail = await queuedMail(id);
      await app.call('PATCH', `/users/${anna.id}`, { disabled: true });
      expect(await stateOf(mail)).toMatchObject({ state: 'held', detail: expect.stringContaining('may not sign in') });
      expect(await lineOf(id)).toMatchObject({
        state: 'inactive',
        stateReason: 'Its owner may not sign in',
        connected: true,
      });
      await app.call('PATCH', `/users/${anna.id}`, { disabled: false });
      expect(await lineOf(id)).toMatchObject({ state: 'active' });
      // The worker may have it by now.
      expect(await stateOf(mail)).not.toMatchObject({ state: 'held' });
    });

    it('deleted: the account stops for good, and its secrets are wiped', async () => {
      const anna = await person();
      const { id } = await connectWell(anna);
      await app.call('DELETE', `/users/${anna.id}`);
      expect(await lineOf(id)).toMatchObject({
        state: 'inactive',
        stateReason: 'Its owner was deleted',
        connected: false,
      });
      const [row] = await app.store.read.sql<{ secrets: string }[]>`SELECT secrets FROM connector WHERE id = ${id}`;
      expect(row?.secrets).toBe('{}');
    });

    /** As what an own mailbox will send: due in an hour, so that nobody sends it here. */
    const queuedMail = async (connectorId: string) => {
      const id = newId();
      const row = { id, connectorId, state: 'queued' as const, detail: '', dueAt: Date.now() + 3_600_000, attempts: 0 };
      const rest = { deadlineAt: Date.now() + 7_200_000, looks: 0, size: 1, createdAt: 1, updatedAt: 1 };
      await app.store.write(async (tx) => {
        await tx.getRepository(DeliveryTable).insert({ ...row, ...rest });
        const texts = { messageId: id, idempotencyKey: id, requestHash: id, contentId: id, cause: 'api', subject: 'x' };
        const sender = { connectorId, fromAddress: 'a@b.test', envelopeFrom: 'a@b.test', sentCopy: 'never' as const };
        const flags = { smtpUtf8: false, confidential: false };
        await tx
          .getRepository(MessageTable)
          .insert({ id, ...texts, ...sender, ...flags, size: 1, createdAt: 1 } as never);
      });
      return id;
    };
    const stateOf = async (id: string) => (await app.store.read.getRepository(DeliveryTable).findOneBy({ id })) ?? {};
    const lineOf = async (id: string) => {
      const { items } = await app.call('GET', '/email-accounts');
      return items.find((one: { id: string }) => one.id === id);
    };
  });

  it('A2.16 A2.18 names, the shared flag and the signature are kept, and need no new test', async () => {
    const anna = await person();
    const { id, version } = await connectWell(anna);
    const said = {
      ...{ displayName: 'Work', senderName: 'Anna Lind', shared: true, useSignature: true },
      signature: 'Anna Lind\nPayroll',
    };
    const seen = { 'if-match': `"${version}"` };
    expect(await anna.call('PATCH', `/me/email-accounts/${id}`, said, seen)).toMatchObject({
      ...said,
      state: 'active',
    });
    expect((await anna.request('PATCH', `/me/email-accounts/${id}`, said, seen)).status).toBe(412);
    const long = { signature: 'x'.repeat(5001) };
    expect((await anna.request('PATCH', `/me/email-accounts/${id}`, long)).status).toBe(422);
  });

  it('A5.13 A5.14 the signature belongs to e-mails that its owner writes; rules never use the mailbox', async () => {
    const rig = await openConnectorRig(await database.create(), { dns: NO_DNS });
    try {
      const account = mailbox();
      const caller = { ...callerWith('user'), id: 'anna', name: 'Anna' };
      const call = (method: 'POST' | 'PATCH', path: string, body?: object) => rig.call(method, path, body, { caller });
      const { id } = (await call('POST', '/me/email-accounts', definition(account))).body;
      await call('POST', `/me/email-accounts/${id}/test`);
      await call('PATCH', `/me/email-accounts/${id}`, { senderName: 'Anna', signature: 'Anna <3', useSignature: true });
      const opened = await rig.slice.openOwnAccount(id, 'anna', 'send');
      expect(opened).toMatchObject({
        signature: 'Anna <3',
        account: { from: { name: 'Anna', address: account.user } },
      });
      await call('PATCH', `/me/email-accounts/${id}`, { useSignature: false });
      expect((await openOwnAccount(rig.slice.deps, id, 'anna', 'send')).signature).toBeUndefined();
      await expect(rig.slice.openOwnAccount(id, 'bo', 'send')).rejects.toMatchObject({ code: 'NOT_FOUND' });
      expect(await rig.slice.findSender(id)).toBeUndefined();
    } finally {
      await rig.close();
    }
  });

  it('A5.13 a signature stands below the text and at the end of the HTML, and is never markup', () => {
    expect(withSignature({ html: '<body><p>Hi</p></body>', text: 'Hi\n' }, 'Anna <b>\r\nPayroll\n')).toEqual({
      html: '<body><p>Hi</p><p class="signature">Anna &lt;b&gt;<br>Payroll</p></body>',
      text: 'Hi\n\n-- \nAnna <b>\nPayroll\n',
    });
  });
});
