import type { Clock } from '../../src/sdk/index.ts';
import { keptPort } from './free-port.ts';
import { type HttpApp, openHttpApp } from './http-app.ts';
import { type Oidc, type OidcOptions, startOidc } from './mail/oidc.ts';
import { openVisitor, type Visit } from './oauth-browser.ts';

export interface SignOnServers {
  oidc: Oidc;
  /** of the redirect address that is registered at the provider */
  port: number;
  stop(): Promise<void>;
}

/** A real OpenID provider where this installation is registered. */
export async function startSignOnServers(options: Partial<OidcOptions> = {}): Promise<SignOnServers> {
  const port = await keptPort();
  const oidc = await startOidc({
    redirectUris: [`http://127.0.0.1:${port}/api/sign-on/callback`],
    signedOutUris: [`http://127.0.0.1:${port}/login`],
    ...options,
  });
  return { oidc, port, stop: () => oidc.stop() };
}

/** What an administrator enters. */
export function providerOf({ oidc }: SignOnServers, more: object = {}) {
  const { id: clientId, secret } = oidc.client;
  return { name: 'Acme', issuer: oidc.issuer, clientId, secret, ...more };
}

export interface SignOnBrowser {
  /** asks to sign in; answers where the provider is to be visited */
  start(providerId: string, returnTo?: string): Promise<string>;
  /** the callback as the provider's redirect asks for it; answers the address that the browser goes on to */
  callback(url: string): Promise<URL>;
  /** the whole way through the provider's form */
  signOn(providerId: string, visit: Visit & { returnTo?: string }): Promise<URL>;
  /** a request of our own page, with the session; the body, or undefined */
  ask(
    method: string,
    path: string,
    body?: object,
    // biome-ignore lint/suspicious/noExplicitAny: an answer is JSON; the test says what it expects in it
  ): Promise<{ status: number; body: any; setCookie: string[] }>;
  cookies: Map<string, string>;
}

/** Keeps cookies as a browser does; the strict one of the session stays at home on the way back from the provider. */
export function openSignOnBrowser(app: Pick<HttpApp, 'url'>): SignOnBrowser {
  const cookies = new Map<string, string>();
  const send = async (method: string, address: string, options: { lax?: boolean; body?: object } = {}) => {
    const sent = [...cookies].filter(([name]) => options.lax !== true || name !== 'mailrule');
    const response = await fetch(address, {
      method,
      redirect: 'manual',
      headers: {
        origin: app.url,
        'user-agent': 'Test browser',
        cookie: sent.map(([name, value]) => `${name}=${value}`).join('; '),
        ...(options.body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
    });
    for (const line of response.headers.getSetCookie()) {
      const [name = '', value = ''] = (line.split(';')[0] ?? '').split('=');
      if (value === '') cookies.delete(name);
      else cookies.set(name, value);
    }
    return response;
  };
  const browser: SignOnBrowser = {
    cookies,
    start: async (providerId, returnTo) => {
      const body = returnTo === undefined ? {} : { returnTo };
      const response = await send('POST', `${app.url}/api/sign-on/${providerId}/start`, { body });
      const answer = (await response.json()) as { url: string; detail?: string };
      if (!response.ok) throw Object.assign(new Error(String(answer.detail)), { status: response.status });
      return answer.url;
    },
    callback: async (url) => {
      const response = await send('GET', url, { lax: true });
      const location = response.headers.get('location');
      if (location === null) throw new Error(`no redirect: ${response.status} ${await response.text()}`);
      return new URL(location, url);
    },
    signOn: async (providerId, { returnTo, ...visit }) => {
      const url = await browser.start(providerId, returnTo);
      return browser.callback(await openVisitor().consent(url, visit));
    },
    ask: async (method, path, body) => {
      const response = await send(method, `${app.url}/api${path}`, body === undefined ? {} : { body });
      const text = await response.text();
      const setCookie = response.headers.getSetCookie();
      return { status: response.status, body: text === '' ? undefined : JSON.parse(text), setCookie };
    },
  };
  return browser;
}

export interface SignOnRig {
  app: HttpApp;
  browser(): SignOnBrowser;
  /** adds a provider; answers its id */
  provider(more?: object): Promise<string>;
  close(): Promise<void>;
}

export async function openSignOnRig(databaseUrl: string, servers: SignOnServers, clock?: Clock): Promise<SignOnRig> {
  const app = await openHttpApp(databaseUrl, { port: servers.port, ...(clock && { clock }) });
  return {
    app,
    browser: () => openSignOnBrowser(app),
    provider: async (more) => (await app.call('POST', '/sign-on/providers', providerOf(servers, more))).id,
    close: () => app.close(),
  };
}
