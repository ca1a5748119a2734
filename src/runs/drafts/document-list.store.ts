import { isPostgres } from '../../store/sql.ts';
import type { Store } from '../../store/store.ts';

export interface DocumentFilter {
  runId: string;
  unused: boolean;
  /** a part of the name */
  search: string;
  /** `name_key id` of the last one of the page before */
  after: string;
  limit: number;
}

interface Row {
  id: string;
  name: string;
  name_key: string;
  owner: string | null;
  size: number;
  sha256: string;
  problem_text: string | null;
  used: number;
}

/** By name; those that no row has are shown, too: nothing that was uploaded is dropped in silence. */
export async function listDocuments(store: Store, filter: DocumentFilter) {
  const like = isPostgres(store.read) ? 'ILIKE' : 'LIKE';
  const [key = '', id = ''] = filter.after.split('\t');
  const part = `%${filter.search.replace(/[\\%_]/g, '\\$&')}%`;
  const rows = await store.read.sql<Row[]>`
    SELECT * FROM (
      SELECT d.id, d.name, d.name_key, d.owner, d.size, d.sha256, d.problem_text,
        CASE WHEN EXISTS (SELECT 1 FROM run_item i WHERE i.run_id = d.run_id AND i.document_id = d.id) THEN 1 ELSE 0 END AS used
      FROM run_document d
      WHERE d.run_id = ${filter.runId} AND (d.name_key > ${key} OR (d.name_key = ${key} AND d.id > ${id}))
        AND d.name ${() => like} ${part} ESCAPE '\\'
    ) AS document
    WHERE used = 0 OR ${filter.unused ? 0 : 1} = 1 ORDER BY name_key, id LIMIT ${filter.limit + 1}`;
  const page = rows.slice(0, filter.limit);
  const last = page.at(-1);
  return {
    items: page.map(({ name_key: _, problem_text: problem, used, ...row }) => ({
      ...row,
      problem,
      used: Number(used) === 1,
    })),
    next: rows.length > filter.limit && last ? `${last.name_key}\t${last.id}` : null,
  };
}
