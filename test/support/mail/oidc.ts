import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { importSPKI, jwtVerify } from 'jose';
import type { Configuration, Grant, InteractionResults, KoaContextWithOIDC } from 'oidc-provider';
import Provider, { interactionPolicy } from 'oidc-provider';
import { freePort } from '../free-port.ts';

export const MAIL_SCOPE = 'https://mail.test/';
/** Those of Microsoft, which asks by prompt=select_account instead of consent. */
const SCOPES = [
  'profile',
  MAIL_SCOPE,
  'https://outlook.office.com/IMAP.AccessAsUser.All',
  'https://outlook.office.com/SMTP.Send',
];
/** The client by which Dovecot asks about tokens. */
const DOVECOT = { id: 'dovecot', secret: 'dovecot-secret' };
const JWT_BEARER = 'urn:ietf:params:oauth:grant-type:jwt-bearer';

export interface OidcOptions {
  redirectUris: readonly string[];
  /** where people may go on to after signing out */
  signedOutUris?: readonly string[];
  /** true: each renewal gives a new refresh token, and using an old one ends the consent, as at Microsoft */
  rotates?: boolean;
  /** public key (PEM) of service accounts that may speak for any mailbox */
  serviceAccountKey?: string;
  /** how the application shows its secret; the provider offers nothing else then */
  clientAuth?: 'client_secret_post' | 'client_secret_basic';
  /** the mailbox that an application without a person may open */
  applicationMailbox?: string;
  /** says the id of its session in ID tokens, and makes logout tokens */
  backchannel?: boolean;
  /** its ID tokens are encrypted with the client secret */
  encryptsIdTokens?: boolean;
}

export interface Oidc {
  issuer: string;
  client: { id: string; secret: string };
  /** what a test may change while it runs */
  state: {
    /** seconds */
    accessTtl: number;
    /** the provider answers with this status; `all`: at every address, not only where tokens are given */
    down: { status: number; all?: boolean } | null;
    /** the next answers of the token endpoint are made and then dropped on the way */
    dropAnswers: number;
    /** a refresh token whatever was asked for, as Microsoft gives one without prompt=consent */
    alwaysLasting: boolean;
    /** the person leaves this scope out of the consent */
    withheld: string | undefined;
    /** mailboxes that tokens of an account open instead of its own, as for a shared mailbox */
    opens: Record<string, string>;
    /** what it says of these accounts, beside or instead of their address */
    people: Map<string, Record<string, unknown>>;
    /** seconds by which its clock is behind while it makes tokens */
    clockBehind: number;
  };
  counts: { tokenCalls: number; renewals: number; mostAtOnce: number; refused: string[] };
  /** the person withdraws the consent: tokens die, renewals are refused */
  revokeConsent(account: string): Promise<void>;
  /** its access tokens end early; renewing goes on */
  endAccessTokens(account: string): Promise<void>;
  isActive(accessToken: string): Promise<boolean>;
  /** what it sends when this account signs out (Back-Channel Logout 1.0), with other claims or for another client, too */
  logoutToken(account: string, over?: LogoutClaims): Promise<string>;
  /** how it calls the last session of the account */
  sidOf(account: string): string | undefined;
  dovecotConf: string;
  stop(): Promise<void>;
}

export interface LogoutClaims {
  /** undefined: it is left out */
  claims?: Record<string, unknown>;
  clientId?: string;
  use?: 'logout' | 'idtoken';
}

interface World {
  provider: Provider;
  options: OidcOptions;
  oidc: Pick<Oidc, 'issuer' | 'state' | 'counts'>;
  /** accounts by the id of their grant */
  grants: Map<string, string>;
  /** accounts by access token */
  tokens: Map<string, string>;
  /** sessions by account */
  sids: Map<string, string>;
  atOnce: number;
}

