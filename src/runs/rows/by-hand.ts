import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { ownerKey } from '../../sdk/index.ts';
import type { ProofEntry } from '../../store/proof-record.ts';
import type { RunItemRow } from '../../store/tables/run-item.table.ts';
import type { Tx } from '../../store/transaction.ts';
import { textAt } from '../plan/facts.ts';

type RowFacts = Pick<RunItemRow, 'facts' | 'byHand'>;
type RowAddress = Pick<RunItemRow, 'address' | 'addressKey' | 'fileAddress' | 'addressBy'>;
type RowOwner = Pick<RunItemRow, 'owner' | 'ownerKey' | 'fileOwner' | 'ownerBy'>;
type RowDocument = Pick<RunItemRow, 'documentId' | 'documentChosen' | 'documentBy'>;

/** The facts of a row after a person changed some; back to those of the file nothing is by hand any more. */
export function changedFacts(item: RunItemRow, facts: object, by: string): RowFacts {
  const file = item.byHand?.file ?? item.facts;
  return { facts, byHand: isDeepStrictEqual(facts, file) ? null : { file, by } };
}

/**
 * Where a row goes by its facts. What the file said and who changed it stay on the row, also when another column is chosen
 * for the address and chosen back: the approver sees it.
 */
export function rowAddress(item: RunItemRow, facts: RowFacts, field: string): RowAddress {
  const { now, file, by } = changeIn(facts, field, { now: item.address, file: item.fileAddress, by: item.addressBy });
  return { address: now, addressKey: now.toLowerCase(), fileAddress: file, addressBy: by };
}

/** Whose row it is by its facts; the same holds. */
export function rowOwner(item: RunItemRow, facts: RowFacts, field: string): RowOwner {
  const { now, file, by } = changeIn(facts, field, { now: item.owner, file: item.fileOwner, by: item.ownerBy });
  return { owner: now, ownerKey: ownerKey(now), fileOwner: file, ownerBy: by };
}

interface Change {
  now: string;
  /** null: unchanged */
  file: string | null;
  by: string | null;
}

function changeIn({ facts, byHand }: RowFacts, field: string, before: Change): Change {
  const now = textAt(facts, field);
  const file = byHand === null ? now : textAt(byHand.file, field);
  if (byHand === null || file === now) return { now, file: null, by: null };
  const isKnown = before.now === now && before.file === file;
  return { now, file, by: (isKnown ? before.by : null) ?? byHand.by };
}

type ByAndAt = { by: string; at: number };

/** For the proof of the run: which row goes elsewhere than its file says, or to the address of its file again. */
export function addressProof(item: RunItemRow, to: RowAddress, who: ByAndAt): ProofEntry[] {
  const digestOf = (address: string) => sha256(address.toLowerCase());
  if (item.address === to.address && item.fileAddress === to.fileAddress) return [];
  const digests = {
    file: digestOf(to.fileAddress ?? to.address),
    from: digestOf(item.address),
    to: digestOf(to.address),
  };
  return [record('address', item, digests, who)];
}

/** Which row is said to be another person's than its file says. */
export function ownerProof(item: RunItemRow, to: RowOwner, who: ByAndAt): ProofEntry[] {
  const digestOf = (owner: string) => sha256(ownerKey(owner));
  if (item.owner === to.owner && item.fileOwner === to.fileOwner) return [];
  const digests = { file: digestOf(to.fileOwner ?? to.owner), from: digestOf(item.owner), to: digestOf(to.owner) };
  return [record('owner', item, digests, who)];
}

/** Which row has a document by a person's choice and not by its name; `sha256` null: by its name again. */
export function documentProof(
  item: RunItemRow,
  to: { documentId: string | null; sha256: string | null },
  who: ByAndAt,
): ProofEntry[] {
  if (to.documentId === item.documentId && item.documentChosen === 1) return [];
  if (to.documentId === null && item.documentChosen === 0) return [];
  return [record('document', item, { document: to.documentId, sha256: to.sha256 }, who)];
}

/** As the recipients of an e-mail are in the proof: digests, since records are never deleted. */
function record(
  kind: 'address' | 'owner' | 'document',
  item: RunItemRow,
  what: Record<string, string | null>,
  { by, at }: ByAndAt,
): ProofEntry {
  return { subject: item.runId, kind, at, data: { row: item.id, line: item.line, by, ...what } };
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** The document that a person chose for a row, or that its name finds. */
export function chosenDocument(documentId: string | null, by: string): RowDocument {
  if (documentId === null) return { documentId: null, documentChosen: 0, documentBy: null };
  return { documentId, documentChosen: 1, documentBy: by };
}

/** As SQL: what a person changed after the file was read. The condition of the index run_item_by_hand. */
export const BY_HAND = '("file_address" IS NOT NULL OR "file_owner" IS NOT NULL OR "document_by" IS NOT NULL)';

export interface ByHandCounts {
  rows: number;
  addresses: number;
  owners: number;
  documents: number;
}

/** Planned rows that a person changed after their file was read, and in what. */
export async function countByHand(read: Tx, runId: string): Promise<ByHandCounts> {
  const [row] = await read.sql<Record<string, number | string>[]>`
    SELECT COUNT(*) AS n, COUNT(file_address) AS addresses, COUNT(file_owner) AS owners, COUNT(document_by) AS documents
    FROM run_item WHERE run_id = ${runId} AND state = 'planned' AND ${() => BY_HAND}`;
  const of = (name: string) => Number(row?.[name] ?? 0);
  return { rows: of('n'), addresses: of('addresses'), owners: of('owners'), documents: of('documents') };
}

/** As SQL: the condition of the index run_item_confirmed. */
const CONFIRMED = '"confirmed_by" IS NOT NULL';

/** Planned rows that go to another address than last time, as a person confirmed. */
export async function countConfirmed(read: Tx, runId: string): Promise<number> {
  const [row] = await read.sql<{ n: number | string }[]>`
    SELECT COUNT(*) AS n FROM run_item WHERE run_id = ${runId} AND state = 'planned' AND ${() => CONFIRMED}`;
  return Number(row?.n ?? 0);
}
