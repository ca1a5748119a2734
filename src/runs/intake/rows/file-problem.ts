import { AppError } from '../../../sdk/errors.ts';

/** Why a file as a whole is not a table of rows: branch on it, never on the sentence. */
export type FileReason =
  | 'empty'
  | 'not_a_table'
  | 'encoding'
  | 'headers'
  | 'unclosed_quote'
  | 'no_such_sheet'
  | 'old_workbook'
  | 'damaged'
  | 'zip_bomb'
  | 'json';

/** VALIDATION with `details.reason`; `line` where the place is known. */
export function fileError(
  reason: FileReason,
  message: string,
  options: { line?: number; cause?: unknown } = {},
): AppError {
  const { line, cause } = options;
  const place = line === undefined ? {} : { line };
  return new AppError('VALIDATION', message, { details: { reason, ...place, fields: [{ path: '', message }] }, cause });
}

export function fileTooLarge(message: string): AppError {
  return new AppError('TOO_LARGE', message);
}