/** A certified OpenID provider on loopback, in plain http. Its tokens are looked up by Dovecot (RFC 7662). */
export async function startOidc(options: OidcOptions): Promise<Oidc> {
  const port = await freePort();
  const issuer = `http://localhost:${port}`;
  const state: Oidc['state'] = {
    accessTtl: 3600,
    down: null,
    dropAnswers: 0,
    alwaysLasting: false,
    withheld: undefined,
    opens: {},
    people: new Map(),
    clockBehind: 0,
  };
  const counts: Oidc['counts'] = { tokenCalls: 0, renewals: 0, mostAtOnce: 0, refused: [] };
  const client = { id: 'mailrule-test', secret: 'the-client-secret' };
  const provider = new Provider(issuer, configuration(options, client, state));
  const world: World = {
    provider,
    options,
    oidc: { issuer, state, counts },
    grants: new Map(),
    tokens: new Map(),
    sids: new Map(),
    atOnce: 0,
  };
  watch(world);
  const server = createServer((request, response) => {
    handle(world, request, response).catch((error: unknown) => {
      response.writeHead(500).end(`test provider: ${String(error)}`);
    });
  });
  await new Promise<void>((resolve, reject) => server.listen(port, '127.0.0.1', resolve).once('error', reject));
  return {
    issuer,
    client,
    state,
    counts,
    revokeConsent: async (account) => {
      for (const [id, owner] of world.grants) if (owner === account) await (await provider.Grant.find(id))?.destroy();
    },
    endAccessTokens: async (account) => {
      for (const [id, owner] of world.tokens) {
        if (owner === account) await (await provider.AccessToken.find(id))?.destroy();
      }
    },
    isActive: async (token) => (await provider.AccessToken.find(token))?.isValid ?? false,
    logoutToken: (account, over = {}) => logoutToken(world, account, { clientId: client.id, ...over }),
    sidOf: (account) => world.sids.get(account),
    dovecotConf: dovecotOauth(issuer, port),
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function configuration(options: OidcOptions, client: Oidc['client'], state: Oidc['state']): Configuration {
  const seconds = () => state.accessTtl;
  return {
    clients: [
      {
        client_id: client.id,
        client_secret: client.secret,
        token_endpoint_auth_method: options.clientAuth ?? 'client_secret_post',
        redirect_uris: [...options.redirectUris],
        post_logout_redirect_uris: [...(options.signedOutUris ?? [])],
        grant_types: ['authorization_code', 'refresh_token', 'client_credentials'],
        response_types: ['code'],
        scope: `openid email offline_access ${SCOPES.join(' ')}`,
        ...(options.backchannel && {
          // Nobody listens there: a test sends what it asks for.
          backchannel_logout_uri: 'http://127.0.0.1:9/backchannel-logout',
          backchannel_logout_session_required: true,
        }),
        ...(options.encryptsIdTokens && {
          id_token_encrypted_response_alg: 'dir',
          id_token_encrypted_response_enc: 'A128CBC-HS256',
        }),
      },
      { client_id: DOVECOT.id, client_secret: DOVECOT.secret, redirect_uris: [], grant_types: [], response_types: [] },
    ],
    ...(options.clientAuth ? { clientAuthMethods: [options.clientAuth, 'none'] } : {}),
    pkce: { required: () => true },
    scopes: ['openid', 'email', 'offline_access', ...SCOPES],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['groups'] },
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      introspection: { enabled: true, allowedPolicy: (_context, asking) => asking.clientId === DOVECOT.id },
      revocation: { enabled: true },
      userinfo: { enabled: true },
      ...(options.backchannel && { backchannelLogout: { enabled: true } }),
      ...(options.encryptsIdTokens && { encryption: { enabled: true } }),
    },
    ...(options.encryptsIdTokens && { enabledJWA: { idTokenEncryptionAlgValues: ['dir'] } }),
    cookies: { keys: ['only-for-tests'] },
    conformIdTokenClaims: false,
    ttl: {
      AccessToken: seconds,
      ClientCredentials: seconds,
      RefreshToken: 14 * 86_400,
      AuthorizationCode: 60,
      IdToken: 3600,
      Interaction: 600,
      Session: 3600,
      Grant: 14 * 86_400,
    },
    extraParams: ['access_type'],
    issueRefreshToken: async (_context, asking, code) =>
      asking.grantTypeAllowed('refresh_token') && (state.alwaysLasting || code.scopes.has('offline_access')),
    rotateRefreshToken: () => options.rotates === true,
    // Dovecot wants the mailbox by this name.
    extraTokenClaims: (_context, token) => {
      const account = 'accountId' in token ? token.accountId : options.applicationMailbox;
      return account === undefined ? {} : { email: state.opens[account] ?? account };
    },
    findAccount: (_context, id) => ({
      accountId: id,
      claims: () => ({ sub: id, email: id, email_verified: true, ...state.people.get(id) }),
    }),
    interactions: { policy: policy(), url: (_context, { uid }) => `/interaction/${uid}` },
    renderError: (context: KoaContextWithOIDC, out) => {
      context.type = 'text';
      context.body = `the provider says: ${JSON.stringify(out)}`;
    },
  };
}

