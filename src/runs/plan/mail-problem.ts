import { AppError, type HeldMail } from '../../sdk/index.ts';
import type { RowProblem } from './problems.ts';

/** Errors that say that one row cannot be sent; any other one is not of the row. */
export function problemOf(error: unknown): RowProblem {
  if (!(error instanceof AppError)) throw error;
  const { message } = error;
  switch (error.code) {
    case 'ADDRESS':
      return { kind: 'invalid_address', message };
    case 'ATTACHMENT':
      if ('noLink' in error.details) return { kind: 'no_link', message };
      return { kind: 'maxSize' in error.details ? 'too_big' : 'document_unreadable', message };
    case 'MISSING_VALUE':
      return { kind: 'missing_value', message };
    case 'VALIDATION': {
      const fields = error.details.fields ?? [];
      const missing = fields.length > 0 && fields.every((field) => field.message === 'This value is required.');
      const places = fields.map(({ path, message: what }) => `${path.replace(/^\/facts\//, '')}: ${what}`).join(' ');
      return { kind: missing ? 'missing_value' : 'invalid_value', message: places || message };
    }
    case 'SECRET_KEY':
      // The key of the installation is missing: that is not of this row.
      if ('missingKey' in error.details) throw error;
      return { kind: 'document_unreadable', message: `${message} Upload it again.` };
    case 'TEMPLATE':
    case 'FACT_UNKNOWN':
    case 'BAD_REQUEST':
      return { kind: 'invalid_value', message };
    default:
      throw error;
  }
}

/** A mail that cannot be completed. */
export function problemOfHeld({ held }: HeldMail): RowProblem {
  if (held.fromRefused) return { kind: 'from_not_allowed', message: held.detail };
  const { reason, detail: message } = held;
  return { kind: reason === 'missing_value' || reason === 'suppressed' ? reason : 'connector', message };
}
