import { EntitySchema } from 'typeorm';
import {
  id,
  instant,
  integer,
  json,
  optionalInstant,
  optionalInteger,
  optionalJson,
  optionalText,
  text,
} from '../columns.ts';

/**
 * - draft: files and choices are gathered
 * - planning: a background job reads, matches and composes
 * - planned: every row is a composed mail, a problem, or left out
 * - approved: a person approved the hash of the plan
 * - released: waits for its time or its send window
 * - sending, paused (by a person), stopped (by itself)
 * - finished, cancelled
 */
export type RunState =
  | 'draft'
  | 'planning'
  | 'planned'
  | 'approved'
  | 'released'
  | 'sending'
  | 'paused'
  | 'stopped'
  | 'finished'
  | 'cancelled';

/** A payroll run. */
export interface RunRow {
  id: string;
  name: string;
  /** '2026-11': with the rule and the owner it says what is sent once */
  period: string;
  ruleId: string;
  /** of the rule as it was planned */
  ruleVersion: number | null;
  options: object;
  state: RunState;
  stateReason: string;
  /** the ETag */
  version: number;
  /** what the planning job does just now */
  step: string;
  /** rows or documents of the step that are done, and all of them where that is known */
  stepDone: number;
  stepTotal: number | null;
  /** the process that plans; another takes over after `leaseUntil` */
  lease: string | null;
  leaseUntil: number | null;
  planHash: string | null;
  plannedAt: number | null;
  createdAt: number;
  createdBy: string;
  createdById: string;
  /** ids of all who made or changed what is planned */
  makers: string[];
  approvedHash: string | null;
  approvedAt: number | null;
  approvedBy: string | null;
  releasedAt: number | null;
  releasedBy: string | null;
  /** not before this */
  releaseAt: number | null;
  startedAt: number | null;
  finishedAt: number | null;
}

export const RunTable = new EntitySchema<RunRow>({
  name: 'run',
  columns: {
    id: id(),
    name: text(),
    period: text(),
    ruleId: text('rule_id'),
    ruleVersion: optionalInteger('rule_version'),
    options: json(),
    state: text(),
    stateReason: text('state_reason'),
    version: integer(),
    step: text(),
    stepDone: integer('step_done'),
    stepTotal: optionalInteger('step_total'),
    lease: optionalText(),
    leaseUntil: optionalInstant('lease_until'),
    planHash: optionalText('plan_hash'),
    plannedAt: optionalInstant('planned_at'),
    createdAt: instant('created_at'),
    createdBy: text('created_by'),
    createdById: text('created_by_id'),
    makers: json(),
    approvedHash: optionalText('approved_hash'),
    approvedAt: optionalInstant('approved_at'),
    approvedBy: optionalText('approved_by'),
    releasedAt: optionalInstant('released_at'),
    releasedBy: optionalText('released_by'),
    releaseAt: optionalInstant('release_at'),
    startedAt: optionalInstant('started_at'),
    finishedAt: optionalInstant('finished_at'),
  },
  indices: [{ name: 'run_state', columns: ['state'] }],
});

/** One file that was uploaded for a run. Its bytes are sealed; they go when they have been read. */
export interface RunFileRow {
  id: string;
  runId: string;
  kind: 'rows' | 'documents';
  name: string;
  size: number;
  sha256: string;
  /** null: the bytes were read and are gone */
  contentId: string | null;
  /** uploading, stored, read */
  state: string;
  createdAt: number;
  createdBy: string;
}

export const RunFileTable = new EntitySchema<RunFileRow>({
  name: 'run_file',
  columns: {
    id: id(),
    runId: text('run_id'),
    kind: text(),
    name: text(),
    size: integer(),
    sha256: text(),
    contentId: optionalText('content_id'),
    state: text(),
    createdAt: instant('created_at'),
    createdBy: text('created_by'),
  },
  indices: [{ name: 'run_file_run', columns: ['runId'] }],
});

