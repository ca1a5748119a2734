/** The thread that reads and writes PDFs. A document that breaks it breaks nothing else; pdf-pool.ts starts the next. */
import { parentPort, workerData } from 'node:worker_threads';
import { toAppError } from '../../../sdk/errors.ts';
import { encrypt } from './encrypt.ts';
import { inspect } from './inspect.ts';
import { merge } from './merge.ts';
import { pdfEngines } from './pdf-engines.ts';
import type { PdfJob, PdfJobs, PdfLimits } from './pdf-jobs.ts';
import { extract, split } from './split.ts';
import { limitWasmMemory } from './wasm-memory.ts';

export interface WorkerSettings {
  limits: PdfLimits;
  maxMemory: number;
}

/** An error of ours crosses the thread as its parts: a class does not survive the copy. */
export type WorkerAnswer =
  | { value: PdfJobs[keyof PdfJobs]['output'] }
  | { failed: { code: ReturnType<typeof toAppError>['code']; message: string; details: object; stack: string } };

const { limits, maxMemory } = workerData as WorkerSettings;
const engines = pdfEngines();
limitWasmMemory(maxMemory);

async function run(job: PdfJob): Promise<PdfJobs[keyof PdfJobs]['output']> {
  switch (job.kind) {
    case 'inspect':
      return inspect(await engines.pdfium(), limits, job.bytes);
    case 'split':
      return split(await engines.pdfium(), limits, job, job.marker);
    case 'extract':
      return extract({ pdfium: await engines.pdfium(), qpdf: await engines.qpdf() }, job, job.parts);
    case 'encrypt':
      return encrypt({ pdfium: await engines.pdfium(), qpdf: await engines.qpdf() }, limits, job.bytes, job.password);
    case 'merge':
      return merge({ pdfium: await engines.pdfium(), qpdf: await engines.qpdf() }, limits, job.files);
    case 'draw':
      // Loaded when it is needed: most installations upload finished documents.
      return (await import('./draw.ts')).draw(job.layout);
  }
}

async function answer(job: PdfJob): Promise<WorkerAnswer> {
  try {
    return { value: await engines.guard(() => run(job)) };
  } catch (thrown) {
    const { code, message, details, cause } = toAppError(thrown);
    const stack = cause instanceof Error ? (cause.stack ?? cause.message) : '';
    return { failed: { code, message, details, stack } };
  }
}

parentPort?.on('message', (job: PdfJob) => {
  answer(job).then(
    (message) => parentPort?.postMessage(message),
    // An answer that cannot be copied: end this thread, so that the job fails instead of waiting.
    () => process.exit(1),
  );
});
