import type { EntityManager, QueryRunner } from 'typeorm';
import { untilNoDeadlock } from './deadlock.ts';

/** The manager of one open unit of work. Only database work may be awaited while it is open. */
export type Tx = EntityManager;

interface Waiting {
  run(tx: Tx): Promise<void>;
  /** called after the commit, or with the error that undid it */
  settle(error: unknown | undefined): void;
}

const LARGEST_GROUP = 128;
/** Turns of the event loop before a commit, and again as many whenever a turn brought something, up to the second. */
const GATHER_TURNS = 2;
const MOST_TURNS = 64;
/** How long a patient unit waits for another one to share its commit, in milliseconds. */
const PATIENCE_MS = 10;
const BUSY_PATIENCE_MS = 30_000;

/**
 * Serialises units of work on one connection and lets units that wait together share one commit.
 *
 * Why serialise: TypeORM keeps one better-sqlite3 connection, so transactions of different requests would mix and an
 * acknowledged row could vanish with a foreign rollback. Why group: a transaction has a price of its own, and a flush of the disk.
 * A unit that throws is undone alone: the group is run again then, each unit behind a savepoint of its own. Savepoints from
 * the start would cost a tenth of all that SQLite does here, because it keeps each page that changes within one.
 */
export class WriteLane {
  readonly #open: () => QueryRunner;
  #runner: QueryRunner;
  readonly #begin: (runner: QueryRunner) => Promise<void>;
  readonly #durable: (() => Promise<void>) | undefined;
  #queue: Waiting[] = [];
  #pump: Promise<void> | undefined;
  #patience: NodeJS.Timeout | undefined;
  commits = 0;

  /** `durable` resolves when what was committed is on the disk; absent: a commit is durable by itself. */
  constructor(
    open: () => QueryRunner,
    begin: (runner: QueryRunner) => Promise<void>,
    durable?: (() => Promise<void>) | undefined,
  ) {
    this.#open = open;
    this.#runner = open();
    this.#begin = begin;
    this.#durable = durable;
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
      await this.#gather();
      const group = this.#queue.splice(0, LARGEST_GROUP);
      const failed = await this.#commit(group);
      await this.#settle(group, failed);
    }
    this.#pump = undefined;
  }

  /** Nobody is answered before the disk has it. Meanwhile the event loop turns, and what arrives makes the next group larger. */
  async #settle(group: Waiting[], failed: Map<number, unknown>): Promise<void> {
    try {
      if (!failed.has(-1)) await this.#durable?.();
    } catch (error) {
      failed.set(-1, error);
    }
    for (const [index, unit] of group.entries()) unit.settle(failed.get(index) ?? failed.get(-1));
  }

  /**
   * A transaction blocks the event loop. Let it turn, so that what has arrived meanwhile joins the next group. It takes one new
   * network connection in each turn, so it goes on for as long as that brings work: of fifty callers who come at once the
   * last one would wait for fifty commits otherwise.
   */
  async #gather(): Promise<void> {
    let last = GATHER_TURNS;
    for (let turn = 0; turn < Math.min(last, MOST_TURNS); turn += 1) {
      const waiting = this.#queue.length;
      await new Promise((resolve) => setImmediate(resolve));
      if (this.#queue.length >= LARGEST_GROUP) return;
      if (this.#queue.length > waiting) last = turn + 1 + GATHER_TURNS;
    }
  }

  /** Errors by position in the group; -1 stands for the whole. */
  async #commit(group: Waiting[]): Promise<Map<number, unknown>> {
    const failed = new Map<number, unknown>();
    let isCommitting = false;
    try {
      await untilNoDeadlock(() =>
        this.#transaction(async (tx) => {
          isCommitting = false;
          for (const unit of group) await unit.run(tx);
          isCommitting = true;
        }),
      );
      return failed;
    } catch (error) {
      // A commit that failed may have been carried out: nothing may be done twice.
      if (group.length === 1 || isCommitting) return failed.set(-1, error);
    }
    // A unit failed, and all are undone. Once more, so that the others are stored.
    try {
      await untilNoDeadlock(() => {
        failed.clear();
        return this.#transaction((tx) => runEach(tx, group, failed));
      });
    } catch (error) {
      failed.clear();
      failed.set(-1, error);
    }
    return failed;
  }

  async #transaction(run: (tx: Tx) => Promise<void>): Promise<void> {
    // A lost PostgreSQL connection takes its runner with it; the next group begins on a new one.
    if (this.#runner.isReleased) this.#runner = this.#open();
    const runner = this.#runner;
    try {
      await beginPatiently(() => this.#begin(runner));
      await run(runner.manager);
      await runner.commitTransaction();
      this.commits += 1;
    } catch (error) {
      if (runner.isTransactionActive) await undo(runner);
      throw error;
    }
  }
}

/** Each unit behind its own savepoint: one that throws is undone alone. */
async function runEach(tx: Tx, group: Waiting[], failed: Map<number, unknown>): Promise<void> {
  for (const [index, unit] of group.entries()) {
    await tx.query('SAVEPOINT unit');
    try {
      await unit.run(tx);
      await tx.query('RELEASE SAVEPOINT unit');
    } catch (error) {
      failed.set(index, error);
      await tx.query('ROLLBACK TO SAVEPOINT unit').catch(() => {
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
