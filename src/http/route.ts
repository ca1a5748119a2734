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

/** Who calls where nobody is signed in. */
export const NOBODY_ID = 'nobody';

/** Largest upload (`rawBody`), in bytes: 30 MB. */
export const UPLOAD_BYTES = 30 * 1024 * 1024;

/** Who calls. `roles` are checked before the handler runs; `id` goes into "modified by". */
export interface Caller {
  id: string;
  name: string;
  roles: Role[];
  /** the API token that calls in the person's name; absent: the person does it */
  token?: CallerToken;
}

export interface CallerToken {
  id: string;
  expiresAt: number | null;
  /** the only thing that it is about */
  only?: { kind: 'connector' | 'rule'; id: string };
}

/** One thing that somebody did, or tried to do. */
export interface AuditEntry {
  /** the id of the route */
  action: string;
  /** what it was done to */
  kind: string;
  actor: Pick<Caller, 'id' | 'name' | 'token'>;
  /** of the client, as far as the proxies in front are trusted; '' for the machine itself */
  address: string;
  requestId: string;
  subject: { id: string; name: string };
  fields: readonly string[];
  /** 'done', or the code of the refusal */
  outcome: string;
}

/** Keeps what was done for good. What is begun and never ended, because the process died, is kept as well. */
export interface Audit {
  /** Before the work, with what is known then; answers its id. */
  begin(entry: AuditEntry): Promise<string>;
  /**
   * With how it ended; what it tells is answered only afterwards. `begun`: absent where the work was refused before.
   * `entry`: absent where there is nothing to tell.
   */
  end(entry: AuditEntry | undefined, begun: string | undefined): Promise<void>;
}

/** What a route tells beside what its request and its answer say. Names only: never a value, a secret or a text. */
export interface AuditNote {
  /** who it turned out to be, where the request came from nobody */
  actor?: { id: string; name: string };
  subject?: { id?: string; name?: string };
  /** names of fields that change */
  fields?: readonly string[];
  /** 'done' unless it failed */
  outcome?: string;
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
  /** tells the audit more than request and answer say */
  note?(more: AuditNote): void;
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
  /**
   * What the audit tells it was done to; every route that changes something has it, or says why it is not told. Not only those:
   * an export is told, too.
   */
  audit?: string | { exempt: string };
  summary: string;
  tag: string;
  /** one of these roles is needed; 'anyone' signed in; 'public' nobody */
  allow: readonly Role[] | 'anyone' | 'public';
  /**
   * What the route is about: a token that is about one connector or rule only may call those of its kind whose `:id` it is.
   * Without an `:id` the handler sees to it. 'caller': about who calls, so for every token.
   */
  about?: 'connector' | 'rule' | 'caller';
  /** no session and no cookie counts here, only what the address says: a page of any site may send people here */
  anyOrigin?: true;
  query?: Record<string, Parameter>;
  /** parameters that are not in `query` come through as well: another server decides what is sent */
  anyQuery?: true;
  /** a body of any type is let through unread: what is asked for stands in the address */
  anyBody?: true;
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
