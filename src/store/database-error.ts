import { AppError } from '../sdk/index.ts';

/** SQLite: the disk is full, gone or read-only, or the file is locked. */
const SQLITE = /^SQLITE_(FULL|IOERR|READONLY|CANTOPEN|BUSY|CORRUPT|NOTADB)/;
/** PostgreSQL, appendix A: connection exception, insufficient resources, shutdown and start-up. */
const POSTGRES = /^(08|53|57P0)/;
const SYSTEM = ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND'];
/** The driver says these without a code. */
const SENTENCES =
  /connection terminated|timeout exceeded when trying to connect|client has encountered a connection error|not queryable/i;

/** DATABASE (503, worth trying again) for an error that says that the database cannot work just now, else undefined. */
export function findDatabaseError(thrown: unknown): AppError | undefined {
  if (!(thrown instanceof Error) || thrown instanceof AppError) return undefined;
  const { code, driverError } = thrown as { code?: unknown; driverError?: unknown };
  const inner = driverError instanceof Error ? (driverError as { code?: unknown }).code : undefined;
  const codes = [code, inner].filter((one): one is string => typeof one === 'string');
  const isKnown = codes.some((one) => SQLITE.test(one) || POSTGRES.test(one) || SYSTEM.includes(one));
  if (!isKnown && !SENTENCES.test(thrown.message)) return undefined;
  return new AppError('DATABASE', 'The database does not answer or cannot store anything; try again in a moment.', {
    cause: thrown,
  });
}
