import { generateKeyPairSync } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startMailServers } from '../../support/mail/mail-servers.ts';
import { appFor, type OauthRig, type OauthServers, openOauthRig, startOauthServers } from '../../support/oauth-rig.ts';
import { sharedServers } from '../../support/servers.ts';
import { makeTempFolder, removeTempFolder } from '../../support/temp-folder.ts';
import { forEachDatabase } from '../../support/test-database.ts';

const APP = '/providers/openid/oauth-app';
const keys = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});

let servers: OauthServers;
beforeAll(async () => {
  const applicationMailbox = 'alice@sender.test';
  servers = await startOauthServers({ rotates: true, serviceAccountKey: keys.publicKey, applicationMailbox });
});
afterAll(() => servers.stop());

forEachDatabase((database) => {
  let rig: OauthRig;
  beforeEach(async () => {
    rig = await openOauthRig(await database.create(), servers);
  });
  afterEach(() => rig.close());

  const put = (more: object) => rig.app.call('PUT', APP, { ...appFor(servers.oidc), ...more });
  const fields = async (body: object) => {
    const { body: problem, status } = await rig.app.request('PUT', APP, body);
    return { status, paths: problem.errors?.map(({ path }: { path: string }) => path) };
  };

  describe('the application of a provider', () => {
    test('A2.11 client ID and secret are kept; the secret is never answered', async () => {
      const app = await rig.app.call('GET', APP);
      expect(app).toMatchObject({
        ...{
          clientId: servers.oidc.client.id,
          secret: { $secret: 'stored' },
          ready: true,
          issuer: servers.oidc.issuer,
        },
        redirectUri: `http://127.0.0.1:${servers.port}/api/oauth/callback`,
      });
      expect(JSON.stringify(app)).not.toContain(servers.oidc.client.secret);
    });

    test('an untouched secret stays; another client ID, issuer or tenant forgets it', async () => {
      const { secret: _left, ...rest } = appFor(servers.oidc);
      expect(await rig.app.call('PUT', APP, rest)).toMatchObject({ secret: { $secret: 'stored' } });
      expect(await rig.app.call('PUT', APP, { ...rest, clientId: 'another' })).toMatchObject({ secret: null });
      await put({});
      expect(await rig.app.call('PUT', APP, { ...rest, tenant: 'another' })).toMatchObject({ secret: null });
      await put({});
      expect(await rig.app.call('PUT', APP, { ...rest, secret: null })).toMatchObject({ secret: null });
    });

    test('what cannot be right is refused at its field', async () => {
      const good = appFor(servers.oidc);
      expect(await fields({ ...good, clientId: 'two words' })).toEqual({ status: 422, paths: ['/clientId'] });
      expect(await fields({ ...good, issuer: 'http://provider.example' })).toEqual({ status: 422, paths: ['/issuer'] });
      expect(await fields({ ...good, issuer: null })).toEqual({ status: 422, paths: ['/issuer'] });
      const nothing = `${rig.app.url}/healthz`;
      expect(await fields({ ...good, issuer: nothing })).toEqual({ status: 422, paths: ['/issuer'] });
      const service = { ...good, grant: 'service_account' };
      expect(await fields({ ...service, secret: 'no key' })).toEqual({ status: 422, paths: ['/secret'] });
      expect(await fields({ ...service, secret: '{"client_email":' })).toEqual({ status: 422, paths: ['/secret'] });
    });

    test('A4.5 A5.7 Google and Microsoft need no issuer; the scopes are the documented ones', async () => {
      const google = await rig.app.call('GET', '/providers/gmail/oauth-app');
      expect(google).toMatchObject({ name: 'Google', ready: false, version: 0 });
      expect(google.defaults.scopes).toEqual(['openid', 'email', 'https://mail.google.com/']);
      const { defaults } = await rig.app.call('GET', '/providers/microsoft365/oauth-app');
      expect(defaults.scopes.map((scope: string) => scope.replace('https://outlook.office.com/', ''))).toEqual([
        ...['openid', 'email', 'profile', 'offline_access', 'IMAP.AccessAsUser.All', 'SMTP.Send'],
      ]);
      expect(await rig.app.call('PUT', '/providers/gmail/oauth-app', { clientId: 'an-id' })).toMatchObject({
        ready: true,
      });
      expect((await rig.app.request('GET', '/providers/sendgrid/oauth-app')).status).toBe(404);
    });

    test('only administrators change it, and not over what somebody else stored meanwhile', async () => {
      const keeper = await rig.app.as('keeper', ['manage_data_sources']);
      expect((await keeper.request('GET', APP)).status).toBe(200);
      expect((await keeper.request('PUT', APP, appFor(servers.oidc))).status).toBe(403);
      expect((await keeper.request('DELETE', APP)).status).toBe(403);
      const stale = await rig.app.request('PUT', APP, appFor(servers.oidc), { 'if-match': '"7"' });
      expect(stale.status).toBe(412);
    });

    test('it is not forgotten while a data source is connected by it', async () => {
      const id = await rig.connector('alice@sender.test', 'Payroll');
      await rig.connect(id);
      const { status, body } = await rig.app.request('DELETE', APP);
      expect([status, body.detail]).toEqual([409, expect.stringContaining('"Payroll"')]);
      await rig.app.call('DELETE', `/connectors/${id}/authorization`);
      expect((await rig.app.request('DELETE', APP)).status).toBe(204);
    });

    test('an application that was changed asks for Reconnect instead of showing the old tokens to another one', async () => {
      const id = await rig.connector();
      await rig.connect(id);
      await put({ clientId: 'another' });
      expect(await rig.authorization(id)).toMatchObject({ state: 'reconnect', reason: /application was changed/ });
      await rig.app.store.write((tx) => tx.query('UPDATE oauth_authorization SET renew_at = 1, access_expires_at = 1'));
      const report = await rig.app.call('POST', `/connectors/${id}/test`, {});
      expect(report.steps.find((step: { id: string }) => step.id === 'imap_sign_in')).toMatchObject({
        ...{ code: 'RECONNECT', fix: 'Press Reconnect.' },
      });
    });
  });

  describe('without a person', () => {
    const authorize = (id: string) => rig.app.call('POST', `/connectors/${id}/authorize`);

    test('client credentials: an application signs in to the mailbox', async () => {
      await put({ grant: 'client_credentials' });
      const id = await rig.connector();
      expect(await authorize(id)).toEqual({ url: null });
      const report = await rig.app.call('POST', `/connectors/${id}/test`, {});
      expect(report.summary).toBe('Connection test succeeded');
      expect(await rig.authorization(id)).toMatchObject({ state: 'authenticated', consentEndsAt: null });
    });

    test('a service account signs for the mailbox; the whole key file can be pasted', async () => {
      const file = { type: 'service_account', client_email: 'robot@project.test', private_key: keys.privateKey };
      const app = await put({ grant: 'service_account', clientId: 'pasted', secret: JSON.stringify(file) });
      expect(app).toMatchObject({ clientId: 'robot@project.test', ready: true });
      const id = await rig.connector('bob@receiver.test');
      expect(await authorize(id)).toEqual({ url: null });
      const report = await rig.app.call('POST', `/connectors/${id}/test`, {});
      expect(report.steps.find((step: { id: string }) => step.id === 'imap_sign_in')).toMatchObject({ ok: true });
      expect(report.summary).toBe('Connection test succeeded');
    });

    test('whom such an application opens is for administrators', async () => {
      await put({ grant: 'client_credentials' });
      const id = await rig.connector();
      const keeper = await rig.app.as('keeper', ['manage_data_sources']);
      const { status, body } = await keeper.request('POST', `/connectors/${id}/authorize`);
      expect([status, body.detail]).toEqual([403, expect.stringContaining('An administrator must connect this one')]);
    });

    test('a refusal of the application names what to correct', async () => {
      await put({ grant: 'client_credentials', secret: 'wrong' });
      const id = await rig.connector();
      const { status, body } = await rig.app.request('POST', `/connectors/${id}/authorize`);
      expect([status, body.detail]).toEqual([502, expect.stringContaining('correct client ID and client secret')]);
    });
  });

  test('A2.15 A5.12 the date by which a person has to consent again is stored and shown where it is known', async () => {
    await rig.app.call('PUT', '/providers/microsoft365/oauth-app', { ...appFor(servers.oidc), extraScopes: [] });
    const { settings } = await rig.app.call('GET', `/connectors/${await rig.connector()}`);
    const definition = { type: 'email', displayName: 'Work', provider: 'microsoft365', settings };
    const { id } = await rig.app.call('POST', '/connectors', definition);
    servers.oidc.state.alwaysLasting = true;
    expect(await rig.connect(id)).toMatchObject({ outcome: 'done' });
    const { consentEndsAt, authorizedAt, consentEndsSoon } = await rig.authorization(id);
    expect(consentEndsAt - authorizedAt).toBe(90 * 24 * 3_600_000);
    expect(consentEndsSoon).toBe(false);
  });
});

