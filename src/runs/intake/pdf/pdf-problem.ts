import { AppError } from '../../../sdk/errors.ts';

const SENTENCES = {
  empty: 'The file is empty (0 bytes). Make it again and upload it again.',
  not_pdf: 'The file is not a PDF, whatever its name says. Save it as PDF and upload it again.',
  too_big: 'The PDF is larger than the limit. Make it smaller, or raise the limit.',
  encrypted: 'The PDF asks for a password. Upload it without one: this product can protect it for each person.',
  restricted:
    'The PDF opens without a password, but its owner has restricted what may be done with it, and that would be lost. Save it without restrictions, or send it as a file of its own.',
  damaged: 'The PDF is damaged and cannot be read. Make it again and upload it again.',
  cut_off: 'The end of the PDF is missing, as after an upload that broke off. Upload it again.',
  no_pages: 'The PDF has no pages. Make it again and upload it again.',
  too_many_pages: 'The PDF has more pages than the limit. Split it, or raise the limit.',
  too_much_text: 'The PDF holds more text than the limit. Split it.',
  memory: 'The PDF needs more memory than one file may take. Make it smaller, for example with smaller images.',
  timeout: 'Reading the PDF took longer than one file may take. Make it again in a simpler form.',
  crashed: 'The PDF broke the program that reads it. Make it again in another way, for example by printing it to PDF.',
  password: 'The password cannot protect a PDF: it must have 1 to 127 bytes and no control characters.',
  characters: 'The document has characters that the built-in font cannot draw.',
  layout: 'The layout of the document cannot be drawn.',
} as const;

/** Why a PDF cannot be used: branch on it, never on the sentence. */
export type PdfReason = keyof typeof SENTENCES;

export interface PdfProblem {
  reason: PdfReason;
  message: string;
}

export function pdfProblem(reason: PdfReason, message: string = SENTENCES[reason]): PdfProblem {
  return { reason, message };
}

/** An ATTACHMENT error; `details.reason` is the PdfReason. */
export function pdfError({ reason, message }: PdfProblem, cause?: unknown): AppError {
  return new AppError('ATTACHMENT', message, { details: { reason }, cause });
}

/** The problem in an error of pdfError; undefined for any other error. */
export function findPdfProblem(thrown: unknown): PdfProblem | undefined {
  if (!(thrown instanceof AppError) || thrown.code !== 'ATTACHMENT') return undefined;
  const reason = thrown.details['reason'];
  return isPdfReason(reason) ? { reason, message: thrown.message } : undefined;
}

function isPdfReason(value: unknown): value is PdfReason {
  return typeof value === 'string' && Object.hasOwn(SENTENCES, value);
}
