import { join } from 'node:path';
import type Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { findRegistered } from '../../../src/contacts/registered.ts';
import { findLastAddresses } from '../../../src/runs/plan/changed-address.ts';
import { changedRows } from '../../../src/runs/plan/changed-rows.ts';
import { findEarlier } from '../../../src/runs/plan/earlier-mails.ts';
import { loadNeighbours } from '../../../src/runs/plan/neighbours.ts';
import { unregisteredRows } from '../../../src/runs/plan/plan-again.ts';
import type { PlanJob } from '../../../src/runs/plan/plan-job.ts';
import { countItems, countWaiting, plannedMessages, waitingItems } from '../../../src/runs/rows/item.store.ts';
import type { RunDeps } from '../../../src/runs/run-deps.ts';
import { type runCounts, runView } from '../../../src/runs/run-view.ts';
import { lastEmailed } from '../../../src/runs/sending/last-emailed.ts';
import { countMails } from '../../../src/runs/sending/mail-counts.ts';
import { insertRows } from '../../../src/store/sql.ts';
import { openStore, type Store } from '../../../src/store/store.ts';
import type { RunRow } from '../../../src/store/tables/run.table.ts';
import type { RunItemRow } from '../../../src/store/tables/run-item.table.ts';
import { makeTempFolder, removeTempFolder } from '../../support/temp-folder.ts';

const folder = makeTempFolder('indexes');
const RUN = 'r1';
type Connection = Database.Database;
let store: Store;

beforeAll(async () => {
  store = await openStore({ url: `sqlite:${join(folder, 'run.db')}` });
  const numbers = Array.from({ length: 1_000 }, (_, at) => at + 1);
  const base = { run_id: RUN, line: 1, address: '', facts: '{}', document_chosen: 0, version: 1, updated_at: 1 };
  await store.write(async (tx) => {
    const rows = numbers.map((seq) => {
      const own = {
        id: `i${seq}`,
        seq,
        owner: `E${seq}`,
        owner_key: `e${seq}`,
        address_key: `e${seq}@x.test`,
        document_id: `d${seq}`,
      };
      const state = seq % 10 === 0 ? 'left_out' : seq % 4 === 0 ? 'waiting' : 'planned';
      const left = {
        left_out_kind: seq % 20 === 0 ? 'already_sent' : null,
        replaces: state === 'planned' && seq % 7 === 0 ? 'm' : null,
      };
      return {
        ...base,
        ...own,
        state,
        ...left,
        occasion: `o${seq}`,
        message_id: state === 'planned' ? `m${seq}` : null,
      };
    });
    await insertRows(tx, 'run_item', rows);
    const documents = numbers.map((seq) => {
      const own = {
        id: `d${seq}`,
        name: `E${seq}.pdf`,
        name_key: `e${seq}.pdf`,
        sha256: `s${seq}`,
        content_id: `c${seq}`,
      };
      return { run_id: RUN, file_id: 'f', size: 1, ...own };
    });
    await insertRows(tx, 'run_document', documents);
  });
});

afterAll(async () => {
  await store.close();
  removeTempFolder(folder);
});

/** What SQLite would walk through, of all that `work` asks, instead of looking it up. */
async function walks(work: () => Promise<unknown>): Promise<string[]> {
  const { databaseConnection } = store.read.dataSource.driver as unknown as { databaseConnection: Connection };
  const asked = vi.spyOn(databaseConnection, 'prepare');
  await work();
  const questions = [...new Set(asked.mock.calls.map(([sql]) => sql))];
  asked.mockRestore();
  const found: string[] = [];
  for (const sql of questions) {
    // The plan is the same for all values.
    const values = Array.from(sql.matchAll(/\?/g), () => null);
    const plan = databaseConnection.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...values) as { detail: string }[];
    found.push(
      ...plan
        .map(({ detail }) => detail)
        .filter(isWalk)
        .map((detail) => `${detail}: ${sql}`),
    );
  }
  expect(questions.length).toBeGreaterThan(0);
  return found;
}

