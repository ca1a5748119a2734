import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { OpenApiDocument } from '../../../src/http/openapi.ts';
import type { Problem } from '../../../src/http/problem.ts';
import { type Route, UPLOAD_BYTES } from '../../../src/http/route.ts';
import type { HttpServer } from '../../../src/http/server.ts';
import { AppError } from '../../../src/sdk/index.ts';
import { startTestServer } from '../../support/test-server.ts';

const NOTE = {
  type: 'object',
  additionalProperties: false,
  required: ['text'],
  properties: { text: { type: 'string' }, more: {} },
};
const base = { tag: 'test', allow: 'public', answer: { status: 200, description: 'ok' } } as const;

const routes: Route[] = [
  {
    ...base,
    method: 'GET',
    path: '/notes/:id',
    id: 'getNote',
    summary: 's',
    handler: async (r) => ({ body: r.params }),
  },
  {
    ...base,
    method: 'GET',
    path: '/notes/lookup',
    id: 'lookupNote',
    summary: 's',
    query: { most: { description: 'd', schema: { type: 'integer', minimum: 1 } } },
    handler: async ({ query }) => ({ body: query, etag: 'v1' }),
  },
  {
    ...base,
    method: 'POST',
    path: '/notes',
    id: 'createNote',
    summary: 's',
    body: NOTE,
    answer: { status: 201, description: 'made' },
    handler: async ({ body }) => ({ body }),
  },
  {
    ...base,
    method: 'PUT',
    path: '/notes/:id',
    id: 'putNote',
    summary: 's',
    body: NOTE,
    handler: async ({ headers }) => ({ body: { ifMatch: headers['if-match'] } }),
  },
  {
    ...base,
    method: 'POST',
    path: '/notes/:id/retry',
    id: 'retryNote',
    summary: 's',
    handler: async () => ({ body: {} }),
  },
  {
    ...base,
    method: 'PATCH',
    path: '/choices',
    id: 'changeChoices',
    summary: 's',
    body: { type: 'object', properties: { text: { type: 'string' } } },
    handler: async ({ body }) => ({ body: { length: (body as { text?: string }).text?.length ?? 0 } }),
  },
  {
    ...base,
    method: 'POST',
    path: '/uploads',
    id: 'upload',
    summary: 's',
    rawBody: true,
    handler: async ({ body }) => {
      let size = 0;
      for await (const chunk of body as AsyncIterable<Uint8Array>) size += chunk.length;
      return { body: { size } };
    },
  },
  {
    ...base,
    method: 'GET',
    path: '/broken',
    id: 'broken',
    summary: 's',
    handler: async () => {
      throw new Error('canary-detail of a library');
    },
  },
  {
    ...base,
    method: 'GET',
    path: '/conflict',
    id: 'conflict',
    summary: 's',
    handler: async () => {
      throw new AppError('MISSING_VALUE', 'The value "a" is missing.', { details: { names: ['a'] } });
    },
  },
];

let server: HttpServer;
const logged: string[] = [];

beforeAll(async () => {
  const note = (fields: object, message: string) => logged.push(JSON.stringify({ ...fields, message }));
  server = await startTestServer({ routes, log: { info: note, error: note } });
});
afterAll(() => server.close());

function call(path: string, init: RequestInit = {}): Promise<Response> {
  return fetch(`${server.url}${path}`, init);
}

async function problemOf(answer: Response | Promise<Response>): Promise<Problem> {
  return (await (await answer).json()) as Problem;
}

function send(method: string, path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  return call(path, {
    method,
    body: typeof body === 'string' ? body : JSON.stringify(body),
    headers: { 'Content-Type': 'application/json', ...headers },
  });
}

test('an unknown field and a missing one are named by their JSON pointers', async () => {
  const answer = await send('POST', '/api/notes', { 'a/b': 1 });
  expect(answer.status).toBe(422);
  expect(answer.headers.get('content-type')).toBe('application/problem+json');
  const problem = await problemOf(answer);
  expect(problem).toMatchObject({ code: 'VALIDATION', status: 422, type: 'urn:mailrule:problem:validation' });
  expect(problem.requestId).toBe(answer.headers.get('x-request-id'));
  expect(problem.errors).toEqual(
    expect.arrayContaining([
      { path: '/text', message: 'This value is required.' },
      { path: '/a~1b', message: 'There is no field "a/b" here.' },
    ]),
  );
});

test('a missing body is answered with the fields it needs', async () => {
  const problem = await problemOf(call('/api/notes', { method: 'POST' }));
  expect(problem.errors).toEqual([{ path: '/text', message: 'This value is required.' }]);
});

test('a body that is not UTF-8 is 400 and says so, instead of storing other characters', async () => {
  const latin1 = Buffer.from('{"text": "Müller"}', 'latin1');
  for (const type of ['application/json', 'application/json; charset=utf-8']) {
    const answer = await fetch(`${server.url}/api/notes`, {
      method: 'POST',
      body: latin1,
      headers: { 'content-type': type },
    });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ code: 'BAD_REQUEST', detail: expect.stringContaining('not UTF-8') });
  }
});

