import { statSync } from 'node:fs';
import type { Worker } from 'node:worker_threads';
import { startThread } from '../threads/start-thread.ts';
import type { CheckpointAnswer, Checkpointed } from './checkpoint-thread.ts';

/** A log this long is worth a thread; a shorter one is copied when the database is closed. */
const FIRST_BYTES = 4_000_000;
/** Commits between two looks at a log that was short so far. */
const LOOK_EVERY = 16;
const PAUSE_MS = 250;
/** Somebody reads an old state of the database (a backup): waiting again at once would not help. */
const HOPELESS_MS = 10_000;
/** Pages of the log from which on the writers wait until all of it is copied, so that it begins anew (64 MB). */
const MOST_PAGES = 16_000;

/**
 * Copies SQLite's write-ahead log into the database from a thread of its own. SQLite itself does it within a COMMIT, with
 * two flushes of the disk, and the event loop stands still for that long. A passive checkpoint waits for nobody and keeps
 * nobody waiting; but it never catches up with writers who do not pause, and the log grows. Above a length they wait a
 * moment, beside the event loop, and the log begins anew.
 */
export class Checkpoints {
  readonly #database: string;
  readonly #onBroken: (error: Error) => void;
  readonly #mostPages: number;
  #thread: Worker | undefined;
  #running: Promise<void> | undefined;
  #commits = 0;
  #nextAt = 0;
  #isTooLong = false;
  #isAllCopied = false;
  #waitAgainAt = 0;
  #isOver = false;

  /** `onBroken`: the thread is gone for good, SQLite has to copy by itself again. */
  constructor(database: string, onBroken: (error: Error) => void, mostPages = MOST_PAGES) {
    this.#database = database;
    this.#onBroken = onBroken;
    this.#mostPages = mostPages;
  }

  /** Resolves when the next commit may be written. */
  async ready(): Promise<void> {
    if (!this.#isTooLong || this.#isOver || performance.now() < this.#waitAgainAt) return;
    await this.#running;
    await this.#start();
    // Nobody wrote meanwhile: what is not copied now is kept back by a reader.
    if (this.#isAllCopied) this.#isTooLong = false;
    else this.#waitAgainAt = performance.now() + HOPELESS_MS;
  }

  /** After a commit: begins a checkpoint where it is time for one, and does not wait for it. */
  committed(): void {
    this.#commits += 1;
    if (this.#isOver || this.#running !== undefined || performance.now() < this.#nextAt) return;
    if (this.#thread !== undefined || this.#isLong()) void this.#start();
  }

  async close(): Promise<void> {
    this.#isOver = true;
    await this.#running;
    await this.#thread?.terminate();
  }

  #isLong(): boolean {
    return this.#commits % LOOK_EVERY === 0 && statSync(`${this.#database}-wal`).size > FIRST_BYTES;
  }

  /** Never rejects. */
  #start(): Promise<void> {
    const running = this.#checkpoint().then(
      ({ log, done }) => {
        this.#isTooLong = log > this.#mostPages;
        this.#isAllCopied = done === log;
      },
      (error: Error) => {
        this.#isOver = true;
        this.#onBroken(error);
      },
    );
    this.#running = running.finally(() => {
      this.#running = undefined;
      this.#nextAt = performance.now() + PAUSE_MS;
    });
    return this.#running;
  }

  #checkpoint(): Promise<Checkpointed> {
    this.#thread ??= startThread(import.meta.url, './checkpoint-thread', { workerData: this.#database });
    const thread = this.#thread;
    return new Promise<Checkpointed>((resolve, reject) => {
      const failed = (thrown: Error | number) =>
        reject(new Error(typeof thrown === 'number' ? `its thread ended (${thrown})` : thrown.message));
      thread.once('error', failed);
      thread.once('exit', failed);
      thread.once('message', (answer: CheckpointAnswer) => {
        thread.off('error', failed);
        thread.off('exit', failed);
        // Between two checkpoints it keeps no process alive.
        thread.unref();
        if ('failed' in answer) reject(new Error(answer.failed));
        else resolve(answer);
      });
      thread.ref();
      thread.postMessage('checkpoint');
    });
  }
}
