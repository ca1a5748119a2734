import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { simpleParser } from 'mailparser';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Clock, systemClock } from '../../src/sdk/index.ts';
import { OauthAuthorizationTable } from '../../src/store/tables/oauth.table.ts';
import { emailSettings } from '../support/connector-rig.ts';
import { type HttpApp, openHttpApp } from '../support/http-app.ts';
import { sharedServers } from '../support/servers.ts';
import { forEachDatabase } from '../support/test-database.ts';

const DAY_MS = 24 * 3_600_000;

/** A consent whose end is known, and who is told before it and after it, by a clock that the test moves. */
forEachDatabase((database) => {
  const { mail } = sharedServers();
  const hooks: { event: string; consentEndsAt: string; connector: { id: string } }[] = [];
  const admin = mail.account().user;
  let later = 0;
  const clock: Clock = { now: () => Date.now() + later, sleep: (ms, signal) => systemClock.sleep(ms / 10, signal) };
  const receiver = createServer(async (request, response) => {
    let body = '';
    for await (const piece of request) body += piece;
    hooks.push(JSON.parse(body));
    response.writeHead(204).end();
  });
  let app: HttpApp;
  beforeAll(async () => {
    receiver.listen(0, '127.0.0.1');
    await once(receiver, 'listening');
    app = await openHttpApp(database.url(), { clock });
    const { id } = await app.call('POST', '/connectors', {
      ...{ type: 'email', displayName: 'Notifications', settings: emailSettings(mail.account()) },
    });
    expect(await app.call('POST', `/connectors/${id}/test`, {})).toMatchObject({ ok: true });
    await app.call('PUT', '/settings/default-mailbox', { connectorId: id });
    await app.call('PUT', '/settings/alerts', {
      ...{ emails: [admin], webhookUrl: 'https://hooks.example/x', webhookSecret: 'a secret of the receiver' },
    });
    const { port } = receiver.address() as AddressInfo;
    // Over the API only https is taken; the receiver of this test has no certificate.
    await app.store.write((tx) =>
      tx.query(
        `UPDATE setting SET value = REPLACE(value, 'https://hooks.example', 'http://127.0.0.1:${port}') WHERE key = 'alerts'`,
      ),
    );
  }, 60_000);
  afterAll(async () => {
    await app.close();
    receiver.close();
  });

  /** as a consent stores it: the whole way is in oauth/ */
  const consent = (connectorId: string, account: string, endsAt: number) =>
    app.store.write(async (tx) => {
      await tx.delete(OauthAuthorizationTable, { connectorId });
      const tokens = { refreshToken: null, accessToken: null, accessExpiresAt: null, renewAt: null };
      await tx.insert(OauthAuthorizationTable, {
        ...{ connectorId, providerId: 'microsoft365', grant: 'authorization_code', clientId: 'c', issuer: 'i' },
        ...{ account, destination: 'd', scopes: [], state: 'authenticated', reason: '', ...tokens, generation: 1 },
        ...{ unanswered: 0, leaseToken: null, leaseUntil: null, authorizedAt: 1, authorizedBy: 'admin' },
        consentEndsAt: endsAt,
      } as never);
    });
  const subjects = async (user: string) => {
    const stored = await mail.readMailbox(user);
    return Promise.all(stored.map(async ({ raw }) => (await simpleParser(raw)).subject ?? ''));
  };
  const quiet = () => new Promise((resolve) => setTimeout(resolve, 1_500));
  const oauthConnector = async (displayName: string, user: string) => {
    const { settings } = { settings: emailSettings(mail.account(user)) };
    const auth = { kind: 'oauth2', user };
    const definition = { type: 'email', displayName, provider: 'microsoft365' };
    const { id } = await app.call('POST', '/connectors', {
      ...{ ...definition, settings: { ...settings, imap: { ...settings.imap, auth } } },
    });
    return id as string;
  };

  test('A2.15 A5.12 administrators are told once before a consent ends and once when it is over, by e-mail and webhook; a new consent begins anew', async () => {
    const id = await oauthConnector('Work', mail.account().user);
    const endsAt = clock.now() + 90 * DAY_MS;
    await consent(id, 'work@acme.example', endsAt);
    await quiet();
    expect(await subjects(admin)).toEqual([]);
    later = 75 * DAY_MS;
    await quiet();
    expect(await subjects(admin)).toEqual([]);
    later = 77 * DAY_MS;
    const day = new Date(endsAt).toISOString().slice(0, 10);
    await expect.poll(() => subjects(admin), { timeout: 20_000 }).toEqual([`The permission of "Work" ends on ${day}`]);
    await expect.poll(() => hooks.length).toBe(1);
    expect(hooks[0]).toMatchObject({ event: 'connector.consent_ends_soon', connector: { id } });
    expect(hooks[0]?.consentEndsAt).toBe(new Date(endsAt).toISOString());
    later = 80 * DAY_MS;
    await quiet();
    expect(await subjects(admin)).toHaveLength(1);
    later = 91 * DAY_MS;
    await expect.poll(() => subjects(admin), { timeout: 20_000 }).toHaveLength(2);
    expect((await subjects(admin))[1]).toBe(`The permission of "Work" ended on ${day}`);
    await expect.poll(() => hooks.map(({ event }) => event)).toContain('connector.consent_ended');
    await quiet();
    expect(await subjects(admin)).toHaveLength(2);
    expect(hooks).toHaveLength(2);
    await consent(id, 'work@acme.example', clock.now() + 10 * DAY_MS);
    later = 93 * DAY_MS;
    await expect.poll(() => subjects(admin), { timeout: 20_000 }).toHaveLength(3);
    await app.call('DELETE', `/connectors/${id}`);
  }, 90_000);

  test('A2.15 A5.12 of a mailbox of one’s own its owner is told, and nobody else', async () => {
    const { user } = mail.account();
    const before = { mails: (await subjects(admin)).length, hooks: hooks.length };
    const account = await app.call('POST', '/me/email-accounts', {
      ...{ address: user, provider: 'microsoft365', settings: emailSettings(mail.account(user)) },
    });
    await consent(account.id, user, clock.now() + 3 * DAY_MS);
    await expect.poll(() => subjects(user), { timeout: 20_000 }).toHaveLength(1);
    const [first] = await mail.readMailbox(user);
    expect((await simpleParser(first?.raw ?? Buffer.of())).text).toContain(
      'open your email accounts and press Reconnect',
    );
    await quiet();
    expect({ mails: (await subjects(admin)).length, hooks: hooks.length }).toEqual(before);
  }, 60_000);

  test('A5.12 consents that end together are one e-mail with a list, and no person gets a second one within a day', async () => {
    later += 3 * DAY_MS;
    const before = (await subjects(admin)).length;
    const hooked = hooks.length;
    const ids: string[] = [];
    for (const name of ['Sales', 'Support']) ids.push(await oauthConnector(name, mail.account().user));
    const endsAt = clock.now() + 15 * DAY_MS;
    for (const id of ids) await consent(id, `${id}@acme.example`, endsAt);
    await quiet();
    expect(await subjects(admin)).toHaveLength(before);
    later += 2 * DAY_MS;
    await expect.poll(() => subjects(admin), { timeout: 20_000 }).toHaveLength(before + 1);
    expect((await subjects(admin)).at(-1)).toBe('2 mailboxes need a new permission');
    const newest = (await mail.readMailbox(admin)).at(-1);
    const { text = '' } = await simpleParser(newest?.raw ?? Buffer.of());
    const day = new Date(endsAt).toISOString().slice(0, 10);
    for (const name of ['Sales', 'Support']) expect(text).toContain(`The permission of "${name}" ends on ${day}.`);
    // A machine is told of each by itself.
    await expect.poll(() => hooks.length).toBe(hooked + 2);
    const late = await oauthConnector('Late', mail.account().user);
    await consent(late, 'late@acme.example', clock.now() + 5 * DAY_MS);
    later += DAY_MS / 2;
    await quiet();
    expect(await subjects(admin)).toHaveLength(before + 1);
    later += DAY_MS / 2 + 60_000;
    await expect.poll(() => subjects(admin), { timeout: 20_000 }).toHaveLength(before + 2);
    expect((await subjects(admin)).at(-1)).toContain('The permission of "Late" ends on');
  }, 90_000);
});
