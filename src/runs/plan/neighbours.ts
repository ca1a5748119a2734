import type { Registered } from '../../sdk/index.ts';
import type { RunDocumentRow } from '../../store/tables/run-document.table.ts';
import type { RunItemRow } from '../../store/tables/run-item.table.ts';
import type { Tx } from '../../store/transaction.ts';
import { documentsById } from '../rows/item.store.ts';
import { asksContacts } from '../run-options.ts';
import { grouped } from './grouped.ts';
import { type Candidate, candidatesFor } from './match-documents.ts';
import type { PlanJob } from './plan-job.ts';
import { findSentDocuments, type SentDocument } from './sent-documents.ts';

/** What a row must know of the others, for a batch of rows at once. */
export interface Neighbours {
  /** lines of all rows with this key of an owner, or of an address */
  owners: Map<string, SharedLines>;
  addresses: Map<string, SharedLines>;
  /** by id */
  documents: Map<string, RunDocumentRow>;
  /** owners of the rows whose document has this SHA-256 */
  ownersOfDigest: Map<string, Owner[]>;
  /** who got these documents in other runs, by SHA-256 */
  sentDocuments: Map<string, SentDocument[]>;
  /** contacts of the persons by their keys; absent: they are not asked */
  registered?: ReadonlyMap<string, Registered>;
  /** of rows whose document was not found */
  candidates: Map<string, Candidate[]>;
}

/** A person's number as a row has it, and the key that is equal for all spellings of it. */
export type Owner = Pick<RunItemRow, 'owner' | 'ownerKey'>;

export interface SharedLines {
  lines: number[];
  /** how these rows spell the number, each spelling once */
  owners: string[];
}

export async function loadNeighbours(job: PlanJob, read: Tx, items: readonly RunItemRow[]): Promise<Neighbours> {
  const runId = job.run.id;
  const owners = distinct(items.map(({ ownerKey }) => ownerKey));
  const addresses = distinct(items.map(({ addressKey }) => addressKey));
  const documents = await documentsById(read, runId, distinct(items.map(({ documentId }) => documentId ?? '')));
  const digests = distinct([...documents.values()].map(({ sha256 }) => sha256));
  const without = job.choices.documents.by === 'none' ? [] : items.filter(({ documentId }) => documentId === null);
  return {
    owners: await linesWith(read, runId, { column: 'owner_key', values: owners }),
    addresses: await linesWith(read, runId, { column: 'address_key', values: addresses }),
    documents,
    ownersOfDigest: await ownersOfDigests(read, runId, digests),
    sentDocuments: await findSentDocuments(read, runId, job.choices.confidential ? digests : []),
    ...(asksContacts(job.choices) && { registered: await job.deps.findRegistered(read, owners) }),
    candidates: await candidatesFor(job, read, without),
  };
}

/** Sorted here: asked to sort, SQLite walks through all rows of the run in their order instead of looking these up. */
async function linesWith(
  read: Tx,
  runId: string,
  { column, values }: { column: 'owner_key' | 'address_key'; values: string[] },
): Promise<Map<string, SharedLines>> {
  if (values.length === 0) return new Map();
  const rows = await read.sql<{ key: string; owner: string; line: number; seq: number }[]>`
    SELECT ${() => column} AS key, owner, line, seq FROM run_item
    WHERE run_id = ${runId} AND ${() => column} IN (${() => values}) AND state <> 'left_out'`;
  const byKey = grouped(inOrder(rows).map((row) => [row.key, row]));
  const shared = [...byKey].map(([key, of]): [string, SharedLines] => {
    return [key, { lines: of.map(({ line }) => line), owners: [...new Set(of.map(({ owner }) => owner))] }];
  });
  return new Map(shared);
}

async function ownersOfDigests(read: Tx, runId: string, digests: string[]): Promise<Map<string, Owner[]>> {
  if (digests.length === 0) return new Map();
  // CROSS: SQLite begins with the documents, which are few.
  const rows = await read.sql<{ sha256: string; owner: string; owner_key: string; seq: number }[]>`
    SELECT d.sha256, i.owner, i.owner_key, i.seq FROM run_document d CROSS JOIN run_item i
    WHERE d.run_id = ${runId} AND d.sha256 IN (${() => digests})
      AND i.run_id = d.run_id AND i.document_id = d.id AND i.state <> 'left_out'`;
  return grouped(inOrder(rows).map(({ sha256, owner, owner_key: ownerKey }) => [sha256, { owner, ownerKey }]));
}

function inOrder<R extends { seq: number }>(rows: readonly R[]): R[] {
  return [...rows].sort((a, b) => a.seq - b.seq);
}

function distinct(values: string[]): string[] {
  return [...new Set(values)].filter((value) => value !== '');
}