/** Through a table, or through all rows of a run by an index that does not answer the question by itself; its files are few. */
function isWalk(detail: string): boolean {
  return /^SCAN (?!CONSTANT|\()/.test(detail) || /^SEARCH (?!run_file).* USING INDEX \S+ \(run_id=\?\)$/.test(detail);
}

const deps = {
  outbox: { readGate: async () => ({ guards: [], stop: undefined }) },
  get store() {
    return store;
  },
  connectors: { findPace: async () => undefined },
  rules: { find: async () => undefined },
  loadSettings: async () => ({ fourEyes: true, stopAfterFailures: 5 }),
} as unknown as RunDeps;

test('a part of the plan asks for its rows, documents and neighbours by indexes, however many rows the run has', async () => {
  const job = { run: { id: RUN }, choices: { documents: { by: 'none' } } } as PlanJob;
  let items: RunItemRow[] = [];
  expect(
    await walks(async () => {
      items = await waitingItems(store.read, RUN, 0, 32);
    }),
  ).toEqual([]);
  expect(items).toHaveLength(32);
  let owners = 0;
  expect(
    await walks(async () => {
      const near = await loadNeighbours(job, store.read, items);
      owners = near.owners.size;
      expect(near.ownersOfDigest.get(`s${items[0]?.seq}`)).toEqual([
        { owner: items[0]?.owner, ownerKey: items[0]?.ownerKey },
      ]);
    }),
  ).toEqual([]);
  expect(owners).toBe(32);
  const questions = items.map(({ id, seq }) => ({ itemId: id, key: `k${seq}`, occasion: `o${seq}` }));
  expect(await walks(() => findEarlier(store.read, questions))).toEqual([]);
  expect(await walks(() => plannedMessages(store.read, RUN, 500))).toEqual([]);
  expect(await walks(() => countWaiting(store.read, RUN))).toEqual([]);
});

test('beyond 4 what persons got last is found by indexes, however many runs there were', async () => {
  expect(await walks(() => lastEmailed(store.read, ['e1', 'e2', 'e3']))).toEqual([]);
});

test('E2 registered addresses and those of last time are found by indexes', async () => {
  expect(await walks(() => findLastAddresses(store.read, 'rule', ['e1', 'e2', 'e3']))).toEqual([]);
  const back = { id: RUN, ruleId: 'rule', options: { confidential: true, permitted: [] } };
  expect(await walks(() => changedRows(store.read, back))).toEqual([]);
  await store.write(async (tx) => {
    const made = { created_at: 1, created_by: 'x', modified_at: 1, modified_by: 'x', version: 1 };
    const contact = { id: 'c1', kind: 'contact', name: 'x', name_key: 'x', employee_id: 'E1', employee_key: 'e1' };
    await insertRows(tx, 'contact', [{ ...contact, ...made }]);
  });
  expect(await walks(() => findRegistered(store.read, ['E1', 'E2']))).toEqual([]);
  const options = { confidential: true, registered: 'contacts', permitted: [] };
  expect(await walks(() => unregisteredRows({ findRegistered }, store.read, { id: RUN, options }))).toEqual([]);
});

test('the counts and the page of a run are answered by indexes alone, and are right', async () => {
  let counts: Awaited<ReturnType<typeof countItems>> | undefined;
  expect(
    await walks(async () => {
      counts = await countItems(store, RUN);
    }),
  ).toEqual([]);
  expect(counts).toEqual({
    rows: 1_000,
    waiting: 200,
    planned: 700,
    problems: 0,
    leftOut: 100,
    alreadySent: 50,
    notSelected: 0,
    replacements: 100,
  });
  expect(await walks(() => countMails(store.read, RUN))).toEqual([]);
  const run = { id: RUN, state: 'planned', options: {}, makers: [] } as unknown as RunRow;
  const view: { documents: object; counts: Awaited<ReturnType<typeof runCounts>> }[] = [];
  expect(await walks(async () => void view.push(await runView(deps, run)))).toEqual([]);
  expect(view).toMatchObject([{ documents: { total: 1_000, unused: 0 }, counts: { planned: 700 } }]);
});
