import http from 'node:http';
import https from 'node:https';
import { AppError, type Egress } from '../sdk/index.ts';
import { fixedLookup } from './dial.ts';

const MOST_BYTES = 1_000_000;
const TIMEOUT_MS = 15_000;

export interface WebRequest {
  method?: string;
  headers?: Record<string, string>;
  body?: string | Uint8Array;
  signal?: AbortSignal;
}

export interface WebAnswer {
  status: number;
  headers: Headers;
  body: Buffer;
}

/**
 * One HTTP request to a checked address (token endpoints, webhooks). Redirects are answered, never followed: each would be
 * another address. Rejects with EGRESS, VALIDATION for what is no http(s) address, or as sockets do; at most 1 MB and 15 s.
 */
export async function egressRequest(egress: Egress, address: string, request: WebRequest = {}): Promise<WebAnswer> {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url === undefined || !['http:', 'https:'].includes(url.protocol)) {
    throw new AppError('VALIDATION', 'A web address begins with https:// or http://.');
  }
  const secure = url.protocol === 'https:';
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const addresses = await egress.resolve(host, Number(url.port || (secure ? 443 : 80)), 'web');
  const limit = AbortSignal.timeout(TIMEOUT_MS);
  const signal = request.signal === undefined ? limit : AbortSignal.any([request.signal, limit]);
  return new Promise<WebAnswer>((resolve, reject) => {
    const outgoing = (secure ? https : http).request(
      url,
      // No agent: a kept connection would be one that nobody checked for this request.
      {
        method: request.method ?? 'GET',
        headers: request.headers ?? {},
        lookup: fixedLookup(addresses),
        agent: false,
        signal,
      },
      (incoming) => collect(incoming).then(resolve, reject),
    );
    outgoing.on('error', reject);
    outgoing.end(request.body);
  });
}

/** The same in the shape of `fetch`, for libraries that take one of their own; its errors, too, are those of `fetch`. */
export function egressFetch(egress: Egress): (url: string, init?: RequestInit) => Promise<Response> {
  return async (url, init = {}) => {
    const body = init.body === undefined || init.body === null ? undefined : await new Response(init.body).text();
    const request = {
      ...(init.method === undefined ? {} : { method: init.method }),
      headers: Object.fromEntries(new Headers(init.headers)),
      ...(body === undefined ? {} : { body }),
      ...(init.signal ? { signal: init.signal } : {}),
    };
    const {
      status,
      headers,
      body: answer,
    } = await egressRequest(egress, url, request).catch((error: unknown) => {
      throw error instanceof AppError ? error : new TypeError('fetch failed', { cause: error });
    });
    const empty = [204, 205, 304].includes(status);
    return new Response(empty ? null : new Uint8Array(answer), { status, headers });
  };
}

async function collect(incoming: http.IncomingMessage): Promise<WebAnswer> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of incoming as AsyncIterable<Buffer>) {
    size += piece.length;
    if (size > MOST_BYTES) throw new AppError('TOO_LARGE', 'The other server answered more than 1 MB.');
    pieces.push(piece);
  }
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) {
    for (const one of Array.isArray(value) ? value : [value ?? '']) headers.append(name, one);
  }
  return { status: incoming.statusCode ?? 0, headers, body: Buffer.concat(pieces) };
}
