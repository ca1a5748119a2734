import { isFields } from './pointer.ts';

/** What the server answers for a secret that is stored. Sent back or left out, it means: keep it. */
export const STORED_MARK = { $secret: 'stored' } as const;

export function isStoredMark(value: unknown): boolean {
  return isFields(value) && value['$secret'] === 'stored';
}
