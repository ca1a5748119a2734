import type { Clock } from '../../src/sdk/index.ts';
import { keptPort } from './free-port.ts';
import { type HttpApp, openHttpApp } from './http-app.ts';
import { type MailServers, startMailServers } from './mail/mail-servers.ts';
import { MAIL_SCOPE, type Oidc, type OidcOptions, startOidc } from './mail/oidc.ts';
import { type OwnSession, openSession, openVisitor, type Visit } from './oauth-browser.ts';

export interface OauthServers {
  oidc: Oidc;
  mail: MailServers;
  /** of the redirect address that is registered at the provider */
  port: number;
  stop(): Promise<void>;
}

/** A provider, and Dovecot and Postfix that look up its tokens. */
export async function startOauthServers(options: Partial<OidcOptions> = {}): Promise<OauthServers> {
  const port = await keptPort();
  const oidc = await startOidc({
    redirectUris: [`http://127.0.0.1:${port}/api/oauth/callback`],
    ...options,
  });
  const mail = await startMailServers({ oauth: oidc.dovecotConf });
  return {
    oidc,
    mail,
    port,
    stop: async () => {
      await mail.stop();
      await oidc.stop();
    },
  };
}

export interface OauthRig {
  app: HttpApp;
  servers: OauthServers;
  session: OwnSession;
  /** a saved connector of this mailbox that signs in with OAuth 2.0 */
  connector(user?: string, name?: string): Promise<string>;
  /** the whole way through the provider's form; answers what the page is told */
  connect(id: string, visit?: Visit): Promise<{ outcome: string; message: string }>;
  /** the sign-in of a connector as the page sees it */
  // biome-ignore lint/suspicious/noExplicitAny: an answer is JSON; the test says what it expects in it
  authorization(id: string): Promise<any>;
  close(): Promise<void>;
}

export async function openOauthRig(
  databaseUrl: string,
  servers: OauthServers,
  options: { clock?: Clock; secretKeys?: [string, ...string[]] } = {},
): Promise<OauthRig> {
  const app = await openHttpApp(databaseUrl, { port: servers.port, ...options });
  await app.call('PUT', '/providers/openid/oauth-app', appFor(servers.oidc));
  const session = await openSession(app);
  return {
    app,
    servers,
    session,
    connector: async (user = 'alice@sender.test', displayName = `OAuth ${user}`) => {
      const { id } = await app.call('POST', '/connectors', {
        type: 'email',
        displayName,
        ...oauthSettings(servers, user),
      });
      return id;
    },
    connect: async (id, visit = {}) => {
      const url = await openVisitor().consent(await session.authorize(id), visit);
      const done = await session.callback(url);
      return done.searchParams.has('attempt')
        ? session.outcome(done)
        : { outcome: done.searchParams.get('result') ?? '', message: '' };
    },
    authorization: (id) => app.call('GET', `/connectors/${id}/authorization`),
    close: () => app.close(),
  };
}

export function appFor(oidc: Oidc) {
  return { clientId: oidc.client.id, secret: oidc.client.secret, issuer: oidc.issuer, extraScopes: [MAIL_SCOPE] };
}

export function oauthSettings({ mail }: Pick<OauthServers, 'mail'>, user: string) {
  const { imap, smtp, caPem } = mail.account(user);
  return {
    settings: {
      imap: { host: imap.host, port: imap.port, security: 'implicit', auth: { kind: 'oauth2', user } },
      sending: true,
      smtp: { host: smtp.host, port: smtp.port, security: 'implicit', sameCredentials: true },
      trust: { caPem },
    },
  };
}
