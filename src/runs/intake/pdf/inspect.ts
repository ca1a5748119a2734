import { normalizePdfText } from './owner-number.ts';
import { findBytesProblem } from './pdf-bytes.ts';
import type { PdfInspection, PdfLimits } from './pdf-jobs.ts';
import { findPdfProblem, pdfError, pdfProblem } from './pdf-problem.ts';
import type { OpenPdf, Pdfium } from './pdfium.ts';

export function inspect(pdfium: Pdfium, limits: PdfLimits, bytes: Uint8Array): PdfInspection {
  const nothing = { pages: 0, encrypted: false, text: '' };
  const problem = findBytesProblem(bytes, limits.maxBytes);
  if (problem) return { ...nothing, problem };
  try {
    return pdfium.withDocument(bytes, '', (document) => {
      const text = pageTexts(document, limits).join(' ');
      return { pages: document.pages, encrypted: document.encrypted, text };
    });
  } catch (thrown) {
    const found = findPdfProblem(thrown);
    if (!found) throw thrown;
    return { ...nothing, encrypted: found.reason === 'encrypted', problem: found };
  }
}

/** Normalised text of each page. Refuses documents beyond the limits. */
export function pageTexts(document: OpenPdf, limits: PdfLimits): string[] {
  if (document.pages === 0) throw pdfError(pdfProblem('no_pages'));
  if (document.pages > limits.maxPages) {
    const message = `The PDF has ${document.pages} pages; the limit is ${limits.maxPages}. Split it.`;
    throw pdfError(pdfProblem('too_many_pages', message));
  }
  const texts: string[] = [];
  let characters = 0;
  for (let page = 0; page < document.pages; page += 1) {
    const text = normalizePdfText(document.textOf(page));
    characters += text.length;
    if (characters > limits.maxText) throw pdfError(pdfProblem('too_much_text'));
    texts.push(text);
  }
  return texts;
}
