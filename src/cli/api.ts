import type { RouteCall } from '../http/dispatch.ts';
import type { Caller, RouteAnswer } from '../http/route.ts';
import { AppError, isErrorCode } from '../sdk/index.ts';
import { eventsIn } from './event-data.ts';
import { linesIn } from './lines-in.ts';

export type ApiCall = Omit<RouteCall, 'caller' | 'signal'>;

/** The operations of the HTTP API, over HTTP or in this process: the same routes, the same checks. */
export interface Api {
  /** The answer's JSON; bytes come as a string. Throws the AppError of a refusal. */
  call<T>(request: ApiCall): Promise<T>;
  /** the same with a file as the body, however large */
  upload<T>(request: Omit<ApiCall, 'body'> & { content: AsyncIterable<Uint8Array> }): Promise<T>;
  /** Each line of an answer that comes while the work is done (application/x-ndjson), as it comes; however long it takes. */
  lines<T>(request: ApiCall): AsyncGenerator<T, void, undefined>;
  /** The JSON of each server-sent event, as it comes. A stream that breaks ends: whoever wants more asks again, and is told why not. */
  events<T>(request: ApiCall): AsyncGenerator<T, void, undefined>;
  close(): Promise<void>;
}

type Chunks = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

const DEFAULT_TIMEOUT_MS = 60_000;

/** Talks to a running server. DATABASE (exit code 3) when it cannot be reached. */
export function remoteApi(server: { url: string; token: string | undefined; signal: AbortSignal }): Api {
  const base = server.url.replace(/\/+$/, '').replace(/\/api$/, '');
  const open = (request: ApiCall, init: RequestInit) =>
    fetch(urlOf(base, request), init).catch((cause: Error) => {
      throw new AppError('DATABASE', `The server at ${base} cannot be reached; is it running?`, { cause });
    });
  const ask = async <T>(request: ApiCall, init: RequestInit): Promise<T> => {
    const response = await open(request, init);
    const text = await textOf(new Uint8Array(await response.arrayBuffer()));
    if (!response.ok || (text !== '' && !isOurs(response))) throw refusalOf(response.status, text);
    return (isJson(response) ? JSON.parse(text) : text) as T;
  };
  const stream = async (request: ApiCall) => {
    const response = await open(request, { ...initOf(request, server), signal: server.signal });
    if (!response.ok || !isOurs(response)) throw refusalOf(response.status, await response.text());
    return response.body ?? [];
  };
  return {
    call: (request) => ask(request, initOf(request, server)),
    upload: ({ content, ...request }) => {
      const { headers } = initOf(request, server);
      const type = { ...(headers as Record<string, string>), 'content-type': 'application/octet-stream' };
      // duplex: Node's fetch wants to be told that it cannot read the answer before the whole body is out.
      const streamed = { body: content as unknown as NonNullable<RequestInit['body']>, duplex: 'half' as const };
      return ask(request, { method: request.method, headers: type, signal: server.signal, ...streamed });
    },
    lines: async function* <T>(request: ApiCall) {
      yield* jsonLines<T>(await stream(request));
    },
    events: async function* <T>(request: ApiCall) {
      yield* eventsIn<T>(untilBroken(await stream(request)));
    },
    close: async () => {},
  };
}

/** Calls the routes in this process. */
export function localApi(
  dispatch: (call: RouteCall) => Promise<RouteAnswer>,
  caller: Caller,
  signal: AbortSignal,
  close: () => Promise<void>,
): Api {
  const stream = async (request: ApiCall) => {
    const { raw } = await dispatch({ ...request, caller, signal });
    const content = raw?.content ?? '';
    const chunks = typeof content === 'string' ? [Buffer.from(content)] : content;
    return chunks instanceof Uint8Array ? [chunks] : chunks;
  };
  return {
    async call<T>(request: ApiCall): Promise<T> {
      const { body, raw } = await dispatch({ ...request, caller, signal });
      if (raw === undefined) return JSON.parse(JSON.stringify(body ?? null)) as T;
      return (await textOf(raw.content)) as T;
    },
    async upload<T>({
      content,
      ...request
    }: Omit<ApiCall, 'body'> & { content: AsyncIterable<Uint8Array> }): Promise<T> {
      const { body } = await dispatch({ ...request, body: content, caller, signal });
      return JSON.parse(JSON.stringify(body ?? null)) as T;
    },
    lines: async function* <T>(request: ApiCall) {
      yield* jsonLines<T>(await stream(request));
    },
    events: async function* <T>(request: ApiCall) {
      yield* eventsIn<T>(await stream(request));
    },
    close,
  };
}

async function* jsonLines<T>(chunks: Chunks): AsyncGenerator<T, void> {
  for await (const line of linesIn(chunks)) if (line !== '') yield JSON.parse(line) as T;
}

/** A server that is restarted, or a network that is lost, ends the stream. */
async function* untilBroken(chunks: Chunks): AsyncGenerator<Uint8Array, void> {
  try {
    yield* chunks;
  } catch {
    // The next request says what is wrong, where something still is.
  }
}

function urlOf(base: string, { path, query }: ApiCall): string {
  const search = new URLSearchParams(query).toString();
  return `${base}/api${path}${search === '' ? '' : `?${search}`}`;
}

function initOf(
  { method, body, headers }: ApiCall,
  { token, signal }: { token: string | undefined; signal: AbortSignal },
): RequestInit {
  const given = Object.entries({ ...headers, ...(token ? { authorization: `Bearer ${token}` } : {}) });
  const set = given.filter((pair): pair is [string, string] => pair[1] !== undefined);
  const timeout = AbortSignal.timeout(DEFAULT_TIMEOUT_MS);
  return {
    method,
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...Object.fromEntries(set) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    signal: AbortSignal.any([signal, timeout]),
  };
}

/** Every answer of ours has its request id; any web server may answer 200. */
function isOurs(response: Response): boolean {
  return response.headers.has('x-request-id');
}

function isJson(response: Response): boolean {
  return /^application\/(.+\+)?json\b/.test(response.headers.get('content-type') ?? '');
}

function refusalOf(status: number, text: string): AppError {
  const problem = parsedObject(text);
  const { code, detail, errors, details } = problem;
  if (isErrorCode(code) && typeof detail === 'string') {
    return new AppError(code, detail, {
      details: { ...(details as object | undefined), ...(Array.isArray(errors) ? { fields: errors } : {}) },
    });
  }
  return new AppError('INTERNAL', `The server answered ${status} and is no mailrule server; check --url.`);
}

function parsedObject(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    // Not JSON: some other program answers at this address; the caller says so.
    return {};
  }
}

async function textOf(content: string | Uint8Array | AsyncIterable<Uint8Array>): Promise<string> {
  if (typeof content === 'string') return content;
  if (content instanceof Uint8Array) return Buffer.from(content).toString('utf8');
  const chunks: Uint8Array[] = [];
  for await (const chunk of content) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
