import { insertProof, type ProofEntry } from '../../store/proof-record.ts';
import type { RunItemRow } from '../../store/tables/run-item.table.ts';
import { moveRun } from '../change-run.ts';
import { dropDocuments, readFiles } from '../drafts/read-files.ts';
import type { IntakeRow } from '../drafts/run-intake.ts';
import { hashOfRun } from '../release/lock.ts';
import { addressProof, ownerProof, rowAddress, rowOwner } from '../rows/by-hand.ts';
import {
  countItems,
  countWaiting,
  type ItemCounts,
  plannedMessages,
  updateItems,
  waitingItems,
} from '../rows/item.store.ts';
import { openSelection, type Selection } from '../rows/row-selection.ts';
import { lockRun } from '../run.store.ts';
import { nothingToSend } from '../runs.ts';
import { storeOutcomes } from '../sending/store-outcomes.ts';
import { composeRows } from './compose-rows.ts';
import { drawnFile } from './draw-documents.ts';
import { headingsOf } from './facts.ts';
import { matchDocuments } from './match-documents.ts';
import { type PlanJob, storePart } from './plan-job.ts';

const DISCARDED_AT_ONCE = 500;
const NAMED_AT_ONCE = 500;

/** From files and corrections to mails: every row becomes a mail, a problem, or is left out. Goes on where it stopped. */
export async function planRun(job: PlanJob): Promise<void> {
  await readFiles(job);
  if (job.run.ruleVersion !== null && job.run.ruleVersion !== job.rule.version) await planAllAgain(job);
  const total = await countWaiting(job.deps.store.read, job.run.id);
  await storePart(job, { step: 'matching', done: 0, total }, async (tx) => {
    await tx.sql`UPDATE run SET rule_version = ${job.rule.version} WHERE id = ${job.run.id}`;
  });
  await matchDocuments(job, total);
  await composeAll(job, total);
  await finish(job);
}

/** The rule or a choice of the run was changed since: the mails that are composed are those of the old one. */
async function planAllAgain(job: PlanJob): Promise<void> {
  const { deps, run, choices } = job;
  const progress = { step: 'matching', done: 0, total: null };
  for (;;) {
    const ids = await plannedMessages(deps.store.read, run.id, DISCARDED_AT_ONCE);
    if (ids.length === 0) break;
    await storePart(job, progress, async (tx) => {
      await deps.outbox.runs.discard(tx, ids);
      await tx.sql`
        UPDATE run_item SET message_id = NULL, replaces = NULL, state = 'waiting'
        WHERE message_id IN (${() => ids})`;
    });
  }
  await storePart(job, progress, async (tx) => {
    await tx.sql`
      UPDATE run_item SET state = 'waiting', left_out_kind = NULL, left_out_reason = NULL
      WHERE run_id = ${run.id} AND (state = 'problem' OR left_out_kind IN ('already_sent', 'not_selected'))`;
    await tx.sql`
      UPDATE run_item SET document_id = NULL, document_chosen = 0, document_by = NULL
      WHERE run_id = ${run.id} AND state = 'waiting' AND (document_chosen = 0 OR ${choices.documents.by} = 'none')`;
  });
  await dropDocuments(job, drawnFile(job));
  await nameRows(job);
}

/** Who a row is about, where it goes and whether it is wanted, by what is chosen now. */
async function nameRows(job: PlanJob): Promise<void> {
  const { deps, run } = job;
  const selection = openSelection(job);
  for (let after = 0; ; ) {
    const items = await waitingItems(deps.store.read, run.id, after, NAMED_AT_ONCE);
    const last = items.at(-1);
    if (last === undefined) return;
    const named: NamedRow[] = [];
    for (const item of items) named.push(...(await namedRow(job, item, selection)));
    await storePart(job, { step: 'matching', done: last.seq, total: null }, async (tx) => {
      await updateItems(
        tx,
        NAMED_COLUMNS,
        named.map(({ change }) => change),
      );
      await insertProof(
        tx,
        named.flatMap(({ proofs }) => proofs),
      );
    });
    after = last.seq;
  }
}

