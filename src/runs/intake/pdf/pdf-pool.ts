import { setMaxListeners } from 'node:events';
import { AppError } from '../../../sdk/errors.ts';
import type { PdfJob } from './pdf-jobs.ts';
import { openPdfThread, type PdfThread } from './pdf-thread.ts';
import type { WorkerSettings } from './pdf-worker.ts';

export interface PdfPoolSettings extends WorkerSettings {
  threads: number;
  /** Jobs that wait at most; the next one is refused with TOO_MANY. */
  queue: number;
  timeoutMs: number;
  /** for a file of the disk, which may have the pages of everybody */
  fileTimeoutMs: number;
}

export interface PdfPool {
  /** `makeJob` is called when a thread is free, so that waiting jobs hold no copy of their bytes. */
  run(makeJob: () => PdfJob, signal: AbortSignal | undefined): Promise<unknown>;
  close(): Promise<void>;
}

interface Waiting {
  start(thread: PdfThread): void;
}

export function openPdfPool({ threads, queue, timeoutMs, fileTimeoutMs, ...settings }: PdfPoolSettings): PdfPool {
  const all = Array.from({ length: threads }, () => openPdfThread(settings));
  const free = [...all];
  const waiting = new Set<Waiting>();
  const closing = new AbortController();
  // One listener per waiting job is meant.
  setMaxListeners(0, closing.signal);

  const release = (thread: PdfThread): void => {
    const [next] = waiting;
    if (!next) {
      free.push(thread);
      return;
    }
    waiting.delete(next);
    next.start(thread);
  };

  const acquire = (signal: AbortSignal): Promise<PdfThread> => {
    const thread = free.pop();
    if (thread) return Promise.resolve(thread);
    if (waiting.size >= queue) {
      const message = `There are ${queue} PDFs waiting already. Wait for some of them first.`;
      return Promise.reject(new AppError('TOO_MANY', message));
    }
    return new Promise((resolve, reject) => {
      const onAbort = (): void => {
        waiting.delete(entry);
        reject(cancelled(signal));
      };
      const entry: Waiting = {
        start: (started) => {
          signal.removeEventListener('abort', onAbort);
          resolve(started);
        },
      };
      waiting.add(entry);
      signal.addEventListener('abort', onAbort);
    });
  };

  return {
    run: async (makeJob, outer) => {
      const signal = outer ? AbortSignal.any([outer, closing.signal]) : closing.signal;
      if (signal.aborted) throw cancelled(signal);
      const thread = await acquire(signal);
      try {
        // It may have been cancelled since: an abort that is over is not told again.
        if (signal.aborted) throw cancelled(signal);
        const job = makeJob();
        return await thread.run(job, 'path' in job ? fileTimeoutMs : timeoutMs, signal);
      } finally {
        release(thread);
      }
    },
    close: async () => {
      closing.abort();
      await Promise.all(all.map((thread) => thread.close()));
    },
  };
}

function cancelled(signal: AbortSignal): AppError {
  return new AppError('CANCELLED', 'Reading the PDF was cancelled.', { cause: signal.reason });
}
