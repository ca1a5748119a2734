import { pageTexts } from './inspect.ts';
import { type PdfMarker, parseMarker } from './marker.ts';
import { assignPages, type PageOwners, type PdfPart } from './page-owners.ts';
import { findSourceProblem } from './pdf-bytes.ts';
import type { PdfLimits, PdfPartBytes, PdfSource } from './pdf-jobs.ts';
import { pdfError } from './pdf-problem.ts';
import type { Pdfium } from './pdfium.ts';
import type { Qpdf } from './qpdf.ts';

export function split(
  pdfium: Pdfium,
  limits: PdfLimits,
  source: PdfSource,
  marker: PdfMarker,
): PageOwners & { pages: number } {
  const problem = findSourceProblem(source, limits);
  if (problem) throw pdfError(problem);
  const findOwners = parseMarker(marker);
  return pdfium.withSource(source, (document) => {
    const owners = pageTexts(document, limits).map(findOwners);
    return { pages: document.pages, ...assignPages(owners) };
  });
}

/**
 * The documents of some parts. Many programs give all pages one list of images and fonts: what a part's own pages do not
 * draw is left out, or every employee would get the pictures of all the others inside the file.
 */
export function extract(
  { pdfium, qpdf }: { pdfium: Pdfium; qpdf: Qpdf },
  source: PdfSource,
  parts: readonly PdfPart[],
): PdfPartBytes[] {
  return pdfium.withSource(source, (document) =>
    parts.map((part) => {
      const pages = part.ranges.map(({ from, to }) => `${from}-${to}`).join(',');
      const copy = document.copyPages(pages);
      const args = ['--remove-unreferenced-resources=yes', '--object-streams=generate', '--pages', '.', '1-z', '--'];
      return { ...part, bytes: qpdf.rewrite(copy, args) };
    }),
  );
}
