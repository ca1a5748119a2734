import { EntitySchema } from 'typeorm';
import { id, instant, integer, json, optionalJson, optionalText, text } from '../columns.ts';

/** waiting: for the planning job. Every other row is a composed mail, a problem, or left out. */
export type RunItemState = 'waiting' | 'planned' | 'problem' | 'left_out';

/** A document's way to somebody who is not its owner: asked by one person, confirmed by another. */
export interface RunRedirect {
  to: string;
  reason: string;
  by: string;
  byId: string;
  at: number;
  /** who confirmed it: the e-mail is on its way into the outbox */
  confirming?: string;
}

/** One that was decided: confirmed or declined by another person, or taken back by the one who asked. */
export interface EndedRedirect extends Omit<RunRedirect, 'byId' | 'confirming'> {
  ended: 'confirmed' | 'declined' | 'withdrawn';
  endedBy: string;
  endedAt: number;
  /** why it was declined or taken back */
  endedReason: string | null;
  /** of a confirmed one: the e-mail that was made; absent: it was confirmed before this was kept */
  mailId?: string;
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
  /** equal for all spellings of one person's number */
  ownerKey: string;
  address: string;
  /** equal for two addresses that are one */
  addressKey: string;
  facts: object;
  /** where a person changed facts, and with them the address: as they came with the file, and who it was; null: unchanged */
  byHand: { file: object; by: string } | null;
  fileAddress: string | null;
  addressBy: string | null;
  /** the same of the person's number */
  fileOwner: string | null;
  ownerBy: string | null;
  /** of the row when a person confirmed that it is another one than last time, and who it was; null: nobody did */
  confirmedAddress: string | null;
  /** the address of last time that it was confirmed against */
  confirmedFrom: string | null;
  confirmedBy: string | null;
  documentId: string | null;
  /** a person chose the document: it is not matched again */
  documentChosen: number;
  /** who chose it */
  documentBy: string | null;
  state: RunItemState;
  /** why the row itself could not be read */
  rowProblem: string | null;
  /** SHA-256 over rule, period and owner: what is sent once */
  occasion: string | null;
  messageId: string | null;
  /** the mail that this one corrects */
  replaces: string | null;
  leftOutKind: 'person' | 'already_sent' | 'not_selected' | null;
  leftOutReason: string | null;
  leftOutBy: string | null;
  /** waits for a second person */
  redirect: RunRedirect | null;
  /** the earlier ones, the oldest first */
  redirects: EndedRedirect[] | null;
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
    ownerKey: { ...text('owner_key'), default: '' },
    address: text(),
    addressKey: text('address_key'),
    facts: json(),
    byHand: optionalJson('by_hand'),
    fileAddress: optionalText('file_address'),
    addressBy: optionalText('address_by'),
    fileOwner: optionalText('file_owner'),
    ownerBy: optionalText('owner_by'),
    confirmedAddress: optionalText('confirmed_address'),
    confirmedFrom: optionalText('confirmed_from'),
    confirmedBy: optionalText('confirmed_by'),
    documentId: optionalText('document_id'),
    documentChosen: integer('document_chosen'),
    documentBy: optionalText('document_by'),
    state: text(),
    rowProblem: optionalText('row_problem'),
    occasion: optionalText(),
    messageId: optionalText('message_id'),
    replaces: optionalText(),
    leftOutKind: optionalText('left_out_kind'),
    leftOutReason: optionalText('left_out_reason'),
    leftOutBy: optionalText('left_out_by'),
    redirect: optionalJson(),
    redirects: optionalJson(),
    version: integer(),
    updatedAt: instant('updated_at'),
  },
  indices: [
    { name: 'run_item_order', columns: ['runId', 'seq'], unique: true },
    { name: 'run_item_state', columns: ['runId', 'state', 'seq'] },
    { name: 'run_item_address', columns: ['runId', 'addressKey'] },
    { name: 'run_item_owner', columns: ['runId', 'ownerKey'] },
    { name: 'run_item_document', columns: ['runId', 'documentId'] },
    { name: 'run_item_occasion', columns: ['occasion'] },
    { name: 'run_item_message', columns: ['messageId'] },
    // What a person got before, in any run.
    { name: 'run_item_person', columns: ['ownerKey', 'messageId'], where: '"message_id" IS NOT NULL' },
    { name: 'run_item_redirect', columns: ['runId', 'state'], where: '"redirect" IS NOT NULL' },
    // For the counts of a run: few rows are in these.
    { name: 'run_item_replaces', columns: ['runId', 'state'], where: '"replaces" IS NOT NULL' },
    {
      name: 'run_item_by_hand',
      columns: ['runId', 'state'],
      where: '"file_address" IS NOT NULL OR "file_owner" IS NOT NULL OR "document_by" IS NOT NULL',
    },
    { name: 'run_item_confirmed', columns: ['runId', 'state'], where: '"confirmed_by" IS NOT NULL' },
    { name: 'run_item_left_out', columns: ['runId', 'leftOutKind'], where: '"left_out_kind" IS NOT NULL' },
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
