import type { EndedRedirect } from '../../store/tables/run-item.table.ts';
import type { Tx } from '../../store/transaction.ts';
import { OUTCOME } from './mail-counts.ts';

/** An earlier request, with what became of the e-mail of a confirmed one. */
export type ShownRedirect = EndedRedirect & { mail: { id: string; state: string; detail: string } | null };

interface Redirected {
  redirects: ShownRedirect[];
}

/** That a person confirmed it does not say that it arrived: it may have failed, or the guard may have captured it. */
export async function withRedirectMails<Line extends Redirected>(read: Tx, lines: readonly Line[]): Promise<Line[]> {
  const ids = lines.flatMap(({ redirects }) => redirects.flatMap(({ mailId }) => mailId ?? []));
  if (ids.length === 0) return [...lines];
  const rows = await read.sql<{ id: string; state: string; detail: string }[]>`
    SELECT d.id, ${() => OUTCOME} AS state, d.detail FROM delivery d WHERE d.id IN (${() => ids})`;
  const mails = new Map(rows.map((row) => [row.id, row]));
  return lines.map((line) => ({
    ...line,
    redirects: line.redirects.map(({ mailId, ...one }) => ({ ...one, mail: mails.get(mailId ?? '') ?? null })),
  }));
}
