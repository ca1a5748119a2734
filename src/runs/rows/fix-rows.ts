import type { RunItemInput } from '../../../schemas/run-item.gen.ts';
import { AppError, invalid, type Json, type JsonObject, type JsonSchema } from '../../sdk/index.ts';
import { insertProof } from '../../store/proof-record.ts';
import type { RunRow } from '../../store/tables/run.table.ts';
import type { RunItemRow } from '../../store/tables/run-item.table.ts';
import type { Tx } from '../../store/transaction.ts';
import { type Author, changeRun, made } from '../change-run.ts';
import { typedFact, withFact } from '../plan/facts.ts';
import { SHARED_KINDS } from '../plan/problems.ts';
import { getRun } from '../run.store.ts';
import type { RunDeps } from '../run-deps.ts';
import type { Choices } from '../run-options.ts';
import { PLANNING } from '../runs.ts';
import {
  addressProof,
  changedFacts,
  chosenDocument,
  documentProof,
  ownerProof,
  rowAddress,
  rowOwner,
} from './by-hand.ts';
import { deleteProblems, findDocument, getItem, updateItem } from './item.store.ts';

export const FIXABLE = ['planned', 'approved'] as const;
export const OTHERWISE = 'Rows are corrected or left out while the run is planned and not released.';
const AT_ONCE = 500;

/** Corrects one row. It, and the rows that took part in its problems, are planned again; an approval ends. */
export async function fixRow(
  deps: RunDeps,
  runId: string,
  itemId: string,
  input: RunItemInput,
  author: Author,
): Promise<void> {
  const { ruleId, options } = await getRun(deps.store.read, runId);
  const { schema } = await deps.rules.openRule(ruleId, { confidential: (options as Choices).confidential });
  await changeRun(deps, { id: runId, author, from: FIXABLE, otherwise: OTHERWISE }, async (run, tx) => {
    const item = await getItem(tx, runId, itemId);
    const now = deps.clock.now();
    const { sha256, ...change } = await changeOf(
      tx,
      run,
      item,
      { ...input, facts: typedFacts(schema, input.facts) },
      author.name,
    );
    const who = { by: author.name, at: now };
    const document = 'documentId' in change ? documentProof(item, { ...change, sha256 }, who) : [];
    await insertProof(tx, [...addressProof(item, change, who), ...ownerProof(item, change, who), ...document]);
    if (item.messageId !== null) await deps.outbox.runs.discard(tx, [item.messageId]);
    await deleteProblems(tx, [item.id]);
    await updateItem(tx, item.id, {
      ...change,
      ...UNPLANNED,
      rowProblem: null,
      version: item.version + 1,
      updatedAt: now,
    });
    await planNeighboursAgain(deps, tx, run, [item, { ...item, ...change }]);
    return { ...made(run, author), ...PLANNING };
  });
}

const UNPLANNED = {
  state: 'waiting',
  messageId: null,
  replaces: null,
  leftOutKind: null,
  leftOutReason: null,
  leftOutBy: null,
} as const;

function typedFacts(schema: JsonSchema | undefined, facts: object = {}): JsonObject {
  return Object.fromEntries(
    Object.entries(facts).map(([path, value]) => [path, typedFact(schema, path, value as Json)]),
  );
}

async function changeOf(tx: Tx, run: RunRow, item: RunItemRow, input: RunItemInput, by: string) {
  const { addressField, ownerField } = run.options as Choices;
  let facts = item.facts as JsonObject;
  for (const [path, value] of Object.entries(input.facts ?? {})) facts = withFact(facts, path, value as Json);
  if (input.address !== undefined) facts = withFact(facts, addressField, input.address);
  const changed = changedFacts(item, facts, by);
  const named = { ...rowOwner(item, changed, ownerField), ...rowAddress(item, changed, addressField) };
  const isSame = named.address === item.address && named.ownerKey === item.ownerKey;
  const unconfirmed = isSame ? {} : { confirmedAddress: null, confirmedFrom: null, confirmedBy: null };
  const given = { ...changed, ...named, ...unconfirmed, sha256: null };
  if (input.document === undefined) return given;
  if (input.document === null) return { ...given, ...chosenDocument(null, by) };
  const document = await findDocument(tx, run.id, input.document);
  if (document === undefined) {
    throw invalid([{ path: '/document', message: 'There is no document with this id in the run.' }]);
  }
  return { ...given, ...chosenDocument(document.id, by), sha256: document.sha256 };
}

