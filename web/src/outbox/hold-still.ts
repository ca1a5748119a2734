import type { MailLine, OutboxList } from './mail-types.ts';

/** `gone`: it has changed and no longer matches the filter; its state is not known here. */
export type ShownLine = MailLine & { gone?: boolean };

export interface StillList {
  lines: ShownLine[];
  /** how many lines wait above or between the shown ones */
  fresh: number;
  /** there may be more of them than were answered */
  more: boolean;
}

/**
 * The lines that the reader sees, brought up to date, in the places that they had: nothing moves under the reader, what
 * came meanwhile is counted. Ids are ordered by time (UUID version 7), newest first.
 */
export function holdStill(shown: readonly MailLine[], latest: OutboxList): StillList {
  const now = new Map(latest.items.map((line) => [line.id, line]));
  const known = new Set(shown.map(({ id }) => id));
  const lastShown = shown.at(-1)?.id ?? '';
  // The answer covers everything down to here, whatever it filtered out.
  const lastAnswered = latest.next ?? '';
  const lines = shown.map((line) => now.get(line.id) ?? (line.id >= lastAnswered ? { ...line, gone: true } : line));
  const fresh = latest.items.filter(({ id }) => !known.has(id) && id > lastShown).length;
  return { lines, fresh, more: fresh > 0 && fresh === latest.items.length && latest.next !== null };
}
