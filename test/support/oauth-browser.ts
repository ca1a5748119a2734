import type { HttpApp } from './http-app.ts';

export interface Visit {
  /** what is typed into the sign-in form; absent: what the form proposes */
  account?: string;
  deny?: boolean;
}

export interface Visitor {
  /** From the address of the consent, through the provider's own form, to the address it sends the browser back to. */
  consent(url: string, visit?: Visit): Promise<string>;
}

const MOST_HOPS = 12;

/** A browser without a screen: it keeps the provider's cookies, follows redirects and sends the form. */
export function openVisitor(): Visitor {
  const cookies = new Map<string, string>();
  const keep = (response: Response) => {
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      const at = pair.indexOf('=');
      if (pair.slice(at + 1) === '') cookies.delete(pair.slice(0, at));
      else cookies.set(pair.slice(0, at), pair.slice(at + 1));
    }
  };
  const get = async (url: string, body?: URLSearchParams) => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(url, {
      redirect: 'manual',
      headers: { cookie },
      ...(body ? { method: 'POST', body } : {}),
    });
    keep(response);
    return response;
  };
  return {
    consent: async (url, { account, deny = false } = {}) => {
      let at = url;
      let response = await get(at);
      for (let hop = 0; hop < MOST_HOPS; hop += 1) {
        const location = response.headers.get('location');
        if (location !== null) {
          at = new URL(location, at).href;
          if (/\/api\/(oauth|sign-on)\/callback$/.test(new URL(at).pathname)) return at;
          response = await get(at);
          continue;
        }
        const page = await response.text();
        const proposed = /name="login" value="([^"]*)"/.exec(page)?.[1];
        if (proposed === undefined) throw new Error(`stopped at ${at}: ${response.status} ${page}`);
        response = await get(at, new URLSearchParams({ login: account ?? proposed, go: deny ? 'deny' : 'allow' }));
      }
      throw new Error('too many redirects');
    },
  };
}

/** A browser's session with the server: cookies as a browser keeps them. */
export interface OwnSession {
  /** POST authorize; answers where the provider is to be visited. `below`: /connectors, or where own accounts are */
  authorize(connectorId: string, below?: string): Promise<string>;
  /** The callback as the provider's redirect asks for it; answers the address that the browser goes on to. */
  callback(url: string, options?: { withoutCookies?: boolean }): Promise<URL>;
  /** what the page asks for afterwards */
  outcome(done: URL): Promise<{ outcome: string; message: string }>;
  signOut(): Promise<void>;
}

export async function openSession(app: HttpApp, who = app.administrator): Promise<OwnSession> {
  const cookies = new Map<string, string>();
  const send = async (method: string, address: string, options: { only?: string; body?: unknown } = {}) => {
    const sent = [...cookies].filter(([name]) => options.only === undefined || name === options.only);
    const response = await fetch(address, {
      method,
      redirect: 'manual',
      headers: {
        origin: app.url,
        cookie: sent.map(([name, value]) => `${name}=${value}`).join('; '),
        ...(options.body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
    });
    for (const line of response.headers.getSetCookie()) {
      const [name = '', value = ''] = (line.split(';')[0] ?? '').split('=');
      cookies.set(name, value);
    }
    return response;
  };
  const json = async <T>(response: Response): Promise<T> => {
    const answer = (await response.json()) as T & { detail?: string };
    if (!response.ok)
      throw Object.assign(new Error(String(answer.detail)), { status: response.status, problem: answer });
    return answer;
  };
  await json(await send('POST', `${app.url}/api/session`, { body: who }));
  return {
    authorize: async (id, below = '/connectors') => {
      const begun = await send('POST', `${app.url}/api${below}/${id}/authorize`);
      return (await json<{ url: string }>(begun)).url;
    },
    callback: async (url, { withoutCookies = false } = {}) => {
      // The strict session cookie stays at home: the provider's page sent the browser.
      const response = await send('GET', url, { only: withoutCookies ? 'none' : 'mailrule-oauth' });
      const location = response.headers.get('location');
      if (location === null) throw new Error(`no redirect: ${response.status} ${await response.text()}`);
      return new URL(location, url);
    },
    outcome: async (done) =>
      json<{ outcome: string; message: string }>(
        await send('GET', `${app.url}/api/oauth/attempts/${done.searchParams.get('attempt')}`),
      ),
    signOut: async () => void (await send('DELETE', `${app.url}/api/session`)),
  };
}
