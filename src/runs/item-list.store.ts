import { isPostgres } from '../store/sql.ts';
import type { Store } from '../store/store.ts';
import type { RunRedirect } from '../store/tables/run.table.ts';
import { problemsOf } from './item.store.ts';
import type { RowProblem } from './problems.ts';

export interface ItemFilter {
  runId: string;
  /** waiting, planned, problem, left_out, or a state of its delivery */
  state?: string | undefined;
  problem?: string | undefined;
  /** a part of the person's number or of the address */
  search?: string | undefined;
  /** only rows behind this one */
  after: number;
  limit: number;
  id?: string | undefined;
}

export interface ItemLine {
  id: string;
  seq: number;
  line: number;
  owner: string;
  address: string;
  facts: object;
  state: string;
  version: number;
  document: { id: string; name: string; size: number; sha256: string; chosen: boolean } | null;
  problems: RowProblem[];
  leftOut: { kind: string; reason: string; by: string | null } | null;
  mail: {
    id: string;
    state: string;
    detail: string;
    subject: string;
    sha256: string | null;
    messageId: string;
    response: string | null;
    acceptedAt: number | null;
    sentCopy: string | null;
    connectorName: string | null;
  } | null;
  replaces: string | null;
  redirect: Omit<RunRedirect, 'byId'> | null;
}

interface Row {
  [column: string]: string | number | null;
}

const ITEM_STATES = ['waiting', 'planned', 'problem', 'left_out'];

/** In the order of the rows. */
export async function listItems(store: Store, filter: ItemFilter): Promise<ItemLine[]> {
  const { sql, parameters } = question(store, filter);
  const rows = await store.read.query<Row[]>(sql, parameters);
  const problems = await problemsOf(
    store.read,
    rows.map(({ id }) => String(id)),
  );
  return rows.map((row) => lineOf(row, problems.get(String(row['id'])) ?? []));
}

function question(store: Store, filter: ItemFilter): { sql: string; parameters: unknown[] } {
  const postgres = isPostgres(store.read);
  const parameters: unknown[] = [];
  const value = (one: unknown) => {
    parameters.push(one);
    return postgres ? `$${parameters.length}` : '?';
  };
  const conditions = [`i.run_id = ${value(filter.runId)}`, `i.seq > ${value(filter.after)}`];
  if (filter.id !== undefined) conditions.push(`i.id = ${value(filter.id)}`);
  if (filter.state !== undefined) {
    conditions.push(`${ITEM_STATES.includes(filter.state) ? 'i' : 'd'}.state = ${value(filter.state)}`);
  }
  if (filter.problem !== undefined) {
    conditions.push(
      `EXISTS (SELECT 1 FROM run_problem p WHERE p.item_id = i.id AND p.kind = ${value(filter.problem)})`,
    );
  }
  if (filter.search !== undefined && filter.search !== '') {
    const like = postgres ? 'ILIKE' : 'LIKE';
    const part = `%${filter.search.replace(/[\\%_]/g, '\\$&')}%`;
    conditions.push(`(i.owner ${like} ${value(part)} ESCAPE '\\' OR i.address ${like} ${value(part)} ESCAPE '\\')`);
  }
  const sql = `
    SELECT i.id, i.seq, i.line, i.owner, i.address, i.facts, i.state, i.version, i.document_chosen, i.left_out_kind,
      i.left_out_reason, i.left_out_by, i.replaces, i.redirect, i.message_id, f.id AS document_id, f.name AS document_name,
      f.size AS document_size, f.sha256 AS document_sha256, d.state AS mail_state, d.detail AS mail_detail,
      d.response, d.accepted_at, m.subject, m.sha256, m.message_id AS header_id, s.state AS copy_state,
      c.display_name AS connector_name
    FROM run_item i LEFT JOIN run_document f ON f.id = i.document_id LEFT JOIN message m ON m.id = i.message_id
      LEFT JOIN delivery d ON d.id = i.message_id LEFT JOIN sent_copy s ON s.id = i.message_id
      LEFT JOIN connector c ON c.id = d.connector_id
    WHERE ${conditions.join(' AND ')} ORDER BY i.seq LIMIT ${value(filter.limit)}`;
  return { sql, parameters };
}

function lineOf(row: Row, problems: RowProblem[]): ItemLine {
  const text = (column: string) => String(row[column] ?? '');
  const orNull = (column: string) => (row[column] === null ? null : String(row[column]));
  const number = (column: string) => Number(row[column]);
  return {
    id: text('id'),
    seq: number('seq'),
    line: number('line'),
    owner: text('owner'),
    address: text('address'),
    facts: JSON.parse(text('facts')) as object,
    state: text('state'),
    version: number('version'),
    document:
      row['document_id'] === null
        ? null
        : {
            id: text('document_id'),
            name: text('document_name'),
            size: number('document_size'),
            sha256: text('document_sha256'),
            chosen: number('document_chosen') === 1,
          },
    problems,
    leftOut:
      row['left_out_kind'] === null
        ? null
        : { kind: text('left_out_kind'), reason: text('left_out_reason'), by: orNull('left_out_by') },
    mail:
      row['message_id'] === null || row['mail_state'] === null
        ? null
        : {
            id: text('message_id'),
            state: text('mail_state'),
            detail: text('mail_detail'),
            subject: text('subject'),
            sha256: orNull('sha256'),
            messageId: text('header_id'),
            response: orNull('response'),
            acceptedAt: row['accepted_at'] === null ? null : number('accepted_at'),
            sentCopy: orNull('copy_state'),
            connectorName: orNull('connector_name'),
          },
    replaces: orNull('replaces'),
    redirect: redirectOf(orNull('redirect')),
  };
}

function redirectOf(stored: string | null): ItemLine['redirect'] {
  const redirect = stored === null ? null : (JSON.parse(stored) as RunRedirect | null);
  if (redirect === null) return null;
  const { to, reason, by, at } = redirect;
  return { to, reason, by, at };
}
