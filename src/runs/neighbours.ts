import type { RunDocumentRow, RunItemRow } from '../store/tables/run.table.ts';
import type { Tx } from '../store/transaction.ts';
import { documentsById } from './item.store.ts';
import { type Candidate, candidatesFor } from './match-documents.ts';
import type { PlanJob } from './plan-job.ts';

/** What a row must know of the others, for a batch of rows at once. */
export interface Neighbours {
  /** lines of all rows with this owner, or this address */
  owners: Map<string, number[]>;
  addresses: Map<string, number[]>;
  /** by id */
  documents: Map<string, RunDocumentRow>;
  /** owners of the rows whose document has this SHA-256 */
  ownersOfDigest: Map<string, string[]>;
  /** of rows whose document was not found */
  candidates: Map<string, Candidate[]>;
}

export async function loadNeighbours(job: PlanJob, read: Tx, items: readonly RunItemRow[]): Promise<Neighbours> {
  const runId = job.run.id;
  const owners = distinct(items.map(({ owner }) => owner));
  const addresses = distinct(items.map(({ addressKey }) => addressKey));
  const sameOwner =
    owners.length === 0
      ? []
      : await read.sql<{ key: string; line: number }[]>`
          SELECT owner AS key, line FROM run_item
          WHERE run_id = ${runId} AND state <> 'left_out' AND owner IN (${() => owners}) ORDER BY seq`;
  const sameAddress =
    addresses.length === 0
      ? []
      : await read.sql<{ key: string; line: number }[]>`
          SELECT address_key AS key, line FROM run_item
          WHERE run_id = ${runId} AND state <> 'left_out' AND address_key IN (${() => addresses}) ORDER BY seq`;
  const documents = await documentsById(read, runId, distinct(items.map(({ documentId }) => documentId ?? '')));
  const without = job.choices.documents.by === 'none' ? [] : items.filter(({ documentId }) => documentId === null);
  return {
    owners: grouped(sameOwner.map(({ key, line }) => [key, line])),
    addresses: grouped(sameAddress.map(({ key, line }) => [key, line])),
    documents,
    ownersOfDigest: await ownersOfDigests(read, runId, distinct([...documents.values()].map(({ sha256 }) => sha256))),
    candidates: await candidatesFor(job, read, without),
  };
}

async function ownersOfDigests(read: Tx, runId: string, digests: string[]): Promise<Map<string, string[]>> {
  if (digests.length === 0) return new Map();
  const rows = await read.sql<{ sha256: string; owner: string }[]>`
    SELECT d.sha256, i.owner FROM run_document d JOIN run_item i ON i.run_id = d.run_id AND i.document_id = d.id
    WHERE d.run_id = ${runId} AND d.sha256 IN (${() => digests}) AND i.state <> 'left_out' ORDER BY i.seq`;
  return grouped(rows.map(({ sha256, owner }) => [sha256, owner]));
}

function grouped<V>(pairs: [string, V][]): Map<string, V[]> {
  const map = new Map<string, V[]>();
  for (const [key, value] of pairs) {
    const list = map.get(key);
    if (list) list.push(value);
    else map.set(key, [value]);
  }
  return map;
}

function distinct(values: string[]): string[] {
  return [...new Set(values)].filter((value) => value !== '');
}
