import { rule as words } from '../../words/rule.ts';
import type { Preview } from './use-preview.ts';

export interface Verdict {
  tone: 'green' | 'yellow' | 'gray';
  text: string;
  /** why its emails would wait */
  reasons: string[];
}

/** What would happen to the record, in one sentence: green only where every email would be sent. */
export function verdictOf({
  fires,
  mails,
  warnings,
}: Pick<Preview, 'fires' | 'warnings'> & { mails: Held[] }): Verdict {
  if (fires === null) return { tone: 'gray', text: words.preview.undecided, reasons: [] };
  if (!fires) return { tone: 'gray', text: words.preview.matchesNot, reasons: [] };
  const held = mails.flatMap((mail) => (mail.held === null ? [] : [mail.held.detail]));
  if (mails.length === 0) {
    return { tone: 'yellow', text: words.preview.matchesNothing, reasons: warnings.map(({ message }) => message) };
  }
  if (held.length === 0) return { tone: 'green', text: words.preview.matches, reasons: [] };
  const all = held.length === mails.length;
  const text = all ? words.preview.matchesHeld : words.preview.matchesHeldSome(held.length, mails.length);
  return { tone: 'yellow', text, reasons: [...new Set(held)] };
}

type Held = Pick<Preview['mails'][number], 'held'>;
