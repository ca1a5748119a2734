import { problemOf } from '../api/problem.ts';

/** The server's sentences by the path of their field. */
export function fieldMistakes(error: unknown): Partial<Record<string, string>> {
  if (!error) return {};
  return Object.fromEntries((problemOf(error).errors ?? []).map(({ path, message }) => [path, message]));
}
