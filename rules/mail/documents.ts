import {
  type ActionContext,
  AppError,
  cleanFileName,
  type JsonObject,
  localAt,
  type MailAttachment,
  renderDocument,
} from '../../src/sdk/index.ts';
import type { Document } from './mail-params.gen.ts';

export interface DocumentInput {
  context: ActionContext;
  facts: JsonObject;
  at: number;
  /** IANA */
  zone: string;
}

/** Together; the thread holds them more than once while they are merged. */
const MOST_MERGED_BYTES = 40 * 1024 * 1024;
const PDF = 'application/pdf';

/**
 * The PDF that is drawn for these facts. MISSING_VALUE names what they lack, ATTACHMENT says what cannot be drawn. It has
 * the day of the e-mail as its date, so that it is the same whenever it is drawn again for it.
 */
export async function drawDocument(input: DocumentInput, { layout, name }: Document): Promise<MailAttachment> {
  const { context, facts, at, zone } = input;
  const render = (template: string) => context.templates.render(template, 'text', facts);
  const drawn = renderDocument(layout, { facts, render, date: dayOf(zone, at) });
  return pdfFile(input, name, await documentsOf(input).draw(drawn));
}

/** One PDF with all pages of these, in their order. What cannot be merged is named. */
export async function mergeDocuments(
  input: DocumentInput,
  name: string,
  files: readonly MailAttachment[],
): Promise<MailAttachment> {
  if (files.reduce((sum, { size }) => sum + size, 0) > MOST_MERGED_BYTES) {
    const message = `The files to be merged have more than ${MOST_MERGED_BYTES / 1024 / 1024} MB together.`;
    throw new AppError('ATTACHMENT', message);
  }
  const { context } = input;
  const { merge } = documentsOf(input);
  const named: { name: string; bytes: Uint8Array }[] = [];
  for (const { filename, source } of files) {
    const bytes = 'bytes' in source ? source.bytes : await context.readFile?.(source.contentId);
    if (bytes === undefined) throw new AppError('ATTACHMENT', `The file "${filename}" cannot be read here.`);
    named.push({ name: filename, bytes });
  }
  return pdfFile(input, name, await merge(named));
}

function documentsOf({ context }: DocumentInput) {
  if (context.documents !== undefined) return context.documents;
  throw new AppError('ATTACHMENT', 'This installation draws no documents; attach a finished file.');
}

function pdfFile({ context, facts }: DocumentInput, template: string, bytes: Uint8Array): MailAttachment {
  const name = cleanFileName(context.templates.render(template, 'header', facts));
  const filename = /\.pdf$/i.test(name) ? name : `${name}.pdf`;
  return { filename, contentType: PDF, size: bytes.byteLength, source: { bytes } };
}

function dayOf(zone: string, at: number): string {
  const { year, month, day } = localAt(zone, at);
  return [String(year).padStart(4, '0'), String(month).padStart(2, '0'), String(day).padStart(2, '0')].join('-');
}
