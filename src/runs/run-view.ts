import type { Store } from '../store/store.ts';
import type { RunRow, RunState } from '../store/tables/run.table.ts';
import { countItems, countMails, countProblems } from './item.store.ts';
import { PROBLEM_KINDS, PROBLEM_TITLES } from './problems.ts';
import { listFiles } from './run.store.ts';
import type { RunDeps } from './run-deps.ts';

const DAY_MS = 24 * 3_600_000;
const NO_MAILS = { held: 0, queued: 0, sending: 0, accepted: 0, uncertain: 0, failed: 0, cancelled: 0, bounced: 0 };

/** What a person may do with a run in its state; rights and four eyes count besides. */
const ACTIONS = {
  upload: ['draft', 'planned', 'approved'],
  plan: ['draft', 'planned', 'approved'],
  stopPlan: ['planning'],
  fix: ['planned', 'approved'],
  approve: ['planned'],
  release: ['approved'],
  pause: ['released', 'sending'],
  resume: ['paused', 'stopped'],
  cancel: ['draft', 'planning', 'planned', 'approved', 'released', 'sending', 'paused', 'stopped'],
  retryFailed: ['sending', 'finished', 'stopped', 'paused'],
} as const satisfies Record<string, readonly RunState[]>;

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
    counts: await runCounts(store, run.id),
  };
}

/** rows = waiting + planned + problems + leftOut, always; the mails are those of the planned rows. */
export async function runCounts(store: Store, id: string) {
  const { dot_pending: atDot = 0, ...mails } = await countMails(store.read, id);
  const shown = { ...NO_MAILS, ...mails };
  return { ...(await countItems(store, id)), mails: { ...shown, sending: shown.sending + atDot } };
}

export async function runView(deps: RunDeps, run: RunRow) {
  const { store } = deps;
  const { fourEyes, stopAfterFailures } = await deps.loadSettings();
  const byKind = await countProblems(store, run.id);
  return {
    ...(await runLine(store, run)),
    ruleId: run.ruleId,
    ruleVersion: run.ruleVersion,
    options: run.options,
    files: (await listFiles(store.read, run.id)).map(({ id, kind, name, size, sha256, state }) => ({
      id,
      kind,
      name,
      size,
      sha256,
      state,
    })),
    documents: await countDocuments(store, run.id),
    problems: PROBLEM_KINDS.flatMap((kind) => {
      const rows = byKind.get(kind) ?? 0;
      return rows === 0 ? [] : [{ kind, title: PROBLEM_TITLES[kind], rows }];
    }),
    plan: {
      hash: run.planHash,
      at: run.plannedAt,
      step: run.state === 'planning' ? run.step : null,
      done: run.stepDone,
      total: run.stepTotal,
    },
    approval: { hash: run.approvedHash, at: run.approvedAt, by: run.approvedBy },
    release: { at: run.releasedAt, by: run.releasedBy, notBefore: run.releaseAt },
    expected: await expectedDuration(deps, run.id),
    rules: { fourEyes, stopAfterFailures },
    can: Object.fromEntries(
      Object.entries(ACTIONS).map(([name, states]) => [name, (states as readonly RunState[]).includes(run.state)]),
    ),
  };
}

async function countDocuments(store: Store, runId: string) {
  const [row] = await store.read.sql<{ n: number | string; unused: number | string | null }[]>`
    SELECT COUNT(*) AS n, SUM(CASE WHEN EXISTS (
      SELECT 1 FROM run_item i WHERE i.run_id = d.run_id AND i.document_id = d.id) THEN 0 ELSE 1 END) AS unused
    FROM run_document d WHERE d.run_id = ${runId}`;
  return { total: Number(row?.n ?? 0), unused: Number(row?.unused ?? 0) };
}

/** At the pace of each connector; the slowest one counts. Null: no connector of the run has a limit. */
export async function expectedDuration(deps: RunDeps, runId: string) {
  const rows = await deps.store.read.sql<{ connector_id: string; n: number | string }[]>`
    SELECT d.connector_id, COUNT(*) AS n FROM message m JOIN delivery d ON d.id = m.id
    WHERE m.run_id = ${runId} AND d.connector_id IS NOT NULL AND d.state IN ('held', 'queued', 'sending')
    GROUP BY d.connector_id`;
  const connectors = [];
  for (const { connector_id: id, n } of rows) {
    const pace = await deps.connectors.findPace(id);
    const mails = Number(n);
    const { messagesPerMinute = null, recipientsPerDay = null, displayName = id } = pace ?? {};
    const byMinute = messagesPerMinute === null ? 0 : Math.ceil((mails / messagesPerMinute) * 60_000);
    const byDay = recipientsPerDay === null ? 0 : Math.floor((mails - 1) / recipientsPerDay) * DAY_MS;
    const ms = messagesPerMinute === null && recipientsPerDay === null ? null : Math.max(byMinute, byDay);
    connectors.push({ connectorId: id, displayName, mails, messagesPerMinute, recipientsPerDay, ms });
  }
  const limited = connectors.flatMap(({ ms }) => (ms === null ? [] : [ms]));
  return { ms: limited.length === 0 ? null : Math.max(...limited), connectors };
}
