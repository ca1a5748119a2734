import type { EntityManager, QueryRunner } from 'typeorm';

/** The manager of one open unit of work. Only database work may be awaited while it is open. */
export type Tx = EntityManager;

interface Waiting {
  run(tx: Tx): Promise<void>;
  /** called after the commit, or with the error that undid it */
  settle(error: unknown | undefined): void;
}

const LARGEST_GROUP = 128;
const GATHER_TURNS = 2;
/** How long a patient unit waits for another one to share its commit, in milliseconds. */
const PATIENCE_MS = 10;
const BUSY_PATIENCE_MS = 30_000;

/**
 * Serialises units of work on one connection and lets units that wait together share one commit.
 *
 * Why serialise: TypeORM keeps one better-sqlite3 connection, so transactions of different requests would mix and an
 * acknowledged row could vanish with a foreign rollback. Why group: with synchronous=FULL each commit is an fsync.
 * Each unit has its own savepoint: one that throws is undone alone.
 */
export class WriteLane {
  readonly #open: () => QueryRunner;
  #runner: QueryRunner;
  readonly #begin: (runner: QueryRunner) => Promise<void>;
  #queue: Waiting[] = [];
  #pump: Promise<void> | undefined;
  #patience: NodeJS.Timeout | undefined;
  commits = 0;

  constructor(open: () => QueryRunner, begin: (runner: QueryRunner) => Promise<void>) {
    this.#open = open;
    this.#runner = open();
    this.#begin = begin;
  }

  /** Resolves once the unit is durable. A patient one waits a moment for company, because nobody waits for it. */
  write<T>(unit: (tx: Tx) => Promise<T>, options: { patient?: boolean } = {}): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      let result: T;
      this.#queue.push({
        run: async (tx) => {
          result = await unit(tx);
        },
        settle: (error) => (error === undefined ? resolve(result) : reject(error)),
      });
      if (options.patient) this.#patience ??= setTimeout(() => this.#start(), PATIENCE_MS);
      else this.#start();
    });
  }

  async close(): Promise<void> {
    if (this.#queue.length > 0) this.#start();
    while (this.#pump !== undefined) await this.#pump;
    await this.#runner.release();
  }

  #start(): void {
    clearTimeout(this.#patience);
    this.#patience = undefined;
    // A patient unit may have gone with an earlier group before its timer came.
    if (this.#pump === undefined && this.#queue.length > 0) this.#pump = this.#drain();
  }

  async #drain(): Promise<void> {
    while (this.#queue.length > 0) {
      // A commit blocks the event loop. Let it turn, so that what has arrived meanwhile joins the next group.
      for (let turn = 0; turn < GATHER_TURNS; turn += 1) await new Promise((resolve) => setImmediate(resolve));
      const group = this.#queue.splice(0, LARGEST_GROUP);
      const failed = await this.#commit(group);
      for (const [index, unit] of group.entries()) unit.settle(failed.get(index) ?? failed.get(-1));
    }
    this.#pump = undefined;
  }

  /** Errors by position in the group; -1 stands for the whole. */
  async #commit(group: Waiting[]): Promise<Map<number, unknown>> {
    const failed = new Map<number, unknown>();
    // A lost PostgreSQL connection takes its runner with it; the next group begins on a new one.
    if (this.#runner.isReleased) this.#runner = this.#open();
    const runner = this.#runner;
    try {
      await beginPatiently(() => this.#begin(runner));
      const [only] = group;
      if (only && group.length === 1) await only.run(runner.manager);
      else await runEach(runner, group, failed);
      await runner.commitTransaction();
      this.commits += 1;
    } catch (error) {
      failed.clear();
      failed.set(-1, error);
      if (runner.isTransactionActive) await undo(runner);
    }
    return failed;
  }
}

/** Each unit behind its own savepoint: one that throws is undone alone. */
async function runEach(runner: QueryRunner, group: Waiting[], failed: Map<number, unknown>): Promise<void> {
  for (const [index, unit] of group.entries()) {
    await runner.startTransaction();
    try {
      await unit.run(runner.manager);
      await runner.commitTransaction();
    } catch (error) {
      failed.set(index, error);
      await runner.rollbackTransaction().catch(() => {
        // The whole transaction is gone with its savepoints (disk full, connection lost), and this is why.
        throw error;
      });
    }
  }
}

/**
 * Rolls everything back. Where that fails the database has done it itself (disk full) or the connection is gone: the
 * error that led here is the one to tell, and TypeORM's count of open transactions is what is left to undo.
 */
async function undo(runner: QueryRunner): Promise<void> {
  try {
    while (runner.isTransactionActive) await runner.rollbackTransaction();
  } catch {
    Object.assign(runner, { isTransactionActive: false, transactionDepth: 0 });
    await runner.release();
  }
}

/**
 * SQLite only: another connection of this process (a host's own data source) may hold the write lock across an await.
 * Waiting inside SQLite would block the event loop and so that connection, too; so we wait outside.
 */
async function beginPatiently(begin: () => Promise<void>): Promise<void> {
  const deadline = Date.now() + BUSY_PATIENCE_MS;
  for (;;) {
    try {
      return await begin();
    } catch (error) {
      if (!isBusy(error) || Date.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }
}

function isBusy(error: unknown): boolean {
  const driverError = (error as { driverError?: { code?: unknown } }).driverError;
  return String(driverError?.code ?? '').startsWith('SQLITE_BUSY');
}