const NAMED_COLUMNS = {
  owner: 'text',
  owner_key: 'text',
  file_owner: 'text',
  owner_by: 'text',
  address: 'text',
  address_key: 'text',
  file_address: 'text',
  address_by: 'text',
  confirmed_address: 'text',
  confirmed_from: 'text',
  confirmed_by: 'text',
  state: 'text',
  left_out_kind: 'text',
  left_out_reason: 'text',
} as const;

interface NamedRow {
  change: { id: string; [column: string]: unknown };
  proofs: ProofEntry[];
}

/** Nothing where the row stays as it is. */
async function namedRow({ deps, choices }: PlanJob, item: RunItemRow, selection: Selection): Promise<NamedRow[]> {
  const whose = rowOwner(item, item, choices.ownerField);
  const to = rowAddress(item, item, choices.addressField);
  const left = await selection.leaveOut(item, storedRow(item));
  const sameOwner = whose.owner === item.owner && whose.fileOwner === item.fileOwner;
  const sameAddress = to.address === item.address && to.fileAddress === item.fileAddress;
  if (left === undefined && sameOwner && sameAddress) return [];
  const at = deps.clock.now();
  const proofs = [
    ...(to.addressBy === null ? [] : addressProof(item, to, { by: to.addressBy, at })),
    ...(whose.ownerBy === null ? [] : ownerProof(item, whose, { by: whose.ownerBy, at })),
  ];
  const { state = item.state, leftOutKind = null, leftOutReason = null } = left ?? {};
  const change = {
    id: item.id,
    ...{ owner: whose.owner, owner_key: whose.ownerKey, file_owner: whose.fileOwner, owner_by: whose.ownerBy },
    ...{ address: to.address, address_key: to.addressKey, file_address: to.fileAddress, address_by: to.addressBy },
    ...(sameAddress && sameOwner ? confirmed(item) : UNCONFIRMED),
    ...{ state, left_out_kind: leftOutKind, left_out_reason: leftOutReason },
  };
  return [{ change, proofs }];
}

const UNCONFIRMED = { confirmed_address: null, confirmed_from: null, confirmed_by: null };

function confirmed({ confirmedAddress, confirmedFrom, confirmedBy }: RunItemRow) {
  return { confirmed_address: confirmedAddress, confirmed_from: confirmedFrom, confirmed_by: confirmedBy };
}

function storedRow({ line, rowProblem, facts }: RunItemRow): IntakeRow {
  if (rowProblem !== null) return { line, problem: rowProblem };
  return { line, values: Object.fromEntries(headingsOf(facts).map((heading) => [heading, null])) };
}

async function composeAll(job: PlanJob, total: number): Promise<void> {
  for (let done = 0; ; ) {
    const outcomes = await composeRows(job);
    if (outcomes.length === 0) return;
    done += outcomes.length;
    await storePart(job, { step: 'composing', done, total }, (tx) => storeOutcomes(job, tx, outcomes));
  }
}

function nothingReason(counts: ItemCounts): string {
  const { problems } = counts;
  return problems > 0 ? 'There is nothing to send before the problems are mended.' : nothingToSend(counts);
}

async function finish(job: PlanJob): Promise<void> {
  const { deps, run, token } = job;
  const { hash, mails } = await hashOfRun(deps.store.read, run.id);
  await deps.store.write(async (tx) => {
    const now = await lockRun(tx, run.id);
    if (now.state !== 'planning' || now.lease !== token) return;
    const at = deps.clock.now();
    const stateReason = mails > 0 ? '' : nothingReason(await countItems(deps.store, run.id));
    // Nothing to send is nothing to approve.
    const planHash = mails > 0 ? hash : null;
    const free = { step: '', lease: null, leaseUntil: null };
    await moveRun(tx, now, { state: 'planned', stateReason, planHash, plannedAt: at, ...free }, { by: null, at });
  });
}
