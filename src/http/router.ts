import express from 'express';
import { AppError } from '../sdk/index.ts';
import { sendAnswer, sendProblem, setSecurityHeaders } from './answer.ts';
import { audited } from './audited.ts';
import { assertAllowed, callRoute, NOBODY } from './call-route.ts';
import { clientAddress } from './client-address.ts';
import { DOCS_CSS, docsPage } from './docs-page.ts';
import { matchRoute } from './match.ts';
import { type MetricFamily, type RequestMetrics, renderMetrics } from './metrics.ts';
import { openApiDocument } from './openapi.ts';
import { assertSameOrigin } from './origin.ts';
import { toHttpError } from './problem.ts';
import { goneSignal, plainHeaders, plainQuery, readBody, requestIdOf } from './request-input.ts';
import type { Audit, Authenticate, Route, RouteAnswer } from './route.ts';
import type { WebFile, WebPage } from './web-page.ts';

/** What the server says about its work; a pino logger fits. */
export interface HttpLog {
  info(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

export interface RouterOptions {
  routes: readonly Route[];
  authenticate: Authenticate;
  /** keeps what was done; absent: nobody asks */
  audit?: Audit;
  log: HttpLog;
  version: string;
  /** rejects while no requests should be sent here */
  ready(): Promise<void>;
  metrics(): Promise<MetricFamily[]>;
  requests: RequestMetrics;
  /** what an error of a library means, where it means more than "a bug" */
  translate?(thrown: unknown): AppError | undefined;
  /** aborts when the server stops */
  signal: AbortSignal;
  /** 'https://mail.example.com', where a proxy makes it differ from the Host header */
  publicUrl?: string;
  /** answers browsers at every address that is not below /api */
  page?: WebPage;
}

/** What is known about a request when it is over. */
interface Outcome {
  route: string;
  status: number;
  answer: RouteAnswer;
}

type Handle = (request: express.Request, response: express.Response) => Promise<Outcome>;

/** The routes under /api, and /healthz, /readyz and /metrics, to be mounted anywhere in an Express 5 application. */
export function createRouter(options: RouterOptions): express.Router {
  const router = express.Router();
  const https = options.publicUrl?.startsWith('https:') ?? false;
  const mount = (handle: Handle) => (request: express.Request, response: express.Response) => {
    setSecurityHeaders(response, https);
    return exchange(options, request, response, handle);
  };
  const own = (route: string, answer: () => Promise<RouteAnswer>) =>
    mount(async () => ({ route, status: 200, answer: await answer() }));
  mountProbes(router, options, own);
  router.get(
    '/api/openapi.json',
    mount(async (request) => openApi(options, request)),
  );
  router.get(
    '/api/docs',
    own('docs', async () => docs(options)),
  );
  router.get(
    '/api/docs.css',
    own('docsStyle', async () => raw('text/css; charset=utf-8', DOCS_CSS)),
  );
  router.use(
    '/api',
    mount((request, response) => callFromHttp(options, request, response)),
  );
  if (options.page) mountPage(router, options.page, mount);
  return router;
}

/** For a process that answers nobody but its operators. */
export function createProbeRouter(options: RouterOptions): express.Router {
  const router = express.Router();
  mountProbes(router, options, (route, answer) => (request, response) => {
    setSecurityHeaders(response, false);
    return exchange(options, request, response, async () => ({ route, status: 200, answer: await answer() }));
  });
  return router;
}

type Own = (route: string, answer: () => Promise<RouteAnswer>) => express.RequestHandler;

function mountProbes(router: express.Router, options: RouterOptions, own: Own): void {
  router.get(
    '/healthz',
    own('healthz', async () => ({ body: { status: 'ok' } })),
  );
  router.get(
    '/readyz',
    own('readyz', () => options.ready().then(() => ({ body: { status: 'ready' } }))),
  );
  router.get(
    '/metrics',
    own('metrics', () => metricsAnswer(options)),
  );
}

/** The web page finds its own way from the address, so that each one that a browser opens gets the same document. */
function mountPage(router: express.Router, page: WebPage, mount: (handle: Handle) => express.RequestHandler): void {
  const file = mount(async (request) => {
    const name = String(request.params['name'] ?? request.path.slice(1));
    const found = page.findFile(name, request.headers['accept-encoding'] ?? '');
    if (found === undefined) throw new AppError('NOT_FOUND', 'There is no such file; reload the page.');
    return fileOutcome('asset', found);
  });
  router.get('/favicon.svg', file);
  router.get('/assets/:name', file);
  const document = mount(async (request) => fileOutcome('page', page.document(request.baseUrl, request.path)));
  router.get('/{*path}', (request, response, next) =>
    // A host's own routes behind ours may be asked for by anything but a browser's address line.
    request.accepts(['json', 'html']) === 'html' ? document(request, response, next) : next(),
  );
}

function fileOutcome(route: string, { contentType, content, headers }: WebFile): Outcome {
  return { route, status: 200, answer: { headers, raw: { contentType, content } } };
}

async function metricsAnswer(options: RouterOptions): Promise<RouteAnswer> {
  const families = [...(await options.metrics()), ...options.requests.families()];
  return raw('text/plain; version=0.0.4; charset=utf-8', renderMetrics(families));
}

function openApi({ routes, version }: RouterOptions, request: express.Request): Outcome {
  const body = openApiDocument(routes, { version, url: `${request.baseUrl}/api` });
  return { route: 'openapi', status: 200, answer: { body } };
}

function docs({ routes, version }: RouterOptions): RouteAnswer {
  const policy = "default-src 'none'; style-src 'self'; frame-ancestors 'none'";
  return {
    ...raw('text/html; charset=utf-8', docsPage(routes, version)),
    headers: { 'Content-Security-Policy': policy },
  };
}

function raw(contentType: string, content: string): RouteAnswer {
  return { raw: { contentType, content } };
}

async function callFromHttp(
  options: RouterOptions,
  request: express.Request,
  response: express.Response,
): Promise<Outcome> {
  const { method } = request;
  const headers = plainHeaders(request);
  const { route, params } = matchRoute(options.routes, method, request.path);
  if (!route.anyOrigin) assertSameOrigin(method, headers, options.publicUrl);
  // For the log and the metrics when the call fails.
  response.locals['route'] = route.id;
  const remoteAddress = clientAddress(request.ip, request.socket.remoteAddress);
  const caller = await options.authenticate({ method, headers, remoteAddress });
  const requestId = String(response.getHeader('X-Request-Id') ?? '');
  const call = { route, caller, params, address: remoteAddress, requestId };
  const answer = await audited(options.audit, call, async (note, enter) => {
    // Before the body is read: who may not call cannot make us read a megabyte.
    assertAllowed(route, caller, params);
    const given = {
      caller: caller ?? NOBODY,
      params,
      query: plainQuery(request),
      body: await readBody(route, request, response),
      headers,
      signal: AbortSignal.any([options.signal, goneSignal(response)]),
      remoteAddress,
      note,
    };
    return callRoute(route, given, enter);
  });
  return { route: route.id, status: answer.status ?? route.answer.status, answer };
}

/** One request from its first byte to the end of its answer; the only place that turns errors into problems. */
async function exchange(
  options: RouterOptions,
  request: express.Request,
  response: express.Response,
  handle: Handle,
): Promise<void> {
  const startedAt = performance.now();
  const requestId = requestIdOf(request);
  response.setHeader('X-Request-Id', requestId);
  let route: string | undefined;
  let code: string | undefined;
  try {
    const outcome = await handle(request, response);
    route = outcome.route;
    await sendAnswer(response, outcome.status, outcome.answer);
  } catch (thrown) {
    const error = options.translate?.(thrown) ?? toHttpError(thrown);
    code = error.code;
    if (error.status >= 500) options.log.error({ requestId, code, err: error }, 'request failed');
    sendProblem(response, error, requestId);
    // What is left of a refused body is read and dropped: unread, it would stall the next request of the connection.
    request.resume();
  }
  const ms = Math.round(performance.now() - startedAt);
  route ??= String(response.locals['route'] ?? 'none');
  options.requests.count(route, response.statusCode, ms);
  // Neither path nor query: they may hold addresses and names.
  options.log.info({ requestId, route, method: request.method, status: response.statusCode, ms, code }, 'request');
}
