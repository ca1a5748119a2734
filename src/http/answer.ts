import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';
import type { AppError } from '../sdk/index.ts';
import { PROBLEM_TYPE, toProblem } from './problem.ts';
import type { RouteAnswer } from './route.ts';

/** Set on every answer; a route may set a policy of its own for content that needs one. */
export function setSecurityHeaders(response: Response, https: boolean): void {
  response.set({
    'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cache-Control': 'no-store',
  });
  if (https) response.set('Strict-Transport-Security', 'max-age=31536000');
}

/** Writes with Node's own means: the settings of the application around us must not change an answer. */
export async function sendAnswer(response: Response, status: number, answer: RouteAnswer): Promise<void> {
  response.statusCode = status;
  for (const [name, value] of Object.entries(answer.headers ?? {})) response.setHeader(name, value);
  if (answer.etag !== undefined) response.setHeader('ETag', `"${answer.etag}"`);
  if (answer.raw === undefined) {
    if (answer.body === undefined) return void response.end();
    return endWith(response, 'application/json; charset=utf-8', JSON.stringify(answer.body));
  }
  const { contentType, content } = answer.raw;
  if (typeof content === 'string' || content instanceof Uint8Array) return endWith(response, contentType, content);
  response.setHeader('Content-Type', contentType);
  await sendStream(response, content);
}

async function sendStream(response: Response, content: AsyncIterable<Uint8Array>): Promise<void> {
  if (response.req.method === 'HEAD') {
    // Nothing of it may be sent, and a live stream would never end.
    await content[Symbol.asyncIterator]().return?.();
    return void response.end();
  }
  try {
    await pipeline(Readable.from(content), response);
  } catch (error) {
    // The client went away: the usual end of a live stream, and anybody may break off a download.
    if ((error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  }
}

function endWith(response: Response, contentType: string, content: string | Uint8Array): void {
  response.setHeader('Content-Type', contentType);
  response.setHeader('Content-Length', Buffer.byteLength(content));
  response.end(content);
}

export function sendProblem(response: Response, error: AppError, requestId: string): void {
  if (response.headersSent) {
    // Half an answer is out; cutting the connection is the only way left to say that it is not whole.
    response.destroy();
    return;
  }
  const { allow, retryAfterSeconds } = error.details as { allow?: string[]; retryAfterSeconds?: number };
  response.statusCode = error.status;
  if (error.code === 'UNAUTHENTICATED') response.setHeader('WWW-Authenticate', 'Bearer realm="mailrule"');
  if (error.code === 'METHOD' && allow) response.setHeader('Allow', allow.join(', '));
  if (retryAfterSeconds !== undefined) response.setHeader('Retry-After', String(retryAfterSeconds));
  endWith(response, PROBLEM_TYPE, JSON.stringify(toProblem(error, requestId)));
}