test('malformed JSON is 400, with what is wrong with it', async () => {
  const answer = await send('POST', '/api/notes', '{"text": ');
  expect(answer.status).toBe(400);
  expect(await answer.json()).toMatchObject({ code: 'BAD_REQUEST', detail: expect.stringContaining('not valid JSON') });
});

test('another content type is 415, a form post included', async () => {
  for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x']) {
    const answer = await send('POST', '/api/notes', '{"text":"a"}', { 'Content-Type': type });
    expect(answer.status).toBe(415);
    expect((await problemOf(answer)).detail).toContain('application/json');
  }
});

test('a JSON body of 10 MB is 413 with a sentence', async () => {
  const answer = await send('POST', '/api/notes', { text: 'a'.repeat(10 * 1024 * 1024) });
  expect(answer.status).toBe(413);
  expect(await answer.json()).toMatchObject({ code: 'TOO_LARGE', detail: expect.stringContaining('larger than 1 MB') });
});

test('a small body that unpacks to 10 MB is 413 as well', async () => {
  const body = gzipSync(JSON.stringify({ text: 'a'.repeat(10 * 1024 * 1024) }));
  const headers = { 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' };
  expect((await call('/api/notes', { method: 'POST', body, headers })).status).toBe(413);
});

test('where every field may be absent, no body is an empty one, and null is none', async () => {
  expect((await call('/api/choices', { method: 'PATCH' })).status).toBe(200);
  for (const body of ['null', '[]', '"a"', '1']) expect((await send('PATCH', '/api/choices', body)).status).toBe(422);
});

test('nesting without end and an own __proto__ are refused', async () => {
  const deep = `{"text":"a","more":${'['.repeat(200)}${']'.repeat(200)}}`;
  expect((await send('POST', '/api/notes', deep)).status).toBe(400);
  expect((await send('POST', '/api/notes', '{"text":"a","more":{"__proto__":{"x":1}}}')).status).toBe(400);
});

test('U+0000, which PostgreSQL cannot store, is refused in path, query, body and field names', async () => {
  expect((await call('/api/notes/%00/retry', { method: 'POST' })).status).toBe(400);
  expect((await send('POST', '/api/notes', { text: 'a\u0000b' })).status).toBe(400);
  expect((await send('POST', '/api/notes', { text: 'a', 'b\u0000': 1 })).status).toBe(400);
});

test('a route without a body takes an empty one and refuses fields', async () => {
  expect((await call('/api/notes/1/retry', { method: 'POST' })).status).toBe(200);
  expect((await send('POST', '/api/notes/1/retry', {})).status).toBe(200);
  expect((await send('POST', '/api/notes/1/retry', { state: 'accepted' })).status).toBe(422);
});

test('an upload of any type is streamed, and refused above its limit', async () => {
  const upload = (size: number) =>
    call('/api/uploads', { method: 'POST', body: Buffer.alloc(size), headers: { 'Content-Type': 'image/png' } });
  expect(await (await upload(3_000_000)).json()).toEqual({ size: 3_000_000 });
  const refused = await upload(UPLOAD_BYTES + 1);
  expect(refused.status).toBe(413);
  expect((await problemOf(refused)).detail).toContain('30 MB');
});

test('an upload of undeclared length is refused above its limit', async () => {
  const piece = Buffer.alloc(1024 * 1024);
  const body = new ReadableStream({
    start(stream) {
      for (let sent = 0; sent <= UPLOAD_BYTES; sent += piece.length) stream.enqueue(piece);
      stream.close();
    },
  });
  const answer = await call('/api/uploads', { method: 'POST', body, duplex: 'half' } as RequestInit);
  expect(answer.status).toBe(413);
});

test('fixed segments win over parameters, query values are checked, the ETag is quoted', async () => {
  expect(await (await call('/api/notes/a%2Fb')).json()).toEqual({ id: 'a/b' });
  const found = await call('/api/notes/lookup?most=3');
  expect(await found.json()).toEqual({ most: '3' });
  expect(found.headers.get('etag')).toBe('"v1"');
  const problem = await problemOf(call('/api/notes/lookup?most=x&other=1'));
  expect(problem.errors?.map((error) => error.path)).toEqual(['?most', '?other']);
  expect((await call('/api/notes/lookup?most=1&most=2')).status).toBe(400);
  expect((await call('/api/notes/%E0%A4')).status).toBe(400);
});

test('If-Match reaches the handler', async () => {
  const answer = await send('PUT', '/api/notes/1', { text: 'a' }, { 'If-Match': '"v1"' });
  expect(await answer.json()).toEqual({ ifMatch: '"v1"' });
});

test('an unknown address is 404, a known one with another method 405 with Allow', async () => {
  expect((await call('/api/nothing')).status).toBe(404);
  const answer = await call('/api/notes/1', { method: 'DELETE' });
  expect(answer.status).toBe(405);
  expect(answer.headers.get('allow')).toBe('GET, PUT');
});

test('a foreign error is 500 without its text, and its text is in the log under the request id', async () => {
  const answer = await call('/api/broken', { headers: { 'X-Request-Id': 'my-request-1' } });
  expect(answer.status).toBe(500);
  const text = await answer.text();
  expect(text).not.toContain('canary-detail');
  expect(JSON.parse(text)).toMatchObject({ code: 'INTERNAL', requestId: 'my-request-1' });
  expect(logged.some((line) => line.includes('my-request-1') && line.includes('request failed'))).toBe(true);
});

test('a request id that could forge a log line is replaced', async () => {
  const answer = await call('/healthz', { headers: { 'X-Request-Id': 'a b"c' } });
  expect(answer.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
});

test('what else an error carries is in details', async () => {
  expect(await (await call('/api/conflict')).json()).toMatchObject({
    code: 'MISSING_VALUE',
    details: { names: ['a'] },
  });
});

test('a change asked for by another site is refused, by the own page allowed', async () => {
  const post = (headers: Record<string, string>) => send('POST', '/api/notes', { text: 'a' }, headers);
  expect((await post({ Origin: 'https://evil.example' })).status).toBe(403);
  expect((await post({ Origin: 'null' })).status).toBe(403);
  expect((await post({ 'Sec-Fetch-Site': 'cross-site' })).status).toBe(403);
  expect((await post({ Cookie: 'mailrule=x' })).status).toBe(403);
  expect((await post({ Origin: server.url, Cookie: 'mailrule=x' })).status).toBe(201);
  expect((await post({ Cookie: 'mailrule=x', Authorization: 'Bearer x' })).status).toBe(201);
});

test('every answer carries the security headers', async () => {
  for (const path of ['/api/notes/1', '/api/nothing', '/healthz', '/api/docs']) {
    const { headers } = await call(path);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-powered-by')).toBeNull();
  }
});

test('the documents and probes answer, and the docs page asks nothing of another host', async () => {
  const document = (await (await call('/api/openapi.json')).json()) as OpenApiDocument;
  expect(document.openapi).toBe('3.1.0');
  expect(Object.keys(document.paths)).toContain('/notes/{id}');
  const page = await (await call('/api/docs')).text();
  expect(page).toContain('POST</b> <code>/notes/:id/retry');
  expect(page).not.toMatch(/https?:\/\//);
  expect(page).not.toContain('<script');
  expect(await (await call('/healthz')).json()).toEqual({ status: 'ok' });
  expect(await (await call('/readyz')).json()).toEqual({ status: 'ready' });
  const metrics = await (await call('/metrics')).text();
  expect(metrics).toMatch(/^mailrule_http_requests_total\{route="createNote",status="422"\} \d+$/m);
});

test('readyz is 503 while the database does not answer', async () => {
  const unready = await startTestServer({
    routes: [],
    ready: async () => {
      throw new AppError('DATABASE', 'The database does not answer.');
    },
  });
  expect((await fetch(`${unready.url}/readyz`)).status).toBe(503);
  await unready.close();
});

test('close answers open requests and takes no new ones', async () => {
  let release = () => {};
  let entered = () => {};
  const isOpen = new Promise<void>((resolve) => {
    entered = resolve;
  });
  const slow: Route = {
    ...base,
    method: 'GET',
    path: '/slow',
    id: 'slow',
    summary: 's',
    handler: async () => {
      entered();
      await new Promise<void>((resolve) => {
        release = resolve;
      });
      return { body: { done: true } };
    },
  };
  const own = await startTestServer({ routes: [slow] });
  const answer = fetch(`${own.url}/api/slow`);
  await isOpen;
  const closed = own.close();
  await expect(fetch(`${own.url}/api/slow`)).rejects.toThrow();
  release();
  expect(await (await answer).json()).toEqual({ done: true });
  await closed;
});

test('a second server on the same port is refused with a sentence', async () => {
  const port = Number(new URL(server.url).port);
  const { openHttpServer } = await import('../../../src/http/server.ts');
  const express = await import('express');
  await expect(openHttpServer({ router: express.Router(), host: '127.0.0.1', port })).rejects.toMatchObject({
    code: 'CONFIG',
    message: expect.stringContaining('in use'),
  });
});

test('garbage on the socket does not stop the server', async () => {
  const { port } = new URL(server.url);
  await new Promise<void>((resolve) => {
    const socket = connect(Number(port), '127.0.0.1', () => socket.end('\r\n\0\0GARBAGE\r\n\r\n'));
    socket.on('error', () => {});
    socket.resume();
    socket.on('close', () => resolve());
  });
  expect((await call('/healthz')).status).toBe(200);
});