/** One document of a run: its bytes are sealed. */
export interface RunDocumentRow {
  id: string;
  runId: string;
  fileId: string;
  name: string;
  /** what a row names it by: without folders, in lower case */
  nameKey: string;
  /** read from the document itself, where a combined file was split */
  owner: string | null;
  size: number;
  sha256: string;
  contentId: string | null;
  /** a kind of src/runs/problems.ts, where it cannot be sent */
  problem: string | null;
  problemText: string | null;
}

export const RunDocumentTable = new EntitySchema<RunDocumentRow>({
  name: 'run_document',
  columns: {
    id: id(),
    runId: text('run_id'),
    fileId: text('file_id'),
    name: text(),
    nameKey: text('name_key'),
    owner: optionalText(),
    size: integer(),
    sha256: text(),
    contentId: optionalText('content_id'),
    problem: optionalText(),
    problemText: optionalText('problem_text'),
  },
  indices: [
    { name: 'run_document_name', columns: ['runId', 'nameKey'] },
    { name: 'run_document_owner', columns: ['runId', 'owner'] },
    { name: 'run_document_digest', columns: ['runId', 'sha256'] },
  ],
});

/** waiting: for the planning job. Every other row is a composed mail, a problem, or left out. */
export type RunItemState = 'waiting' | 'planned' | 'problem' | 'left_out';

/** A document's way to somebody who is not its owner: asked by one person, confirmed by another. */
export interface RunRedirect {
  to: string;
  reason: string;
  by: string;
  byId: string;
  at: number;
}

/** One row of a run. */
export interface RunItemRow {
  id: string;
  runId: string;
  /** the order of the rows, from 1 */
  seq: number;
  /** in the file */
  line: number;
  owner: string;
  address: string;
  /** equal for two addresses that are one */
  addressKey: string;
  facts: object;
  documentId: string | null;
  /** a person chose the document: it is not matched again */
  documentChosen: number;
  state: RunItemState;
  /** why the row itself could not be read */
  rowProblem: string | null;
  /** SHA-256 over rule, period and owner: what is sent once */
  occasion: string | null;
  messageId: string | null;
  /** the mail that this one corrects */
  replaces: string | null;
  leftOutKind: 'person' | 'already_sent' | null;
  leftOutReason: string | null;
  leftOutBy: string | null;
  redirect: RunRedirect | null;
  version: number;
  updatedAt: number;
}

export const RunItemTable = new EntitySchema<RunItemRow>({
  name: 'run_item',
  columns: {
    id: id(),
    runId: text('run_id'),
    seq: integer(),
    line: integer(),
    owner: text(),
    address: text(),
    addressKey: text('address_key'),
    facts: json(),
    documentId: optionalText('document_id'),
    documentChosen: integer('document_chosen'),
    state: text(),
    rowProblem: optionalText('row_problem'),
    occasion: optionalText(),
    messageId: optionalText('message_id'),
    replaces: optionalText(),
    leftOutKind: optionalText('left_out_kind'),
    leftOutReason: optionalText('left_out_reason'),
    leftOutBy: optionalText('left_out_by'),
    redirect: optionalJson(),
    version: integer(),
    updatedAt: instant('updated_at'),
  },
  indices: [
    { name: 'run_item_order', columns: ['runId', 'seq'], unique: true },
    { name: 'run_item_state', columns: ['runId', 'state', 'seq'] },
    { name: 'run_item_address', columns: ['runId', 'addressKey'] },
    { name: 'run_item_owner', columns: ['runId', 'owner'] },
    { name: 'run_item_document', columns: ['runId', 'documentId'] },
    { name: 'run_item_occasion', columns: ['occasion'] },
    { name: 'run_item_message', columns: ['messageId'] },
  ],
});

/** Why a row cannot be sent; one row may have several. */
export interface RunProblemRow {
  itemId: string;
  kind: string;
  runId: string;
  message: string;
}

export const RunProblemTable = new EntitySchema<RunProblemRow>({
  name: 'run_problem',
  columns: {
    itemId: { ...id(), name: 'item_id' },
    kind: { type: 'varchar', primary: true },
    runId: text('run_id'),
    message: text(),
  },
  indices: [{ name: 'run_problem_kind', columns: ['runId', 'kind'] }],
});
