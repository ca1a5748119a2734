import { laterRuns } from '../../store/later-mail.ts';
import { isPostgres } from '../../store/sql.ts';
import type { Store } from '../../store/store.ts';
import type { EndedRedirect, RunRedirect } from '../../store/tables/run-item.table.ts';
import type { RowProblem } from '../plan/problems.ts';
import { ASKED } from '../run.store.ts';
import { OUTCOME } from '../sending/mail-counts.ts';
import { type ShownRedirect, withRedirectMails } from '../sending/redirect-mails.ts';
import { BY_HAND } from './by-hand.ts';
import { problemsOf } from './item.store.ts';

export interface ItemFilter {
  runId: string;
  /** any of these: waiting, planned, problem, left_out, or an outcome of its mail; none: every row */
  states?: readonly string[];
  problem?: string | undefined;
  /** a part of the person's number or of the address */
  search?: string | undefined;
  /** only rows that go elsewhere than their file says */
  addressChanged?: boolean;
  /** only rows whose address, number or document a person changed */
  byHand?: boolean;
  /** only rows of which a person confirmed that they go elsewhere than last time */
  confirmed?: boolean;
  /** only rows of which a second person is asked about another address */
  redirect?: boolean;
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
  addressWas: string | null;
  addressBy: string | null;
  /** who confirmed that it is another one than last time */
  addressConfirmedFrom: string | null;
  addressConfirmedBy: string | null;
  /** as it came with the file; null: unchanged */
  ownerWas: string | null;
  ownerBy: string | null;
  facts: object;
  state: string;
  version: number;
  document: { id: string; name: string; size: number; sha256: string; chosen: boolean; chosenBy: string | null } | null;
  problems: RowProblem[];
  leftOut: { kind: string; reason: string; by: string | null } | null;
  mail: {
    id: string;
    state: string;
    detail: string;
    /** the address of the guard that gets it instead of the person */
    redirectedTo: string | null;
    heldReason: string | null;
    /** another run that sends, or sent, one for the same person and period, where this one did not reach the person */
    laterRun: { id: string; name: string } | null;
    subject: string;
    sha256: string | null;
    messageId: string;
    response: string | null;
    acceptedAt: number | null;
    sentCopy: string | null;
    connectorName: string | null;
  } | null;
  replaces: string | null;
  redirect: Omit<RunRedirect, 'byId' | 'confirming'> | null;
  /** the earlier ones, the oldest first */
  redirects: ShownRedirect[];
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
  const missed = rows.filter(({ mail_state: state }) => MISSED.includes(String(state)));
  const later = await laterRuns(
    store.read,
    missed.map(({ message_id: id }) => String(id)),
  );
  const lines = rows.map((row) => lineOf(row, problems.get(String(row['id'])) ?? [], later));
  return withRedirectMails(store.read, lines);
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
  if (filter.states !== undefined && filter.states.length > 0) {
    const one = (state: string) => `${ITEM_STATES.includes(state) ? 'i.state' : `(${OUTCOME})`} = ${value(state)}`;
    conditions.push(`(${filter.states.map(one).join(' OR ')})`);
  }
  if (filter.problem !== undefined) {
    conditions.push(
      `EXISTS (SELECT 1 FROM run_problem p WHERE p.item_id = i.id AND p.kind = ${value(filter.problem)})`,
    );
  }
  if (filter.addressChanged) conditions.push('i.file_address IS NOT NULL');
  if (filter.byHand) conditions.push(BY_HAND);
  if (filter.confirmed) conditions.push('i.confirmed_by IS NOT NULL');
  if (filter.redirect)
    conditions.push(`i.id IN (SELECT id FROM run_item WHERE run_id = ${value(filter.runId)} AND ${ASKED})`);
  if (filter.search !== undefined && filter.search !== '') {
    const like = postgres ? 'ILIKE' : 'LIKE';
    const part = `%${filter.search.replace(/[\\%_]/g, '\\$&')}%`;
    conditions.push(`(i.owner ${like} ${value(part)} ESCAPE '\\' OR i.address ${like} ${value(part)} ESCAPE '\\')`);
  }
  const sql = `
    SELECT i.id, i.seq, i.line, i.owner, i.address, i.file_address, i.address_by, i.file_owner, i.owner_by, i.confirmed_from, i.confirmed_by, i.facts, i.state, i.version,
      i.document_chosen, i.document_by, i.left_out_kind, i.left_out_reason, i.left_out_by, i.replaces, i.redirect, i.redirects,
      i.message_id, f.id AS document_id, f.name AS document_name,
      f.size AS document_size, f.sha256 AS document_sha256, ${OUTCOME} AS mail_state, d.redirected_to, d.held_reason, d.detail AS mail_detail,
      d.response, d.accepted_at, m.subject, m.sha256, m.message_id AS header_id, s.state AS copy_state,
      c.display_name AS connector_name
    FROM run_item i LEFT JOIN run_document f ON f.id = i.document_id LEFT JOIN message m ON m.id = i.message_id
      LEFT JOIN delivery d ON d.id = i.message_id LEFT JOIN sent_copy s ON s.id = i.message_id
      LEFT JOIN connector c ON c.id = d.connector_id
    WHERE ${conditions.join(' AND ')} ORDER BY i.seq LIMIT ${value(filter.limit)}`;
  return { sql, parameters };
}

/** Outcomes of a mail that the person did not get. */
const MISSED = ['failed', 'cancelled', 'captured', 'redirected'];

function lineOf(row: Row, problems: RowProblem[], later: ReadonlyMap<string, { id: string; name: string }>): ItemLine {
  const text = (column: string) => String(row[column] ?? '');
  const orNull = (column: string) => (row[column] === null ? null : String(row[column]));
  const number = (column: string) => Number(row[column]);
  return {
    id: text('id'),
    seq: number('seq'),
    line: number('line'),
    owner: text('owner'),
    address: text('address'),
    addressWas: orNull('file_address'),
    addressBy: orNull('address_by'),
    addressConfirmedFrom: orNull('confirmed_from'),
    addressConfirmedBy: orNull('confirmed_by'),
    ownerWas: orNull('file_owner'),
    ownerBy: orNull('owner_by'),
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
            // '' of one that was chosen before the name was kept
            chosenBy: orNull('document_by') || null,
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
            redirectedTo: orNull('redirected_to'),
            heldReason: orNull('held_reason'),
            laterRun: later.get(text('message_id')) ?? null,
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
    redirects: (JSON.parse(orNull('redirects') ?? '[]') as EndedRedirect[]).map((one) => ({ ...one, mail: null })),
  };
}

function redirectOf(stored: string | null): ItemLine['redirect'] {
  const redirect = stored === null ? null : (JSON.parse(stored) as RunRedirect | null);
  if (redirect === null) return null;
  const { to, reason, by, at } = redirect;
  return { to, reason, by, at };
}
