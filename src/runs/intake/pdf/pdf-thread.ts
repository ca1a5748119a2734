import type { Worker } from 'node:worker_threads';
import { AppError } from '../../../sdk/errors.ts';
import { startThread } from '../../../threads/start-thread.ts';
import type { PdfJob } from './pdf-jobs.ts';
import { pdfError, pdfProblem } from './pdf-problem.ts';
import type { WorkerAnswer, WorkerSettings } from './pdf-worker.ts';

/** JavaScript heap of a thread: pdfkit and its fonts need about 40 MB. */
const HEAP_MB = 192;
/** What a document leaves behind is thrown away soon: V8's own choice keeps up to 48 MB of it. */
const YOUNG_HEAP_MB = 8;

/** One worker thread. It runs one job at a time and starts again by itself after it was ended. */
export interface PdfThread {
  run(job: PdfJob, timeoutMs: number, signal: AbortSignal): Promise<unknown>;
  close(): Promise<void>;
}

export function openPdfThread(settings: WorkerSettings): PdfThread {
  let worker: Worker | undefined;
  const end = async (): Promise<void> => {
    const ended = worker;
    worker = undefined;
    await ended?.terminate();
  };
  return {
    run: (job, timeoutMs, signal) => {
      worker ??= startWorker(settings);
      return runJob(worker, job, timeoutMs, signal, end);
    },
    close: end,
  };
}

function startWorker(workerData: WorkerSettings): Worker {
  const resourceLimits = { maxOldGenerationSizeMb: HEAP_MB, maxYoungGenerationSizeMb: YOUNG_HEAP_MB };
  const worker = startThread(import.meta.url, './pdf-worker', { workerData, resourceLimits, stderr: true });
  // qpdf prints its errors there; they are told in the answers.
  worker.stderr.resume();
  // An idle thread keeps no process alive. A crash between two jobs is seen by the next one.
  worker.unref();
  return worker;
}

function runJob(
  worker: Worker,
  job: PdfJob,
  timeoutMs: number,
  signal: AbortSignal,
  end: () => Promise<void>,
): Promise<unknown> {
  const { promise, resolve, reject } = withResolvers();
  // WebAssembly cannot be interrupted: what is not wanted any more ends with its thread.
  // Only the first reason counts: ending the thread makes it exit, which would look like a crash.
  let failed = false;
  const fail = (error: AppError): void => {
    if (failed) return;
    failed = true;
    end().then(
      () => reject(error),
      () => reject(error),
    );
  };
  const onMessage = (answer: WorkerAnswer): void => {
    if ('value' in answer) resolve(answer.value);
    else reject(errorOf(answer.failed));
  };
  const onError = (thrown: NodeJS.ErrnoException): void => {
    const reason = thrown.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'memory' : 'crashed';
    fail(pdfError(pdfProblem(reason), thrown));
  };
  const onExit = (): void => fail(pdfError(pdfProblem('crashed')));
  const onAbort = (): void =>
    fail(new AppError('CANCELLED', 'Reading the PDF was cancelled.', { cause: signal.reason }));
  const timer = setTimeout(() => fail(pdfError(pdfProblem('timeout'))), timeoutMs);
  worker.on('message', onMessage).on('error', onError).on('exit', onExit).ref();
  signal.addEventListener('abort', onAbort);
  worker.postMessage(job, transferable(job));
  return promise.finally(() => {
    clearTimeout(timer);
    worker.off('message', onMessage).off('error', onError).off('exit', onExit).unref();
    signal.removeEventListener('abort', onAbort);
  });
}

/** Promise.withResolvers is not in Node 20. */
function withResolvers() {
  let resolve: (value: unknown) => void = () => undefined;
  let reject: (error: unknown) => void = () => undefined;
  const promise = new Promise<unknown>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}

function transferable(job: PdfJob): ArrayBuffer[] {
  const all = 'files' in job ? job.files.map(({ bytes }) => bytes) : 'bytes' in job ? [job.bytes] : [];
  return all.flatMap(({ buffer }) => (buffer instanceof ArrayBuffer ? [buffer] : []));
}

function errorOf(failed: Extract<WorkerAnswer, { failed: object }>['failed']): AppError {
  const cause = failed.stack === '' ? undefined : new Error(failed.stack);
  return new AppError(failed.code, failed.message, { details: { ...failed.details }, cause });
}
