import type { JsonSchema } from '../sdk/index.ts';

export const ROLES = [
  'administrator',
  'manage_data_sources',
  'designer',
  'payroll_operator',
  'approver',
  'user',
] as const;

export type Role = (typeof ROLES)[number];

/** Largest upload (`rawBody`), in bytes: 30 MB. */
export const UPLOAD_BYTES = 30 * 1024 * 1024;

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
  /** of the client, as far as the proxies in front are trusted; absent for a call in the same process */
  remoteAddress?: string;
}

/** What a plugin host's own `authenticate` looks at. Header names are in lower case. */
export interface AuthenticateRequest {
  method: string;
  headers: Record<string, string | undefined>;
  remoteAddress?: string;
}

/** Who calls, or undefined for nobody that is known. */
export type Authenticate = (request: AuthenticateRequest) => Promise<Caller | undefined> | Caller | undefined;

/** A JSON answer unless `raw` is given. `etag` becomes a quoted strong ETag. */
export interface RouteAnswer {
  status?: number;
  body?: unknown;
  etag?: string;
  headers?: Record<string, string>;
  raw?: { contentType: string; content: string | Uint8Array | AsyncIterable<Uint8Array> };
}

/** A query parameter or a header. The handler gets the string; the schema may speak of a number or a boolean. */
export interface Parameter {
  description: string;
  schema: JsonSchema;
}

/**
 * One HTTP operation as data: src/http/server.ts mounts it, src/http/openapi.ts prints it, the CLI calls it.
 * Paths are below /api, start with a slash and write parameters as `:id`.
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
  query?: Record<string, Parameter>;
  /** headers the handler looks at, for the description of the API; their names in lower case */
  headers?: Record<string, Parameter>;
  /** validated before the handler runs; the handler gets the value as it came */
  body?: JsonSchema;
  /** an upload of any content type: the body is an AsyncIterable<Uint8Array>, at most UPLOAD_BYTES long */
  rawBody?: boolean;
  /** of an upload, where it is not UPLOAD_BYTES */
  largestBytes?: number;
  /** description and schema of the good answer */
  answer: { status: number; description: string; schema?: JsonSchema };
  handler(request: RouteRequest): Promise<RouteAnswer>;
}
