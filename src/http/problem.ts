import { AppError, type FieldProblem, toAppError } from '../sdk/index.ts';

export const PROBLEM_TYPE = 'application/problem+json';

/** RFC 9457. `errors` is there when fields are to blame; `details` carries what else the code's reader needs. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: string;
  retryable: boolean;
  requestId: string;
  errors?: FieldProblem[];
  details?: Record<string, unknown>;
}

/** What a client may know about an error: the sentence of an AppError, never the text of a foreign one. */
export function toProblem(thrown: unknown, requestId: string): Problem {
  const error = toHttpError(thrown);
  const { fields, ...details } = error.details;
  return {
    type: `urn:mailrule:problem:${error.code.toLowerCase().replaceAll('_', '-')}`,
    title: error.title,
    status: error.status,
    detail: error.message,
    code: error.code,
    retryable: error.retryable,
    requestId,
    ...(fields === undefined ? {} : { errors: fields }),
    ...(Object.keys(details).length === 0 || error.code === 'INTERNAL' ? {} : { details }),
  };
}

/** Errors of the body reader (they carry `type`) become ours; everything else is as it was thrown. */
export function toHttpError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  const { type, limit } = thrown as { type?: unknown; limit?: unknown };
  switch (type) {
    case 'entity.too.large':
      return tooLarge(Number(limit), thrown);
    case 'entity.parse.failed':
      return new AppError('BAD_REQUEST', `The body is not valid JSON: ${(thrown as Error).message}.`, {
        cause: thrown,
      });
    case 'charset.invalid':
      return new AppError('BAD_REQUEST', 'The body is not UTF-8. Save or encode it as UTF-8, and send it again.', {
        cause: thrown,
      });
    case 'encoding.unsupported':
    case 'charset.unsupported':
      return new AppError('UNSUPPORTED_TYPE', 'Send the body as UTF-8 JSON, not encoded or with gzip.', {
        cause: thrown,
      });
    case 'request.aborted':
    case 'request.size.invalid':
      return new AppError('BAD_REQUEST', 'The body ended before it was complete; send the request again.', {
        cause: thrown,
      });
    default:
      return toAppError(thrown);
  }
}

export function tooLarge(limit: number, cause?: unknown): AppError {
  const size = limit >= 1024 * 1024 ? `${Math.floor(limit / 1024 / 1024)} MB` : `${limit} bytes`;
  return new AppError('TOO_LARGE', `The body is larger than ${size}. Send less; upload files with POST /api/files.`, {
    cause,
  });
}
