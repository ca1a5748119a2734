import { type App, createApp } from '../../src/app.ts';
import { openHttpServer } from '../../src/http/server.ts';
import { createLogger } from '../../src/logger.ts';
import type { Clock } from '../../src/sdk/index.ts';
import { newSecretKey } from '../../src/secrets/secret-box.ts';
import type { HttpAnswer } from './http-app.ts';

export type Call = (method: string, path: string, body?: object, headers?: Record<string, string>) => Promise<Answer>;

export interface Answer extends HttpAnswer {
  headers: Headers;
  /** of the session that the answer began, as a browser sends it back */
  session: Record<string, string>;
}

export interface PeopleRig {
  url: string;
  store: App['store'];
  clock: Clock & { pass(ms: number): void };
  /** everything that was logged */
  log(): string;
  /** nobody's requests */
  call: Call;
  /** the same with the session of a browser, or any other headers */
  as(headers: Record<string, string>): Call;
  /** the first administrator, by an API token */
  administrator: Call;
  /** name and password of the first administrator */
  first: { name: string; password: string };
  /** Adds a person who has chosen a password already; `call` is with a session of the person. */
  person(name: string, roles: string[]): Promise<{ id: string; password: string; call: Call }>;
  close(): Promise<void>;
}

/** An installation whose people are asked about over HTTP, with a clock that a test moves. */
export async function openPeople(databaseUrl: string): Promise<PeopleRig> {
  const lines: string[] = [];
  let now = Date.now();
  const clock = {
    now: () => now,
    sleep: async () => {},
    pass: (ms: number) => {
      now += ms;
    },
  };
  const app = await createApp({
    databaseUrl,
    secretKeys: [newSecretKey()],
    log: createLogger({ level: 'trace', destination: { write: (line) => void lines.push(line) } }),
    clock,
    page: false,
  });
  const first = await app.ensureFirstAdministrator();
  if (first === undefined) throw new Error('The database of openPeople must be empty.');
  const server = await openHttpServer({ router: app.router, host: '127.0.0.1', port: 0 });
  const as: PeopleRig['as'] = (own) => async (method, path, body, headers) => {
    const answer = await fetch(`${server.url}/api${path}`, {
      method,
      headers: { ...own, ...(body ? { 'content-type': 'application/json' } : {}), ...headers },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const text = await answer.text();
    const cookie = answer.headers.get('set-cookie')?.split(';')[0];
    const session: Record<string, string> = cookie ? { cookie, origin: server.url } : {};
    return {
      status: answer.status,
      headers: answer.headers,
      body: text === '' ? undefined : JSON.parse(text),
      session,
    };
  };
  const call = as({});
  // A token: it outlives the days that a test lets pass.
  const { body } = await as((await call('POST', '/session', first)).session)('POST', '/tokens', {
    name: 'test',
    expiresInDays: null,
  });
  const administrator = as({ authorization: `Bearer ${body.token}` });
  return {
    url: server.url,
    store: app.store,
    clock,
    log: () => lines.join(''),
    call,
    as,
    administrator,
    first,
    person: async (name, roles) => {
      const password = `the password of ${name}`;
      const { body } = await administrator('POST', '/users', { name, roles });
      const { code } = body.invitation;
      const { session } = await call('POST', '/invitation/password', { code, password });
      return { id: body.user.id, password, call: as(session) };
    },
    close: async () => {
      await server.close();
      await app.close();
    },
  };
}