function policy() {
  const prompts = interactionPolicy.base();
  prompts.add(new interactionPolicy.Prompt({ name: 'select_account', requestable: true }), 0);
  return prompts;
}

/** The part of the provider that its types leave out. */
interface IdTokenMaker {
  IdToken: new (
    available: object,
    of: { client: unknown; ctx: undefined },
  ) => { mask: object; set(name: string, value: unknown): void; issue(of: { use: string }): Promise<string> };
}

async function logoutToken(
  { provider, sids }: World,
  account: string,
  { claims = {}, clientId = '', use = 'logout' }: LogoutClaims,
): Promise<string> {
  const { IdToken } = provider as unknown as IdTokenMaker;
  const token = new IdToken({ sub: account }, { client: await provider.Client.find(clientId), ctx: undefined });
  token.mask = { sub: null };
  const events = { 'http://schemas.openid.net/event/backchannel-logout': {} };
  const all = { events, jti: randomUUID(), sid: sids.get(account), ...claims };
  for (const [name, value] of Object.entries(all)) if (value !== undefined) token.set(name, value);
  return token.issue({ use });
}

function watch({ provider, grants, tokens, sids, oidc }: World): void {
  const note = ({ oidc: { entities } }: KoaContextWithOIDC) => {
    const grant = entities.Grant;
    if (grant?.accountId !== undefined) grants.set(grant.jti, grant.accountId);
    const code = entities.AuthorizationCode as { sid?: string; accountId?: string } | undefined;
    if (code?.sid !== undefined && code.accountId !== undefined) sids.set(code.accountId, code.sid);
  };
  provider.on('access_token.saved', ({ jti, accountId }) => tokens.set(jti, accountId));
  provider.on('grant.success', note);
  provider.on('grant.error', (_context, error) => oidc.counts.refused.push(error.error));
}

async function handle(world: World, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { state, counts, issuer } = world.oidc;
  const { pathname } = new URL(request.url ?? '/', issuer);
  const isToken = pathname === '/token';
  if (state.down && (isToken || state.down.all)) {
    response.writeHead(state.down.status, { 'content-type': 'application/json' }).end('{}');
    return;
  }
  const uid = /^\/interaction\/([\w-]+)$/.exec(pathname)?.[1];
  if (uid !== undefined) return interact(world, uid, request, response);
  if (!isToken) return void (await world.provider.callback()(request, response));
  counts.tokenCalls += 1;
  world.atOnce += 1;
  counts.mostAtOnce = Math.max(counts.mostAtOnce, world.atOnce);
  try {
    const form = new URLSearchParams(await textOf(request));
    if (form.get('grant_type') === 'refresh_token') counts.renewals += 1;
    if (form.get('grant_type') === JWT_BEARER) return await answerServiceAccount(world, form, response);
    // The body was read: koa takes a parsed one where it stands.
    Object.assign(request, { body: Object.fromEntries(form) });
    if (state.dropAnswers > 0) {
      state.dropAnswers -= 1;
      response.end = () => response.destroy() as never;
    }
    await withClockBehind(state.clockBehind, () => world.provider.callback()(request, response));
  } finally {
    world.atOnce -= 1;
  }
}