describe('the mechanisms', () => {
  test('OAUTHBEARER where the servers offer no XOAUTH2, over IMAP and SMTP', async () => {
    const mail = await startMailServers({
      oauth: servers.oidc.dovecotConf,
      extra: 'auth_mechanisms = plain oauthbearer',
    });
    try {
      await withRig({ ...servers, mail }, async (rig) => {
        const id = await rig.connector();
        await rig.connect(id);
        const report = await rig.app.call('POST', `/connectors/${id}/test`, {});
        expect(report.summary).toBe('Connection test succeeded');
      });
    } finally {
      await mail.stop();
    }
  });

  test('a provider that takes the secret of an application in the header only', async () => {
    const other = await startOauthServers({ rotates: true, clientAuth: 'client_secret_basic' });
    try {
      await withRig(other, async (rig) => {
        const id = await rig.connector();
        expect(await rig.connect(id)).toMatchObject({ outcome: 'done' });
        const report = await rig.app.call('POST', `/connectors/${id}/test`, {});
        expect(report.summary).toBe('Connection test succeeded');
      });
    } finally {
      await other.stop();
    }
  });

  test('A4.5 servers that take passwords only are told apart from a refused permission', async () => {
    const mail = { ...servers.mail, account: sharedServers().mail.account };
    await withRig({ ...servers, mail }, async (rig) => {
      const id = await rig.connector();
      await rig.connect(id);
      const { steps } = await rig.app.call('POST', `/connectors/${id}/test`, {});
      const codes = steps.filter(({ ok }: { ok: boolean }) => ok === false).map(({ code }: { code: string }) => code);
      expect(codes).toEqual(['OAUTH_NOT_OFFERED', 'OAUTH_NOT_OFFERED']);
    });
  });

  test('a token that the servers refuse says which mailbox to look at', async () => {
    await withRig(servers, async (rig) => {
      await rig.app.call('PUT', APP, { ...appFor(servers.oidc), grant: 'client_credentials' });
      // The application of this provider opens alice's mailbox only.
      const id = await rig.connector('bob@receiver.test');
      await rig.app.call('POST', `/connectors/${id}/authorize`);
      const { steps } = await rig.app.call('POST', `/connectors/${id}/test`, {});
      const failed = steps.filter(({ ok }: { ok: boolean }) => ok === false);
      expect(failed.map(({ code }: { code: string }) => code)).toEqual(['OAUTH_REFUSED', 'OAUTH_REFUSED']);
    });
  });
});

async function withRig(at: OauthServers, work: (rig: OauthRig) => Promise<void>): Promise<void> {
  const folder = makeTempFolder('oauth');
  const rig = await openOauthRig(`sqlite:${folder}/test.db`, at);
  try {
    await work(rig);
  } finally {
    await rig.close();
    removeTempFolder(folder);
  }
}
