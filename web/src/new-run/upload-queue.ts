import { problemOf } from '../api/problem.ts';
import type { FileKind } from './file-check.ts';

export interface RunUpload {
  key: number;
  kind: FileKind;
  file: File;
  /** 0 to 1; null: it waits for its turn */
  part: number | null;
  /** why it ended without a file */
  problem?: string;
  /** another try could help */
  canRetry: boolean;
}

export interface QueueState {
  uploads: readonly RunUpload[];
  /** of this round, until nothing is under way any more */
  done: number;
  all: number;
}

export interface QueueDeps {
  check(file: File, kind: FileKind): Promise<string | undefined>;
  send(upload: RunUpload, signal: AbortSignal, onProgress: (part: number) => void): Promise<unknown>;
  /** one has ended; `isLast`: nothing is under way any more */
  onEnded(isLast: boolean): void;
}

/** A browser has six connections to a server: the page itself needs some. */
export const AT_ONCE = 3;

/** Files on their way into a run, a few at a time; each with its own progress, mistake and cancel. */
export class UploadQueue {
  readonly #deps: QueueDeps;
  #state: QueueState = { uploads: [], done: 0, all: 0 };
  readonly #listeners = new Set<() => void>();
  #waiting: RunUpload[] = [];
  readonly #running = new Map<number, AbortController>();
  #lastKey = 0;

  constructor(deps: QueueDeps) {
    this.#deps = deps;
  }

  readonly state = (): QueueState => this.#state;

  readonly listen = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  add(kind: FileKind, files: readonly File[]): void {
    for (const file of files) {
      this.#lastKey += 1;
      const upload: RunUpload = { key: this.#lastKey, kind, file, part: null, canRetry: false };
      this.#set({ uploads: [...this.#state.uploads, upload] });
      void this.#check(upload);
    }
  }

  retry({ key }: RunUpload): void {
    const upload = this.#state.uploads.find((one) => one.key === key);
    if (upload === undefined) return;
    const { problem: _, ...fresh } = { ...upload, part: null, canRetry: false };
    this.#set({ uploads: this.#state.uploads.map((one) => (one.key === key ? fresh : one)) });
    this.#queue(fresh);
  }

  /** Cancels what runs or waits, dismisses what failed. */
  end({ key }: RunUpload): void {
    const controller = this.#running.get(key);
    if (controller) {
      controller.abort();
      return;
    }
    const before = this.#waiting.length;
    this.#waiting = this.#waiting.filter((one) => one.key !== key);
    if (this.#waiting.length < before) this.#set({ all: this.#state.all - 1 });
    this.#drop(key);
  }

  endAll(kind: FileKind): void {
    for (const upload of this.#state.uploads) {
      if (upload.kind === kind && upload.problem === undefined) this.end(upload);
    }
  }

  /** The page is left: what is under way is given up. */
  close(): void {
    this.#waiting = [];
    for (const controller of this.#running.values()) controller.abort();
  }

  async #check(upload: RunUpload): Promise<void> {
    const problem = await this.#deps.check(upload.file, upload.kind);
    if (!this.#state.uploads.some(({ key }) => key === upload.key)) return;
    if (problem === undefined) this.#queue(upload);
    else this.#change(upload.key, { problem });
  }

  #queue(upload: RunUpload): void {
    this.#waiting.push(upload);
    this.#set({ all: this.#state.all + 1 });
    this.#next();
  }

  #next(): void {
    while (this.#running.size < AT_ONCE) {
      const upload = this.#waiting.shift();
      if (upload === undefined) return;
      void this.#send(upload);
    }
  }

  async #send(upload: RunUpload): Promise<void> {
    const { key } = upload;
    const controller = new AbortController();
    this.#running.set(key, controller);
    this.#change(key, { part: 0 });
    try {
      await this.#deps.send(upload, controller.signal, (part) => this.#change(key, { part }));
      this.#drop(key);
    } catch (error) {
      if (controller.signal.aborted) this.#drop(key);
      else {
        const { detail, retryable } = problemOf(error);
        this.#change(key, { problem: detail, canRetry: retryable });
      }
    } finally {
      this.#running.delete(key);
      this.#next();
      const isLast = this.#running.size === 0;
      this.#set(isLast ? { done: 0, all: 0 } : { done: this.#state.done + 1 });
      this.#deps.onEnded(isLast);
    }
  }

  #change(key: number, change: Partial<RunUpload>): void {
    this.#set({ uploads: this.#state.uploads.map((one) => (one.key === key ? { ...one, ...change } : one)) });
  }

  #drop(key: number): void {
    this.#set({ uploads: this.#state.uploads.filter((one) => one.key !== key) });
  }

  #set(change: Partial<QueueState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }
}

/** Whether something is still on its way. */
export function isBusy({ uploads }: Pick<QueueState, 'uploads'>): boolean {
  return uploads.some(({ problem }) => problem === undefined);
}
