/** One row per error code: HTTP status, whether the same request may succeed later, and the short title of the problem. */
const ERRORS = {
  VALIDATION: { status: 422, retryable: false, title: 'Some values are not valid' },
  BAD_REQUEST: { status: 400, retryable: false, title: 'The request cannot be read' },
  METHOD: { status: 405, retryable: false, title: 'This method is not possible here' },
  TOO_MANY: { status: 429, retryable: true, title: 'Too many attempts' },
  TOO_LARGE: { status: 413, retryable: false, title: 'The request is too large' },
  UNSUPPORTED_TYPE: { status: 415, retryable: false, title: 'The content type is not supported' },
  UNAUTHENTICATED: { status: 401, retryable: false, title: 'Sign in first' },
  FORBIDDEN: { status: 403, retryable: false, title: 'You do not have the right to do this' },
  NOT_FOUND: { status: 404, retryable: false, title: 'Not found' },
  PURGED: { status: 410, retryable: false, title: 'This was deleted by the retention setting' },
  CONFLICT: { status: 409, retryable: false, title: 'This conflicts with what is stored' },
  STALE: { status: 412, retryable: false, title: 'Somebody else changed this meanwhile' },
  IDEMPOTENCY_MISMATCH: { status: 409, retryable: false, title: 'This idempotency key was used with other content' },
  CONNECTOR_UNKNOWN: { status: 422, retryable: false, title: 'There is no such connector' },
  CONNECTOR_INACTIVE: { status: 422, retryable: false, title: 'The connector cannot send' },
  TEMPLATE: { status: 422, retryable: false, title: 'The template has a mistake' },
  MISSING_VALUE: { status: 422, retryable: false, title: 'A required value is missing' },
  FACT_UNKNOWN: { status: 422, retryable: false, title: 'A condition asks for a fact that is not there' },
  ADDRESS: { status: 422, retryable: false, title: 'An e-mail address is not valid' },
  ATTACHMENT: { status: 422, retryable: false, title: 'An attachment cannot be used' },
  STATE: { status: 409, retryable: false, title: 'This is not possible in the present state' },
  EGRESS: { status: 422, retryable: false, title: 'This address is not allowed here' },
  MAIL_DNS: { status: 502, retryable: true, title: 'The mail server was not found' },
  MAIL_CONNECT: { status: 502, retryable: true, title: 'The mail server cannot be reached' },
  MAIL_TIMEOUT: { status: 504, retryable: true, title: 'The mail server does not answer' },
  MAIL_TLS: { status: 502, retryable: false, title: 'No safe connection to the mail server' },
  MAIL_AUTH: { status: 502, retryable: false, title: 'The mail server refused the sign-in' },
  MAIL_BUSY: { status: 502, retryable: true, title: 'The mail server is busy' },
  MAIL_REFUSED: { status: 502, retryable: false, title: 'The mail server refused' },
  MAIL_PROTOCOL: { status: 502, retryable: true, title: 'The other side does not speak the mail protocol' },
  OAUTH: { status: 502, retryable: false, title: 'The provider refused' },
  OAUTH_DOWN: { status: 502, retryable: true, title: 'The provider cannot be reached' },
  LEASE_LOST: { status: 409, retryable: true, title: 'Another worker took this over' },
  DATABASE_IN_USE: { status: 503, retryable: true, title: 'Another process uses this database file' },
  DATABASE: { status: 503, retryable: true, title: 'The database does not answer' },
  SECRET_KEY: { status: 500, retryable: false, title: 'A stored secret cannot be read' },
  CONFIG: { status: 500, retryable: false, title: 'The configuration is not usable' },
  CANCELLED: { status: 499, retryable: true, title: 'Cancelled' },
  INTERNAL: { status: 500, retryable: false, title: 'Something went wrong here' },
} as const;

export type ErrorCode = keyof typeof ERRORS;

export function isErrorCode(code: unknown): code is ErrorCode {
  return typeof code === 'string' && Object.hasOwn(ERRORS, code);
}

/** A problem with one field. `path` is a JSON pointer (RFC 6901) into the request body; '' is the whole of it. */
export interface FieldProblem {
  path: string;
  message: string;
}

/** What an error may carry beside its sentence. Never a secret, never a mail body. */
export interface ErrorDetails {
  fields?: FieldProblem[];
  [key: string]: unknown;
}

/**
 * The only error this product throws on purpose. Branch on `code`, never on the message.
 * `message` is one sentence for a person: what is wrong and what to do.
 */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, message: string, options: { cause?: unknown; details?: ErrorDetails } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.details = options.details ?? {};
  }

  get status(): number {
    return ERRORS[this.code].status;
  }

  get retryable(): boolean {
    return ERRORS[this.code].retryable;
  }

  get title(): string {
    return ERRORS[this.code].title;
  }
}

const MOST_NAMED = 5;

/**
 * One sentence for fields that are not valid: their own where there is one, else the first of them by name with what to do,
 * each thing that is to be done once: 'name, period: This value is required. rule: This must be a text.'
 */
export function fieldsText(fields: readonly FieldProblem[]): string {
  const [only, ...others] = fields;
  if (only === undefined || others.length === 0) return only?.message ?? '';
  const byMessage = new Map<string, string[]>();
  for (const { path, message } of fields.slice(0, MOST_NAMED)) {
    byMessage.set(message, [...(byMessage.get(message) ?? []), fieldName(path)]);
  }
  const told = [...byMessage].map(([message, names]) => `${[...new Set(names)].join(', ')}: ${message}`);
  const more = fields.length - MOST_NAMED;
  if (more > 0) told.push(`${more} more ${more === 1 ? 'value is' : 'values are'} not valid; see errors.`);
  return told.join(' ');
}

/** '/rows/0/name' and '?state' as people say them. */
export function fieldName(path: string): string {
  return path.replace(/^[/?]/, '') || 'the whole';
}

/** A VALIDATION error for fields. */
export function invalid(fields: FieldProblem[], message = fieldsText(fields)): AppError {
  return new AppError('VALIDATION', message, { details: { fields } });
}

/** The AppError inside anything that was thrown; foreign errors become INTERNAL and keep their cause. */
export function toAppError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  return new AppError('INTERNAL', 'Something went wrong here. The log has the details under the request id.', {
    cause: thrown,
  });
}
