import { type FileHandle, open } from 'node:fs/promises';
import { AppError } from '../sdk/index.ts';

/** The part of a file handle that is needed. */
type Flushable = Pick<FileHandle, 'datasync' | 'close'>;

/**
 * Brings what SQLite committed to the disk, without stopping the event loop for it. SQLite itself would wait for the disk
 * inside each COMMIT (synchronous=FULL), which is the same call on the same file: its write-ahead log. A log is written from
 * its start to its end and believed up to the first frame that is not whole, so one flush makes all commits before it
 * durable, in their order, and nobody is answered before the flush that covers the own commit (ADR 19).
 */
export class DiskSync {
  readonly #log: string;
  readonly #open: (file: string) => Promise<Flushable>;
  #file: Promise<Flushable> | undefined;
  #failure: AppError | undefined;

  /** `database`: path of the SQLite file. The second argument is for tests. */
  constructor(database: string, openFile: (file: string) => Promise<Flushable> = (file) => open(file, 'r+')) {
    this.#log = `${database}-wal`;
    this.#open = openFile;
  }

  /**
   * Resolves when everything that was committed before the call is on the disk. After a flush that failed nothing is known
   * about the disk any more, and a later one would succeed all the same: every call is refused then, until the program is
   * started again and reads what the disk has.
   */
  async flushed(): Promise<void> {
    if (this.#failure !== undefined) throw this.#failure;
    const file = await this.#opened();
    try {
      await file.datasync();
    } catch (cause) {
      this.#failure = new AppError(
        'DATABASE',
        `The disk did not take what was stored (${(cause as Error).message}). Look at the disk, then start the program again.`,
        { cause },
      );
      throw this.#failure;
    }
  }

  async close(): Promise<void> {
    await (await this.#file?.catch(() => undefined))?.close();
  }

  /** SQLite keeps one log file for as long as a connection is open. */
  async #opened(): Promise<Flushable> {
    this.#file ??= this.#open(this.#log);
    try {
      return await this.#file;
    } catch (cause) {
      this.#file = undefined;
      throw new AppError('DATABASE', `The log of the database cannot be opened: ${(cause as Error).message}.`, {
        cause,
      });
    }
  }
}
