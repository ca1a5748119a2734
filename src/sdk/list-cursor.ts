import { AppError } from './errors.ts';

/** Where a list goes on: the sort values of the last line, so that the line itself may be gone. `parts` in their order. */
export function cursorOf(parts: readonly string[]): string {
  return Buffer.from(JSON.stringify(parts), 'utf8').toString('base64url');
}

/** What `cursorOf` was given. BAD_REQUEST for what is no cursor of so many parts. */
export function readCursor(cursor: string, count: number): string[] {
  const parts = parsed(Buffer.from(cursor, 'base64url').toString('utf8'));
  if (Array.isArray(parts) && parts.length === count && parts.every((part) => typeof part === 'string')) return parts;
  throw new AppError('BAD_REQUEST', '"after" is the `next` of a page before. Begin with the first page, without it.');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