/** The answer is on its way only when this has ended: whoever reads it sees the real clock. */
async function withClockBehind(seconds: number, work: () => Promise<void>): Promise<void> {
  const { now } = Date;
  if (seconds > 0) Date.now = () => now() - seconds * 1000;
  try {
    await work();
  } finally {
    Date.now = now;
  }
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += chunk;
  return text;
}

/** Google's way: the assertion alone, without a client. */
async function answerServiceAccount(
  { provider, options, oidc }: World,
  form: URLSearchParams,
  response: ServerResponse,
) {
  const key = await importSPKI(options.serviceAccountKey ?? '', 'RS256');
  const { payload } = await jwtVerify(form.get('assertion') ?? '', key, { audience: `${oidc.issuer}/token` });
  const client = await provider.Client.find('mailrule-test');
  if (client === undefined || payload.sub === undefined) throw new Error('no client, or no subject');
  const grant = new provider.Grant({ accountId: payload.sub, clientId: client.clientId });
  grant.addOIDCScope(String(payload['scope']));
  const scope = String(payload['scope']);
  const token = new provider.AccessToken({
    client,
    accountId: payload.sub,
    grantId: await grant.save(),
    gty: 'jwt_bearer',
    scope,
    extra: { email: payload.sub },
  } as never);
  const answer = { access_token: await token.save(), token_type: 'Bearer', expires_in: oidc.state.accessTtl };
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
}

const SIGN_IN = (uid: string, hint: string) => `<!doctype html><html lang="en"><title>Test provider</title>
<main><h1>Sign in to the test provider</h1><form method="post" action="/interaction/${uid}">
<p><label>Account <input name="login" value="${hint}"></label></p><p><label>Password <input name="password" type="password"></label></p>
<button name="go" value="allow">Allow</button> <button name="go" value="deny">Deny</button></form></main></html>`;

async function interact({ provider, oidc }: World, uid: string, request: IncomingMessage, response: ServerResponse) {
  const details = await provider.interactionDetails(request, response);
  const { prompt, params, grantId, session } = details;
  const { withheld } = oidc.state;
  const finish = (result: InteractionResults, merge: boolean) =>
    provider.interactionFinished(request, response, result, { mergeWithLastSubmission: merge });
  if (request.method === 'POST') {
    const form = new URLSearchParams(await textOf(request));
    if (form.get('go') === 'deny') return finish({ error: 'access_denied' }, false);
    return finish({ login: { accountId: form.get('login') ?? '' } }, false);
  }
  if (prompt.name === 'login') {
    const hint = String(params['login_hint'] ?? '').replace(/[^\w@.+-]/g, '');
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(SIGN_IN(uid, hint));
    return;
  }
  if (prompt.name === 'select_account') return finish({ select_account: {} }, false);
  const grant = await grantOf(provider, grantId, session?.accountId, String(params['client_id']));
  const asked = String(params['scope']).split(' ');
  grant.addOIDCScope(asked.filter((scope) => scope !== withheld).join(' '));
  if (withheld !== undefined) grant.rejectOIDCScope(withheld);
  return finish({ consent: { grantId: await grant.save() } }, true);
}

async function grantOf(provider: Provider, id: string | undefined, accountId: string | undefined, clientId: string) {
  const known: Grant | undefined = id === undefined ? undefined : await provider.Grant.find(id);
  return known ?? new provider.Grant({ ...(accountId === undefined ? {} : { accountId }), clientId });
}

function dovecotOauth(issuer: string, port: number): string {
  return `introspection_mode = post
introspection_url = http://${DOVECOT.id}:${DOVECOT.secret}@127.0.0.1:${port}/token/introspection
force_introspection = yes
username_attribute = email
active_attribute = active
active_value = true
scope = ${MAIL_SCOPE}
issuers = ${issuer}
openid_configuration_url = ${issuer}/.well-known/openid-configuration
timeout_msecs = 2000
`;
}
