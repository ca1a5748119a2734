import type { Tx } from './transaction.ts';

/**
 * A place in the database where sealed values stand. src/sealed-columns.ts has them all: what is missing there is lost when
 * an old key is taken away.
 */
export interface SealedColumn {
  /** table.column, and what tells its rows apart where not all are meant */
  column: string;
  /** what it holds, as people say it */
  what: string;
  /** how many rows there are to look at */
  count(read: Tx): Promise<number>;
  /** All rows from the first to the last, some at a time, so that others have the database in between. */
  pages(read: Tx): AsyncGenerator<SealedRow[], void, undefined>;
}

export interface SealedRow {
  id: string;
  /** ids of the keys that sealed it; undefined: it is no sealed value */
  keys: readonly (string | undefined)[];
  /** about how much is read and written to seal it again */
  bytes: number;
  /** Seals it with the active key, unless somebody wrote it meanwhile. Database calls only. SECRET_KEY: it does not open. */
  sealAgain(tx: Tx): Promise<void>;
}

const ROWS_AT_ONCE = 200;

/** A column of text whose rows have one key. */
export function sealedTexts(of: {
  table: string;
  id: string;
  column: string;
  /** the only row that is meant */
  only?: string;
  what: string;
  /** of what the column has; [] where nothing is sealed in it */
  keysOf(text: string): (string | undefined)[];
  /** what the column has then */
  again(text: string, id: string): string;
}): SealedColumn {
  const [table, id, column] = [raw(of.table), raw(of.id), raw(of.column)];
  const { only } = of;
  const readPage = (read: Tx, after: string) =>
    only === undefined
      ? read.sql<TextRow[]>`SELECT ${id} AS id, ${column} AS value FROM ${table}
          WHERE ${id} > ${after} AND ${column} IS NOT NULL ORDER BY ${id} LIMIT ${ROWS_AT_ONCE}`
      : read.sql<TextRow[]>`SELECT ${id} AS id, ${column} AS value FROM ${table}
          WHERE ${id} = ${only} AND ${id} > ${after} AND ${column} IS NOT NULL`;
  return {
    column: `${of.table}.${of.column}${only === undefined ? '' : ` (${only})`}`,
    what: of.what,
    count: async (read) => {
      if (only !== undefined) return (await readPage(read, '')).length;
      const [row] = await read.sql<{ n: number | string }[]>`
        SELECT count(*) AS n FROM ${table} WHERE ${column} IS NOT NULL`;
      return Number(row?.n ?? 0);
    },
    async *pages(read) {
      for (let after = ''; ; ) {
        const rows = await readPage(read, after);
        yield rows.map((row) => ({
          id: row.id,
          keys: of.keysOf(row.value),
          bytes: row.value.length,
          sealAgain: async (tx) => {
            await tx.sql`UPDATE ${table} SET ${column} = ${of.again(row.value, row.id)}
              WHERE ${id} = ${row.id} AND ${column} = ${row.value}`;
          },
        }));
        const last = rows.at(-1);
        if (last === undefined || only !== undefined) return;
        after = last.id;
      }
    },
  };
}

/** A name in SQL, not a value. */
const raw = (name: string) => () => `"${name}"`;

interface TextRow {
  id: string;
  value: string;
}
