import { availableParallelism } from 'node:os';
import type { DocumentLayout } from '../../../sdk/document-layout.ts';
import { normalizePassword } from './encrypt.ts';
import { type PdfMarker, parseMarker } from './marker.ts';
import { textContains } from './owner-number.ts';
import type { PageOwners, PdfPart } from './page-owners.ts';
import type {
  NamedPdf,
  PdfInspection,
  PdfJob,
  PdfJobKind,
  PdfJobs,
  PdfLimits,
  PdfPartBytes,
  PdfSource,
} from './pdf-jobs.ts';
import { openPdfPool, type PdfPool } from './pdf-pool.ts';
import { findPdfProblem, pdfError } from './pdf-problem.ts';

export interface PdfOptions extends Partial<PdfLimits> {
  /** Worker threads. Default: one per core but one, which the main thread needs; at least 1, at most 4. */
  threads?: number;
  /** Jobs that may wait; further ones are refused with TOO_MANY. Default 256. */
  queue?: number;
  /** For one job; its thread is ended after it. Default 60,000. */
  timeoutMs?: number;
  /** The same for a PDF on the disk. Default 600,000. */
  fileTimeoutMs?: number;
  /** WebAssembly memory of one thread, in bytes. Default 512 MB. */
  maxMemory?: number;
}

interface Cancel {
  signal?: AbortSignal;
}

/**
 * All work on PDFs, on threads of its own. Errors are ATTACHMENT with `details.reason` (findPdfProblem), CANCELLED and
 * TOO_MANY. The bytes given are copied when their turn comes and never changed; the bytes returned are the caller's.
 */
export interface Pdf {
  /** How many jobs run at once: more callers than about twice that gain nothing. */
  readonly threads: number;
  /** Never throws for a bad document: the problem is in the answer. */
  inspectPdf(bytes: Uint8Array, options?: Cancel): Promise<PdfInspection>;
  /** True when the number stands in the text as a whole. Throws for a document that cannot be read. */
  containsText(bytes: Uint8Array, number: string, options?: Cancel): Promise<boolean>;
  /** Whose pages are whose in a combined PDF. Throws VALIDATION for a marker that cannot be used. */
  splitPdf(
    source: Uint8Array | { path: string },
    marker: PdfMarker,
    options?: Cancel,
  ): Promise<PageOwners & { pages: number }>;
  /** The documents of the parts, a few at a time: 10,000 of them are never in memory together. */
  extractParts(
    source: Uint8Array | { path: string },
    parts: readonly PdfPart[],
    options?: Cancel,
  ): AsyncGenerator<PdfPartBytes>;
  /** AES-256, revision 6. Two calls never give the same bytes. */
  encryptPdf(bytes: Uint8Array, password: string, options?: Cancel): Promise<Uint8Array>;
  /** All pages of these documents in one. What is wrong with one of them names it. */
  mergePdfs(files: readonly NamedPdf[], options?: Cancel): Promise<Uint8Array>;
  /** The same layout gives the same bytes. */
  drawPayslip(layout: DocumentLayout, options?: Cancel): Promise<Uint8Array>;
  close(): Promise<void>;
}

const MB = 1024 * 1024;
const PARTS_AT_ONCE = 100;

export function openPdf(options: PdfOptions = {}): Pdf {
  const threads = options.threads ?? Math.max(1, Math.min(4, availableParallelism() - 1));
  const pool = openPdfPool({
    threads,
    queue: options.queue ?? 256,
    timeoutMs: options.timeoutMs ?? 60_000,
    fileTimeoutMs: options.fileTimeoutMs ?? 10 * 60_000,
    maxMemory: options.maxMemory ?? 512 * MB,
    limits: {
      maxBytes: options.maxBytes ?? 50 * 1_000_000,
      maxFileBytes: options.maxFileBytes ?? 600 * MB,
      maxPages: options.maxPages ?? 20_000,
      maxText: options.maxText ?? 5_000_000,
    },
  });
  const inspectPdf: Pdf['inspectPdf'] = (bytes, cancel) => inspect(pool, bytes, cancel?.signal);
  return {
    threads,
    inspectPdf,
    containsText: async (bytes, number, cancel) => {
      const { text, problem } = await inspectPdf(bytes, cancel);
      if (problem) throw pdfError(problem);
      return textContains(text, number);
    },
    splitPdf: async (source, marker, cancel) => {
      parseMarker(marker);
      return runJob(pool, 'split', () => ({ kind: 'split', ...copied(source), marker }), cancel?.signal);
    },
    extractParts: (source, parts, cancel) => extractParts(pool, source, parts, cancel?.signal),
    encryptPdf: async (bytes, password, cancel) => {
      normalizePassword(password);
      return runJob(pool, 'encrypt', () => ({ kind: 'encrypt', bytes: copyOf(bytes), password }), cancel?.signal);
    },
    mergePdfs: (files, cancel) =>
      runJob(
        pool,
        'merge',
        () => ({ kind: 'merge', files: files.map(({ name, bytes }) => ({ name, bytes: copyOf(bytes) })) }),
        cancel?.signal,
      ),
    drawPayslip: (layout, cancel) => runJob(pool, 'draw', () => ({ kind: 'draw', layout }), cancel?.signal),
    close: () => pool.close(),
  };
}

async function runJob<K extends PdfJobKind>(
  pool: PdfPool,
  _kind: K,
  makeJob: () => Extract<PdfJob, { kind: K }>,
  signal: AbortSignal | undefined,
): Promise<PdfJobs[K]['output']> {
  return (await pool.run(makeJob, signal)) as PdfJobs[K]['output'];
}

async function inspect(pool: PdfPool, bytes: Uint8Array, signal: AbortSignal | undefined): Promise<PdfInspection> {
  try {
    return await runJob(pool, 'inspect', () => ({ kind: 'inspect', bytes: copyOf(bytes) }), signal);
  } catch (thrown) {
    const problem = findPdfProblem(thrown);
    if (!problem) throw thrown;
    return { pages: 0, encrypted: false, text: '', problem };
  }
}

async function* extractParts(
  pool: PdfPool,
  given: Uint8Array | { path: string },
  parts: readonly PdfPart[],
  signal: AbortSignal | undefined,
): AsyncGenerator<PdfPartBytes> {
  const source: PdfSource = 'path' in given ? given : { bytes: shared(given) };
  for (let first = 0; first < parts.length; first += PARTS_AT_ONCE) {
    const some = parts.slice(first, first + PARTS_AT_ONCE);
    yield* await runJob(pool, 'extract', () => ({ kind: 'extract', ...source, parts: some }), signal);
  }
}

/** Shared between the threads: a combined PDF of 50 MB is copied once, not once per hundred parts. */
function shared(bytes: Uint8Array): Uint8Array {
  const copy = new Uint8Array(new SharedArrayBuffer(bytes.byteLength));
  copy.set(bytes);
  return copy;
}

function copied(source: Uint8Array | { path: string }): PdfSource {
  return 'path' in source ? source : { bytes: copyOf(source) };
}

/** Into memory of its own, which can be handed to the thread; a small Buffer is a view of a pool of others. */
function copyOf(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(bytes);
}
