import type { AppError, ErrorCode } from '../sdk/index.ts';
import { EXIT, type ExitCode } from './command.ts';

const UNREACHABLE: readonly ErrorCode[] = ['DATABASE', 'DATABASE_IN_USE'];

/** What a script can branch on: wrong use, nobody there, refused by the rules, or failed. */
export function exitCodeOf(error: AppError): ExitCode {
  if (error.code === 'CONFIG') return EXIT.usage;
  if (UNREACHABLE.includes(error.code)) return EXIT.unreachable;
  return error.status >= 400 && error.status < 500 ? EXIT.refused : EXIT.failed;
}
