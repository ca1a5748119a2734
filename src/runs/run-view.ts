import type { Store } from '../store/store.ts';
import type { RunRow, RunState } from '../store/tables/run.table.ts';
import { shownComparison } from './comparison.ts';
import { PROBLEM_KINDS, PROBLEM_TITLES } from './plan/problems.ts';
import { readingOf } from './release/release-time.ts';
import { runGuardText } from './release/run-guard.ts';
import { countByHand, countConfirmed } from './rows/by-hand.ts';
import { countItems, countLeftOut, countProblems, countSenders } from './rows/item.store.ts';
import { listFiles } from './run.store.ts';
import type { RunDeps } from './run-deps.ts';
import { countRedirected, mailCounts } from './sending/mail-counts.ts';
import { countOpenRedirects } from './sending/redirects.ts';

const DAY_MS = 24 * 3_600_000;
/** What the outbox takes for as many mails as a minute may hold: it keeps a little below the limit. */
const PACED_MINUTE_MS = 63_000;

/** What a person may do with a run in its state; rights and four eyes count besides. */
const ACTIONS = {
  upload: ['draft', 'planned', 'approved'],
  plan: ['draft', 'planned', 'approved'],
  stopPlan: ['planning'],
  fix: ['planned', 'approved'],
  release: ['approved'],
  pause: ['released', 'sending'],
  resume: ['paused', 'stopped'],
  cancel: ['draft', 'planning', 'planned', 'approved', 'released', 'sending', 'paused', 'stopped'],
} as const satisfies Record<string, readonly RunState[]>;

/** Where failed e-mails may be tried again. */
export const RETRIED: readonly RunState[] = ['sending', 'finished', 'stopped', 'paused'];

/** Nothing of it was let go yet: a send window or a pause may have stopped it since. */
export function mayReschedule({ state, startedAt }: Pick<RunRow, 'state' | 'startedAt'>): boolean {
  return state === 'released' && startedAt === null;
}

/** Nothing of it leaves any more. */
function isOver({ state }: Pick<RunRow, 'state'>): boolean {
  return state === 'finished' || state === 'cancelled';
}

/** One line of the list. */
export async function runLine(store: Store, run: RunRow) {
  return {
    id: run.id,
    name: run.name,
    period: run.period,
    state: run.state,
    stateReason: run.stateReason,
    version: run.version,
    createdAt: run.createdAt,
    createdBy: run.createdBy,
    finishedAt: run.finishedAt,
    purgedAt: run.purgedAt,
    openRedirects: await countOpenRedirects(store.read, run.id),
    counts: await runCounts(store, run.id),
  };
}

/** rows = waiting + planned + problems + leftOut, always; the mails are those of the planned rows. */
export async function runCounts(store: Store, id: string) {
  return { ...(await countItems(store, id)), ...(await mailCounts(store.read, id)) };
}

export async function runView(deps: RunDeps, run: RunRow) {
  const { store } = deps;
  const { fourEyes, stopAfterFailures } = await deps.loadSettings();
  const byKind = await countProblems(store, run.id);
  const byHand = await countByHand(store.read, run.id);
  const line = await runLine(store, run);
  const { planned } = line.counts;
  const gate = await deps.outbox.readGate();
  const redirected = await countRedirected(store.read, run.id);
  return {
    ...line,
    ruleId: run.ruleId,
    ruleVersion: run.ruleVersion || null,
    rule: (await deps.rules.find(run.ruleId)) ?? null,
    // What is not chosen is not there, so that the answer can be sent back as it is.
    options: Object.fromEntries(Object.entries(run.options).filter(([, value]) => value !== null)),
    files: (await listFiles(store.read, run.id)).map(({ id, kind, name, size, sha256, state, note }) => ({
      id,
      kind,
      name,
      size,
      sha256,
      state,
      note,
    })),
    documents: await countDocuments(store, run.id),
    problems: PROBLEM_KINDS.flatMap((kind) => {
      const rows = byKind.get(kind) ?? 0;
      return rows === 0 ? [] : [{ kind, title: PROBLEM_TITLES[kind], rows }];
    }),
    makers: run.makers,
    plan: {
      hash: run.planHash,
      at: run.plannedAt,
      step: run.state === 'planning' ? run.step : null,
      done: run.stepDone,
      total: run.stepTotal,
      senders: await countSenders(store.read, run.id),
      leftOut: await countLeftOut(store.read, run.id),
      changedRows: byHand.rows,
      changedAddresses: byHand.addresses,
      changedOwners: byHand.owners,
      chosenDocuments: byHand.documents,
      comparison: shownComparison(run),
      confirmedAddresses: await countConfirmed(store.read, run.id),
    },
    approval: { hash: run.approvedHash, at: run.approvedAt, by: run.approvedBy },
    release: { at: run.releasedAt, by: run.releasedBy, notBefore: run.releaseAt, reading: readingOf(run) },
    guard: { redirected, text: isOver(run) ? null : runGuardText(gate.guards, planned, redirected) },
    sendingStopped: isOver(run) ? null : (gate.stop ?? null),
    expected: await expectedDuration(deps, run.id),
    rules: { fourEyes, stopAfterFailures },
    can: {
      ...Object.fromEntries(
        Object.entries(ACTIONS).map(([name, states]) => [name, (states as readonly RunState[]).includes(run.state)]),
      ),
      approve: run.state === 'planned' && planned > 0,
      reschedule: mayReschedule(run),
      retryFailed: RETRIED.includes(run.state) && line.counts.mails.failed > line.counts.sentLater,
    },
  };
}

async function countDocuments(store: Store, runId: string) {
  // Each part is answered by an index alone; no row names a document that is not there.
  const [row] = await store.read.sql<{ total: number | string; used: number | string }[]>`
    SELECT (SELECT COUNT(*) FROM run_document WHERE run_id = ${runId}) AS total,
      (SELECT COUNT(DISTINCT document_id) FROM run_item WHERE run_id = ${runId} AND document_id IS NOT NULL) AS used`;
  const [total, used] = [Number(row?.total ?? 0), Number(row?.used ?? 0)];
  return { total, unused: total - used };
}

/** At the pace of each connector; the slowest one counts. Null: no connector of the run has a limit. */
export async function expectedDuration(deps: RunDeps, runId: string) {
  const rows = await deps.store.read.sql<{ connector_id: string; n: number | string }[]>`
    SELECT connector_id, COUNT(*) AS n FROM delivery
    WHERE run_id = ${runId} AND connector_id IS NOT NULL AND state IN ('held', 'queued', 'sending')
    GROUP BY connector_id`;
  const connectors = [];
  for (const { connector_id: id, n } of rows) {
    const pace = await deps.connectors.findPace(id);
    const mails = Number(n);
    const { messagesPerMinute = null, recipientsPerDay = null, displayName = id } = pace ?? {};
    const byMinute = messagesPerMinute === null ? 0 : Math.ceil((mails / messagesPerMinute) * PACED_MINUTE_MS);
    const byDay = recipientsPerDay === null ? 0 : Math.floor((mails - 1) / recipientsPerDay) * DAY_MS;
    const ms = messagesPerMinute === null && recipientsPerDay === null ? null : Math.max(byMinute, byDay);
    connectors.push({ connectorId: id, displayName, mails, messagesPerMinute, recipientsPerDay, ms });
  }
  const limited = connectors.flatMap(({ ms }) => (ms === null ? [] : [ms]));
  return { ms: limited.length === 0 ? null : Math.max(...limited), connectors };
}
