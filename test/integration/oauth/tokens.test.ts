import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { newSecretKey } from '../../../src/secrets/secret-box.ts';
import { OauthAuthorizationTable } from '../../../src/store/tables/oauth.table.ts';
import { databaseBytes } from '../../support/database-bytes.ts';
import { type OauthRig, type OauthServers, openOauthRig, startOauthServers } from '../../support/oauth-rig.ts';
import { forEachDatabase } from '../../support/test-database.ts';
import { openTokens, runSenders, type SenderResult } from '../../support/token-senders.ts';

const SENDERS = { senders: 20, rounds: 5 };

let rotating: OauthServers;
let fixed: OauthServers;
beforeAll(async () => {
  rotating = await startOauthServers({ rotates: true });
  fixed = await startOauthServers({ rotates: false });
});
afterAll(async () => {
  await rotating.stop();
  await fixed.stop();
});

forEachDatabase((database) => {
  let rig: OauthRig;
  let url: string;
  const secretKey = newSecretKey();
  const open = async (servers: OauthServers) => {
    url = await database.create();
    rig = await openOauthRig(url, servers, { secretKeys: [secretKey] });
  };
  afterEach(async () => {
    for (const { oidc } of [rotating, fixed]) {
      Object.assign(oidc.state, { accessTtl: 3600, down: null, dropAnswers: 0 });
      Object.assign(oidc.counts, { tokenCalls: 0, renewals: 0, mostAtOnce: 0, refused: [] });
    }
    await rig.close();
  });

  const connected = async (user = 'alice@sender.test') => {
    const id = await rig.connector(user);
    await rig.connect(id);
    const report = await rig.app.call('POST', `/connectors/${id}/test`, {});
    expect(report.summary).toBe('Connection test succeeded');
    return id;
  };
  /** A rule on an event of its own; answers what fires it. */
  const rule = async (connector: string) => {
    const type = `event-${connector}`;
    const params = { connector, to: [{ address: 'bob@receiver.test' }], subject: type, html: '<p>Hello</p>' };
    await rig.app.call('POST', '/rules', {
      name: type,
      trigger: { kind: 'workflow', event: type },
      actions: [{ action: 'send-email', params }],
    });
    return async () => (await rig.app.call('POST', '/events', { type, facts: {} })).eventId as string;
  };
  const connector = (id: string) => rig.app.call('GET', `/connectors/${id}`);
  const change = (connectorId: string, values: object) =>
    rig.app.store.write((tx) => tx.update(OauthAuthorizationTable, { connectorId }, values as never));
  const row = (connectorId: string) => rig.app.store.read.findOneByOrFail(OauthAuthorizationTable, { connectorId });
  const source = async (id: string) => (await openTokens(rig.app.store, secretKey))(id);
  const ended = { renewAt: 1, accessExpiresAt: 1 };

  describe('renewing', () => {
    test('20 senders in each of two processes: one renewal at a time, none for nothing, nobody refused', async () => {
      await open(rotating);
      const id = await connected();
      const { counts } = rotating.oidc;
      Object.assign(counts, { renewals: 0, mostAtOnce: 0, refused: [] });
      const runs = await (database.kind === 'postgres'
        ? Promise.all([1, 2].map(() => inProcess({ databaseUrl: url, secretKey, connectorId: id, ...SENDERS })))
        : Promise.all([1, 2].map(async () => runSenders(await source(id), SENDERS))));
      expect(runs.flatMap(({ errors }) => errors)).toEqual([]);
      expect(runs.map(({ got }) => got)).toEqual([100, 100]);
      expect(counts).toMatchObject({ mostAtOnce: 1, refused: [] });
      const tokens = new Set(runs.flatMap(({ tokens: own }) => own));
      // The first one was there already.
      expect(counts.renewals).toBe(tokens.size - 1);
      expect(counts.renewals).toBeGreaterThanOrEqual(SENDERS.rounds - 1);
      expect(await rig.authorization(id)).toMatchObject({ state: 'authenticated' });
    });

    test('a hundred expiries: one renewal for each', async () => {
      await open(rotating);
      const id = await connected();
      const { counts } = rotating.oidc;
      Object.assign(counts, { renewals: 0, mostAtOnce: 0, refused: [] });
      const sources = await Promise.all([source(id), source(id)]);
      for (let expiry = 0; expiry < 100; expiry += 1) {
        await change(id, ended);
        const both = await Promise.all(sources.map((ask) => ask()));
        expect(new Set(both).size).toBe(1);
      }
      expect(counts).toMatchObject({ renewals: 100, mostAtOnce: 1, refused: [] });
    }, 120_000);

    test('a new refresh token is stored before anybody gets the access token that came with it', async () => {
      await open(rotating);
      const id = await connected();
      const before = await row(id);
      await change(id, ended);
      await (await source(id))();
      const after = await row(id);
      expect(after.generation).toBe(before.generation + 1);
      expect(after.refreshToken).not.toBe(before.refreshToken);
      expect(after).toMatchObject({ leaseToken: null, leaseUntil: null, unanswered: 0 });
    });

    test('a token that still holds is used while the provider is down', async () => {
      await open(fixed);
      const id = await connected();
      const ask = await source(id);
      const token = await ask();
      await change(id, { renewAt: 1 });
      fixed.oidc.state.down = { status: 503 };
      expect(await ask()).toBe(token);
      await change(id, ended);
      await expect(ask()).rejects.toMatchObject({ code: 'OAUTH_DOWN', retryable: true });
      expect(await rig.authorization(id)).toMatchObject({ state: 'authenticated' });
      fixed.oidc.state.down = null;
      expect(await ask()).not.toBe(token);
    });

    test('an answer that is lost is asked for again where the refresh token stays the same', async () => {
      await open(fixed);
      const id = await connected();
      await change(id, ended);
      fixed.oidc.state.dropAnswers = 1;
      const ask = await source(id);
      await expect(ask()).rejects.toMatchObject({ code: 'OAUTH_DOWN' });
      expect(await row(id)).toMatchObject({ unanswered: 1, leaseToken: null });
      expect(typeof (await ask())).toBe('string');
    });

    test('an answer that is lost with a new refresh token in it needs a person, who is told why', async () => {
      await open(rotating);
      const id = await connected();
      await change(id, ended);
      rotating.oidc.state.dropAnswers = 1;
      const ask = await source(id);
      await expect(ask()).rejects.toMatchObject({ code: 'OAUTH_DOWN' });
      await expect(ask()).rejects.toMatchObject({ code: 'MAIL_AUTH', details: { reason: 'RECONNECT' } });
      expect((await row(id)).reason).toContain('An answer of the provider was lost before');
      expect(await connector(id)).toMatchObject({ state: 'problematic' });
    });

    test('a process that died while it renewed keeps the others back only until its lease ends', async () => {
      await open(rotating);
      const id = await connected();
      const leaseUntil = Date.now() + 700;
      await change(id, { ...ended, leaseToken: 'dead', leaseUntil });
      await (await source(id))();
      expect(Date.now()).toBeGreaterThanOrEqual(leaseUntil);
      expect(rotating.oidc.counts.mostAtOnce).toBe(1);
    });

    test('a refusal is no end while another process has stored newer tokens', async () => {
      await open(rotating);
      const id = await connected();
      const ask = await source(id);
      const stale = await row(id);
      await change(id, ended);
      const newer = await ask();
      // As if it had been read before: the old tokens are tried, refused, and the stored ones used.
      const current = await row(id);
      await change(id, { ...stale, ...ended, generation: stale.generation });
      const renewal = ask();
      await new Promise((resolve) => setTimeout(resolve, 30));
      await change(id, current as object);
      expect(await renewal).toBe(newer);
      expect(await rig.authorization(id)).toMatchObject({ state: 'authenticated' });
    });
  });

  describe('a permission that ends', () => {
    test('A3.11 A3.12 consent withdrawn: Reconnect, the queue waits uncounted, and leaves after the new consent', async () => {
      await open(rotating);
      const id = await connected();
      const fire = await rule(id);
      await rotating.oidc.revokeConsent('alice@sender.test');
      const event = await fire();
      await expect.poll(async () => (await connector(id)).state, { timeout: 15_000 }).toBe('problematic');
      expect(await connector(id)).toMatchObject({ stateReason: expect.stringContaining('Press Reconnect') });
      expect(await rig.authorization(id)).toMatchObject({ state: 'reconnect' });
      const [waiting] = await rig.app.mailsOf(event, 'queued', 'held');
      expect(waiting.attempts).toEqual([]);
      expect(await rig.connect(id)).toMatchObject({ outcome: 'done' });
      const [sent] = await rig.app.mailsOf(event, 'accepted');
      expect(sent.id).toBe(waiting.id);
      expect(await connector(id)).toMatchObject({ id, state: 'active' });
    });

    test('an access token that was revoked early is renewed once, and the mail goes out', async () => {
      await open(fixed);
      const id = await connected();
      const fire = await rule(id);
      const before = await row(id);
      await fixed.oidc.endAccessTokens('alice@sender.test');
      const [sent] = await rig.app.mailsOf(await fire(), 'accepted');
      expect(sent.attempts).toHaveLength(1);
      expect((await row(id)).generation).toBeGreaterThan(before.generation);
      expect(await connector(id)).toMatchObject({ state: 'active' });
    });

    test('an outage of the provider is no end: the mail waits and leaves when it is back', async () => {
      await open(fixed);
      const id = await connected();
      const fire = await rule(id);
      await change(id, ended);
      fixed.oidc.state.down = { status: 503 };
      const event = await fire();
      await expect.poll(() => rig.app.log.map(({ msg }) => msg), { timeout: 15_000 }).toContain('connector paused');
      expect(await connector(id)).toMatchObject({ state: 'active' });
      expect(await rig.authorization(id)).toMatchObject({ state: 'authenticated' });
      fixed.oidc.state.down = null;
      await rig.app.mailsOf(event, 'accepted');
    });
  });

  describe('keeping', () => {
    test('A2.20 A3.15 tokens are sealed: neither in the database, nor in the log, nor in an answer', async () => {
      await open(rotating);
      const id = await connected();
      const token = await (await source(id))();
      const answers = JSON.stringify([await rig.authorization(id), await connector(id)]);
      const places = [answers, JSON.stringify(rig.app.log), (await databaseBytes(url)).toString('latin1')];
      for (const place of places) {
        expect(place).not.toContain(token);
        expect(place).not.toContain(rotating.oidc.client.secret);
      }
    });

    test('security 6: a token that was changed, or moved to another connector, does not open', async () => {
      await open(rotating);
      const [alice, bob] = [await connected('alice@sender.test'), await connected('bob@receiver.test')];
      const { accessToken } = await row(alice);
      const { refreshToken } = await row(bob);
      await change(bob, { accessToken });
      await expect((await source(bob))()).rejects.toMatchObject({ code: 'SECRET_KEY' });
      await change(alice, { accessToken: refreshToken });
      await expect((await source(alice))()).rejects.toMatchObject({ code: 'SECRET_KEY' });
    });

    test('security 5: with another server, user or provider the permission does not count', async () => {
      await open(fixed);
      const id = await connected();
      const { settings, displayName } = await connector(id);
      const elsewhere = { ...settings, imap: { ...settings.imap, host: '127.0.0.2' } };
      const unsaved = await rig.app.call('POST', '/connectors/test', { id, type: 'email', settings: elsewhere });
      const signIn = ({ steps }: { steps: { id: string }[] }) => steps.find((step) => step.id === 'smtp_sign_in');
      expect(signIn(unsaved)).toMatchObject({ ok: false, code: 'NOT_AUTHENTICATED' });
      await rig.app.call('PUT', `/connectors/${id}`, { type: 'email', displayName, settings: elsewhere });
      expect(await rig.authorization(id)).toMatchObject({ state: 'not_authenticated', reason: /changed/ });
      const saved = await rig.app.call('POST', `/connectors/${id}/test`, {});
      expect(signIn(saved)).toMatchObject({ fix: expect.stringContaining('authenticate again') });
    });
  });

  describe('disconnecting', () => {
    test('A5.3 the tokens are forgotten here and withdrawn at the provider, mail stays, and it can be connected again', async () => {
      await open(fixed);
      const id = await connected();
      const ask = await source(id);
      const token = await ask();
      expect(await rig.app.call('DELETE', `/connectors/${id}/authorization`)).toMatchObject({ revoked: true });
      await expect(ask()).rejects.toMatchObject({ details: { reason: 'NOT_AUTHENTICATED' } });
      expect(await fixed.oidc.isActive(token)).toBe(false);
      expect(await connector(id)).toMatchObject({ state: 'inactive', stateReason: /Disconnected/ });
      expect(await rig.authorization(id)).toMatchObject({ state: 'not_authenticated' });
      await rig.connect(id);
      expect(await connector(id)).toMatchObject({ state: 'inactive', stateReason: 'Connected, but not tested yet' });
    });

    test('a provider that is down keeps nobody connected, and says what is left to do', async () => {
      await open(fixed);
      const id = await connected();
      fixed.oidc.state.down = { status: 503, all: true };
      expect(await rig.app.call('DELETE', `/connectors/${id}/authorization`)).toMatchObject({
        ...{ revoked: false, message: expect.stringContaining('Withdraw the permission') },
      });
      expect(await rig.authorization(id)).toMatchObject({ state: 'not_authenticated' });
    });

    test('with a deleted connector its tokens are deleted', async () => {
      await open(fixed);
      const id = await connected();
      await rig.app.call('DELETE', `/connectors/${id}`);
      expect(await rig.app.store.read.countBy(OauthAuthorizationTable, {})).toBe(0);
    });
  });
});

async function inProcess(task: object): Promise<SenderResult> {
  const script = join(import.meta.dirname, '../../support/token-process.ts');
  const child = fork(script, [JSON.stringify(task)], {
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`The process ended with ${code} before it answered.`);
  });
  const answered = once(child, 'message').then(([message]) => message as SenderResult);
  const result = await Promise.race([answered, ended]);
  ended.catch(() => {});
  return result;
}
