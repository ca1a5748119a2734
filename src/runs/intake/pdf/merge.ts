import { findBytesProblem } from './pdf-bytes.ts';
import type { NamedPdf, PdfLimits } from './pdf-jobs.ts';
import { findPdfProblem, pdfError, pdfProblem } from './pdf-problem.ts';
import type { Pdfium } from './pdfium.ts';
import type { Qpdf } from './qpdf.ts';

/** What one e-mail can carry has fewer; a merged document with more was a mistake. */
const MOST_PAGES = 2_000;

/**
 * All pages of these documents in one, in their order. An encrypted one is refused, also where it opens without a
 * password: what its owner forbids would be lost in the merged one. What is wrong names its document.
 */
export function merge(
  { pdfium, qpdf }: { pdfium: Pdfium; qpdf: Qpdf },
  limits: PdfLimits,
  files: readonly NamedPdf[],
): Uint8Array {
  const size = files.reduce((sum, { bytes }) => sum + bytes.byteLength, 0);
  if (size > limits.maxBytes) throw pdfError(pdfProblem('too_big', 'The PDFs to be merged are too large together.'));
  const pages = files.reduce((sum, file) => sum + pagesOf(pdfium, limits, file), 0);
  if (pages > MOST_PAGES) {
    const message = `The merged PDF would have ${pages} pages; the limit is ${MOST_PAGES}.`;
    throw pdfError(pdfProblem('too_many_pages', message));
  }
  const merged = qpdf.join(files.map(({ bytes }) => bytes));
  const found = pdfium.withDocument(merged, '', (document) => document.pages);
  if (found !== pages) throw pdfError(pdfProblem('damaged'));
  return merged;
}

function pagesOf(pdfium: Pdfium, limits: PdfLimits, { name, bytes }: NamedPdf): number {
  try {
    const problem = findBytesProblem(bytes, limits.maxBytes);
    if (problem) throw pdfError(problem);
    return pdfium.withDocument(bytes, '', ({ encrypted, pages }) => {
      if (encrypted) throw pdfError(pdfProblem('restricted'));
      if (pages === 0) throw pdfError(pdfProblem('no_pages'));
      return pages;
    });
  } catch (thrown) {
    const problem = findPdfProblem(thrown);
    if (problem === undefined) throw thrown;
    throw pdfError(pdfProblem(problem.reason, `"${name}": ${problem.message}`), thrown);
  }
}
