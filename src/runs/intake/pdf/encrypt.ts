import { randomBytes } from 'node:crypto';
import { findBytesProblem } from './pdf-bytes.ts';
import type { PdfLimits } from './pdf-jobs.ts';
import { pdfError, pdfProblem } from './pdf-problem.ts';
import type { Pdfium } from './pdfium.ts';
import type { Qpdf } from './qpdf.ts';

/** ISO 32000-2, 7.6.4.3.3: at most 127 bytes of UTF-8 count. */
const LONGEST_PASSWORD = 127;

/**
 * AES-256 (revision 6 of ISO 32000-2). The owner's password is random and forgotten: only the reader's opens the file.
 * The result is opened again by another program before it is handed out.
 */
export function encrypt(
  { pdfium, qpdf }: { pdfium: Pdfium; qpdf: Qpdf },
  limits: PdfLimits,
  bytes: Uint8Array,
  password: string,
): Uint8Array {
  const problem = findBytesProblem(bytes, limits.maxBytes);
  if (problem) throw pdfError(problem);
  const pages = pdfium.withDocument(bytes, '', (document) => document.pages);
  const reader = normalizePassword(password);
  const owner = randomBytes(24).toString('hex');
  const passwords = [`--user-password=${reader}`, `--owner-password=${owner}`, '--bits=256'];
  const protectedBytes = qpdf.rewrite(bytes, ['--encrypt', ...passwords, '--']);
  const same = pdfium.withDocument(
    protectedBytes,
    reader,
    (document) => document.encrypted && document.pages === pages,
  );
  if (!same) throw pdfError(pdfProblem('damaged'));
  return protectedBytes;
}

/** The form readers bring a typed password into (SASLprep of RFC 4013 is NFKC and a list of refused characters). */
export function normalizePassword(password: string): string {
  const normal = password.normalize('NFKC');
  const bytes = Buffer.byteLength(normal);
  if (bytes === 0 || bytes > LONGEST_PASSWORD || /\p{Cc}/u.test(normal)) throw pdfError(pdfProblem('password'));
  return normal;
}
