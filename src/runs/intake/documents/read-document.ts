import { createHash } from 'node:crypto';
import { AppError } from '../../../sdk/errors.ts';
import { startsAsPdf } from '../pdf/pdf-bytes.ts';
import { type DocumentLimits, type RefusedDocument, refuse, type UploadedDocument } from './document.ts';

export type Candidate = Pick<UploadedDocument, 'name' | 'nameEncoding' | 'open'>;

/** Bytes in which a PDF may begin (pdf-bytes.ts). */
const FIRST = 1024;

/** Reads a file once from end to end: its size, its digest, and whether it begins as a PDF does. */
export async function readDocument(
  candidate: Candidate,
  { maxBytes }: DocumentLimits,
  signal: AbortSignal | undefined,
): Promise<UploadedDocument | RefusedDocument> {
  const hash = createHash('sha256');
  let first = Buffer.alloc(0);
  let size = 0;
  try {
    for await (const chunk of candidate.open()) {
      checkCancelled(signal);
      size += chunk.byteLength;
      if (size > maxBytes) return refuse(candidate.name, 'too_big');
      if (first.length < FIRST) {
        first = Buffer.concat([first, chunk.subarray(0, FIRST)]);
        if (first.length >= FIRST && !startsAsPdf(first)) return refuse(candidate.name, 'not_pdf');
      }
      hash.update(chunk);
    }
  } catch (thrown) {
    if (thrown instanceof AppError && thrown.code === 'ATTACHMENT') return refuse(candidate.name, 'damaged');
    throw thrown;
  }
  if (size === 0) return refuse(candidate.name, 'empty');
  if (!startsAsPdf(first)) return refuse(candidate.name, 'not_pdf');
  return { ...candidate, size, sha256: hash.digest('hex') };
}

export function checkCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted)
    throw new AppError('CANCELLED', 'Reading the documents was cancelled.', { cause: signal.reason });
}
