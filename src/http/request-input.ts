import { isUtf8 } from 'node:buffer';
import express from 'express';
import { AppError, newId } from '../sdk/index.ts';
import { tooLarge } from './problem.ts';
import { type Route, UPLOAD_BYTES } from './route.ts';

/** Largest JSON body, in bytes. */
export const JSON_BYTES = 1024 * 1024;

const parseJson = express.json({ limit: JSON_BYTES, strict: false, type: isJson, verify: assertUtf8 });

/** The parser would put U+FFFD for what is none, and a name would be stored damaged. RFC 8259, section 8.1. */
function assertUtf8(_request: unknown, _response: unknown, bytes: Buffer, encoding: string): void {
  if (encoding === 'utf-8' && !isUtf8(bytes)) throw Object.assign(new Error('not UTF-8'), { type: 'charset.invalid' });
}

/** The client's own request id where it is harmless in a log line, else a new one. */
export function requestIdOf(request: express.Request): string {
  const given = request.headers['x-request-id'];
  return typeof given === 'string' && /^[\w.-]{1,64}$/.test(given) ? given : newId();
}

export function plainHeaders(request: express.Request): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]),
  );
}

/** Read from the URL, not from request.query: a host may have set another query parser. */
export function plainQuery(request: express.Request): Record<string, string> {
  const query: Record<string, string> = {};
  for (const [name, value] of new URL(request.url, 'http://host').searchParams) {
    if (Object.hasOwn(query, name)) throw new AppError('BAD_REQUEST', `The query parameter "${name}" is given twice.`);
    query[name] = value;
  }
  return query;
}

/** Aborts when the client goes away before it has its answer. */
export function goneSignal(response: express.Response): AbortSignal {
  const gone = new AbortController();
  response.on('close', () => {
    if (!response.writableFinished) gone.abort();
  });
  return gone.signal;
}

/** Undefined without a body, parsed JSON, or for an upload its bytes as they arrive. */
export async function readBody(route: Route, request: express.Request, response: express.Response): Promise<unknown> {
  if (route.rawBody) return readUpload(request, route.largestBytes ?? UPLOAD_BYTES);
  // Node drops what nobody read once the answer is out.
  if (route.anyBody || !hasBody(request)) return undefined;
  if (!isJson(request)) {
    throw new AppError('UNSUPPORTED_TYPE', 'Send the body as JSON, with "Content-Type: application/json".');
  }
  await new Promise<void>((resolve, reject) => {
    parseJson(request, response, (error?: unknown) => (error === undefined ? resolve() : reject(error)));
  });
  return request.body;
}

function hasBody(request: express.Request): boolean {
  return request.headers['transfer-encoding'] !== undefined || Number(request.headers['content-length'] ?? 0) > 0;
}

function isJson(request: { headers: { 'content-type'?: string | undefined } }): boolean {
  const type = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase() ?? '';
  return type === 'application/json' || type.endsWith('+json');
}

function readUpload(request: express.Request, largest: number): AsyncIterable<Uint8Array> {
  const encoding = request.headers['content-encoding'];
  if (encoding !== undefined && encoding !== 'identity') {
    throw new AppError('UNSUPPORTED_TYPE', 'Send the file as it is, without Content-Encoding.');
  }
  if (Number(request.headers['content-length'] ?? 0) > largest) throw tooLarge(largest);
  return limited(request, largest);
}

async function* limited(request: express.Request, largest: number): AsyncGenerator<Uint8Array, void, undefined> {
  let total = 0;
  // The stream must survive the end of the loop: the answer to a file that is too large still has to go out.
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    total += (chunk as Uint8Array).length;
    if (total > largest) throw tooLarge(largest);
    yield chunk as Uint8Array;
  }
}
