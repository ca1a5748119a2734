import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import type { PdfLimits, PdfSource } from './pdf-jobs.ts';
import { type PdfProblem, pdfProblem } from './pdf-problem.ts';

/** Readers look for the header in the first 1024 bytes, for the end mark in the last ones (ISO 32000-1, annex H.3). */
const HEADER_WITHIN = 1024;
const END_WITHIN = 2048;

/** True when the first bytes are those of a PDF. */
export function startsAsPdf(first: Uint8Array): boolean {
  return Buffer.from(first.buffer, first.byteOffset, Math.min(first.byteLength, HEADER_WITHIN)).includes('%PDF-');
}

/** What can be said of a document in memory or on the disk without reading it as a whole. */
export function findSourceProblem(source: PdfSource, limits: PdfLimits): PdfProblem | undefined {
  if ('bytes' in source) return findBytesProblem(source.bytes, limits.maxBytes);
  const file = openSync(source.path, 'r');
  try {
    const { size } = fstatSync(file);
    if (size === 0) return pdfProblem('empty');
    if (size > limits.maxFileBytes) return tooBig(size, limits.maxFileBytes);
    const [first, last] = [Buffer.alloc(HEADER_WITHIN), Buffer.alloc(END_WITHIN)];
    readSync(file, first, 0, HEADER_WITHIN, 0);
    if (!startsAsPdf(first)) return pdfProblem('not_pdf');
    readSync(file, last, 0, END_WITHIN, Math.max(0, size - END_WITHIN));
    return last.includes('%%EOF') ? undefined : pdfProblem('cut_off');
  } finally {
    closeSync(file);
  }
}

function tooBig(size: number, most: number): PdfProblem {
  return pdfProblem('too_big', `The PDF has ${megabytes(size)} MB; the limit is ${megabytes(most)} MB.`);
}

/** What can be said of the bytes without reading the document. */
export function findBytesProblem(bytes: Uint8Array, maxBytes: number): PdfProblem | undefined {
  if (bytes.byteLength === 0) return pdfProblem('empty');
  if (bytes.byteLength > maxBytes) return tooBig(bytes.byteLength, maxBytes);
  if (!startsAsPdf(bytes)) return pdfProblem('not_pdf');
  const from = Math.max(0, bytes.byteLength - END_WITHIN);
  const end = Buffer.from(bytes.buffer, bytes.byteOffset + from, bytes.byteLength - from);
  // A cut-off file is often still readable, with pages missing: nobody would notice.
  return end.includes('%%EOF') ? undefined : pdfProblem('cut_off');
}

function megabytes(bytes: number): string {
  return (bytes / 1_000_000).toFixed(bytes < 10_000_000 ? 1 : 0);
}
