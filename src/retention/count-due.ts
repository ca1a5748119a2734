import type { Tx } from '../store/transaction.ts';
import { dueFiles, dueMails, dueReceived, dueRuns, LINKED_BYTES } from './due.ts';
import { DAY_MS, type RetentionDays } from './purge.ts';

type Numbers = Record<string, number | string | null>;

/** How much would be deleted at this instant. */
export async function countDue(read: Tx, { contentDays, runDays }: RetentionDays, now: number) {
  const before = (days: number | null) => (days === null ? 0 : now - days * DAY_MS);
  const [mails] = await read.sql<Numbers[]>`
    SELECT COUNT(*) AS n, SUM(m.size + ${() => LINKED_BYTES}) AS bytes FROM message m JOIN delivery d ON d.id = m.id
    WHERE ${() => dueMails(before(contentDays))}`;
  const [files] = await read.sql<Numbers[]>`
    SELECT COUNT(*) AS n, SUM(f.size) AS bytes FROM file f WHERE ${() => dueFiles(before(contentDays))}`;
  const [received] = await read.sql<Numbers[]>`
    SELECT COUNT(*) AS n, SUM(b.size) AS bytes FROM inbound_message b WHERE ${() => dueReceived(before(contentDays))}`;
  const [runs] = await read.sql<Numbers[]>`SELECT COUNT(*) AS n FROM run r WHERE ${() => dueRuns(before(runDays))}`;
  const [rows] = await read.sql<Numbers[]>`
    SELECT COUNT(*) AS n FROM run_item t JOIN run r ON r.id = t.run_id WHERE ${() => dueRuns(before(runDays))}`;
  const [documents] = await read.sql<Numbers[]>`
    SELECT COUNT(*) AS n, SUM(t.size) AS bytes FROM run_document t JOIN run r ON r.id = t.run_id
    WHERE t.content_id IS NOT NULL AND ${() => dueRuns(before(runDays))}`;
  const number = (row: Numbers | undefined, name: 'n' | 'bytes') => Number(row?.[name] ?? 0);
  return {
    mails: { count: number(mails, 'n'), bytes: number(mails, 'bytes') },
    files: { count: number(files, 'n'), bytes: number(files, 'bytes') },
    received: { count: number(received, 'n'), bytes: number(received, 'bytes') },
    runs: {
      count: number(runs, 'n'),
      rows: number(rows, 'n'),
      documents: number(documents, 'n'),
      bytes: number(documents, 'bytes'),
    },
  };
}