/** By their ids or by a problem that they have; each with the same reason. Answers how many. */
export async function leaveOut(
  deps: RunDeps,
  runId: string,
  of: { ids?: readonly string[] | undefined; problem?: string | undefined; reason: string },
  author: Author,
): Promise<number> {
  let count = 0;
  await changeRun(deps, { id: runId, author, from: FIXABLE, otherwise: OTHERWISE }, async (run, tx) => {
    const items = await itemsOf(tx, runId, of);
    const ids = items.map(({ id }) => id);
    count = ids.length;
    if (count === 0) throw new AppError('NOT_FOUND', 'No row of the run fits; read the list again.');
    for (let at = 0; at < count; at += AT_ONCE) {
      const part = items.slice(at, at + AT_ONCE);
      const mails = part.flatMap(({ message_id: id }) => (id === null ? [] : [id]));
      await deps.outbox.runs.discard(tx, mails);
      const partIds = part.map(({ id }) => id);
      await deleteProblems(tx, partIds);
      await tx.sql`
        UPDATE run_item SET state = 'left_out', message_id = NULL, replaces = NULL, left_out_kind = 'person',
          left_out_reason = ${of.reason}, left_out_by = ${author.name}, version = version + 1,
          updated_at = ${deps.clock.now()}
        WHERE id IN (${() => partIds})`;
    }
    await planNeighboursAgain(deps, tx, run, []);
    return { ...made(run, author), ...PLANNING };
  });
  return count;
}

async function itemsOf(
  tx: Tx,
  runId: string,
  { ids, problem }: { ids?: readonly string[] | undefined; problem?: string | undefined },
): Promise<{ id: string; message_id: string | null }[]> {
  if (ids !== undefined) {
    const found = await tx.sql<{ id: string; message_id: string | null; run_id: string }[]>`
      SELECT id, message_id, run_id FROM run_item WHERE id IN (${() => [...ids]}) AND state <> 'left_out'`;
    return found.filter((row) => row.run_id === runId);
  }
  return tx.sql`SELECT id, message_id FROM run_item WHERE run_id = ${runId} AND state = 'problem'
    AND id IN (SELECT item_id FROM run_problem WHERE run_id = ${runId} AND kind = ${problem ?? ''})`;
}

/** A change may make a problem in a row that had none, or mend the one that two rows had together. */
async function planNeighboursAgain(deps: RunDeps, tx: Tx, run: RunRow, changed: readonly RunItemRow[]): Promise<void> {
  const owners = changed.map(({ ownerKey }) => ownerKey);
  const addresses = changed.map(({ addressKey }) => addressKey);
  const documents = changed.map(({ documentId }) => documentId ?? '');
  const planned =
    changed.length === 0
      ? []
      : await tx.sql<{ id: string; message_id: string }[]>`
          SELECT id, message_id FROM run_item WHERE state = 'planned' AND id IN (
            SELECT id FROM run_item WHERE run_id = ${run.id} AND owner_key IN (${() => owners})
            UNION SELECT id FROM run_item WHERE run_id = ${run.id} AND address_key IN (${() => addresses})
            UNION SELECT id FROM run_item WHERE run_id = ${run.id} AND document_id IN (${() => documents}))`;
  await deps.outbox.runs.discard(
    tx,
    planned.map((row) => row.message_id),
  );
  for (const { id } of planned) await updateItem(tx, id, { ...UNPLANNED });
  await tx.sql`
    UPDATE run_item SET state = 'waiting' WHERE run_id = ${run.id} AND state = 'problem'
      AND id IN (SELECT item_id FROM run_problem WHERE run_id = ${run.id} AND kind IN (${() => [...SHARED_KINDS]}))`;
}
