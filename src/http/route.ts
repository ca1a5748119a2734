import type { JsonSchema } from '../sdk/index.ts';

export type Role = 'administrator' | 'manage_data_sources' | 'designer' | 'payroll_operator' | 'approver' | 'user';

/** Who calls. `roles` are checked before the handler runs; `id` goes into "modified by". */
export interface Caller {
  id: string;
  name: string;
  roles: Role[];
}

export interface RouteRequest {
  caller: Caller;
  params: Record<string, string>;
  query: Record<string, string>;
  body: unknown;
  headers: Record<string, string | undefined>;
  /** aborts when the client goes away or the server stops */
  signal: AbortSignal;
}

/** A JSON answer unless `raw` is given. `etag` becomes a quoted strong ETag. */
export interface RouteAnswer {
  status?: number;
  body?: unknown;
  headers?: Record<string, string>;
  raw?: { contentType: string; content: string | Uint8Array | AsyncIterable<Uint8Array> };
}

/**
 * One HTTP operation as data: src/http/server.ts mounts it, src/http/openapi.ts prints it, the CLI calls it.
 * Paths are relative to /api and write parameters as `:id`.
 */
export interface Route {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  path: string;
  /** operationId, camelCase */
  id: string;
  summary: string;
  tag: string;
  /** one of these roles is needed; 'anyone' signed in; 'public' nobody */
  allow: readonly Role[] | 'anyone' | 'public';
  query?: Record<string, { description: string; schema: JsonSchema }>;
  /** validated before the handler runs; the handler gets the value as it came */
  body?: JsonSchema;
  /** an upload: the body arrives as a Uint8Array, any content type */
  rawBody?: boolean;
  /** description and schema of the good answer */
  answer: { status: number; description: string; schema?: JsonSchema };
  handler(request: RouteRequest): Promise<RouteAnswer>;
}
