import {
  type ActionContext,
  AppError,
  cleanFileName,
  LINK_DAYS,
  type MailAttachment,
  valueAt,
} from '../../src/sdk/index.ts';
import { contentTypeOf } from './content-type.ts';
import { type DocumentInput, drawDocument, mergeDocuments } from './documents.ts';
import type { Attachment, MergePart } from './mail-params.gen.ts';

const MOST_FILES = 100;
const PDF = 'application/pdf';

/** The files of a mail. Throws ATTACHMENT for what is missing, empty or not what it says, MISSING_VALUE for an empty field. */
export async function resolveAttachments(
  input: DocumentInput,
  entries: readonly Attachment[] | undefined,
): Promise<MailAttachment[]> {
  const found: MailAttachment[] = [];
  for (const entry of entries ?? []) {
    const files = await resolveEntry(input, entry);
    found.push(...files.map((file) => withLink(file, entry)));
  }
  if (found.length > MOST_FILES) throw refused(`A mail has at most ${MOST_FILES} attachments.`);
  for (const file of found) await assertContent(input.context, file);
  return found;
}

async function resolveEntry(input: DocumentInput, entry: Attachment | MergePart): Promise<MailAttachment[]> {
  if ('document' in entry) return [withField(await drawDocument(input, entry.document), entry)];
  if ('merge' in entry) {
    const parts: MailAttachment[] = [];
    for (const part of entry.merge) parts.push(...(await resolveEntry(input, part)));
    return [withField(await mergeDocuments(input, entry.name, parts), entry)];
  }
  if ('base64' in entry) return [fromBase64(entry, fileName(input, entry.name))];
  const name = 'name' in entry && entry.name !== undefined ? fileName(input, entry.name) : undefined;
  if ('file' in entry) return [await fromStore(input.context, entry.file, name)];
  const value = valueAt(input.facts, entry.field);
  if (value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)) {
    throw new AppError('MISSING_VALUE', `There is no file in "${entry.field}".`, { details: { names: [entry.field] } });
  }
  const values = Array.isArray(value) ? value.slice(0, MOST_FILES + 1) : [value];
  const path = `/facts/${entry.field.replaceAll('.', '/')}`;
  return Promise.all(values.map((one) => fromValue(input.context, one, { name, path })));
}

/** A file field holds the id of an upload, {file: id}, or {name, contentType, base64}. */
async function fromValue(
  context: ActionContext,
  value: unknown,
  of: { name: string | undefined; path: string },
): Promise<MailAttachment> {
  if (typeof value === 'string') return fromStore(context, value, of.name, of.path);
  const { file, name, contentType, base64 } = (value ?? {}) as Record<string, unknown>;
  const own = of.name ?? (typeof name === 'string' ? cleanFileName(name) : undefined);
  if (typeof file === 'string') return fromStore(context, file, own, of.path);
  if (typeof base64 !== 'string')
    throw refused('A file is {"file": "<id>"} or {"name", "contentType", "base64"}.', of.path);
  return fromBase64({ base64, ...(typeof contentType === 'string' ? { contentType } : {}) }, own ?? 'file', of.path);
}

async function fromStore(context: ActionContext, id: string, name?: string, path?: string): Promise<MailAttachment> {
  const file = await context.findFile(id);
  if (file === undefined) throw refused(`There is no uploaded file "${id.slice(0, 100)}"; upload it first.`, path);
  return name === undefined ? file : { ...file, filename: name };
}

function fromBase64(of: { base64: string; contentType?: string }, filename: string, path?: string): MailAttachment {
  const text = of.base64.includes('\n') ? of.base64.replace(/[\r\n]/g, '') : of.base64;
  const bytes = Buffer.from(text, 'base64');
  // The decoder skips what is no base64; encoding it again is much cheaper than matching the text letter by letter.
  if (bytes.toString('base64') !== text) throw refused(`The file "${filename}" is not valid base64.`, path);
  if (bytes.length === 0) throw refused(`The file "${filename}" is empty.`, path);
  return { filename, contentType: contentTypeOf(filename, of.contentType), size: bytes.length, source: { bytes } };
}

/** Why a file's content cannot be used, or undefined. Line breaks in it are usual (RFC 2045). */
export function base64Problem(base64: string): string | undefined {
  const text = base64.replace(/[\r\n]/g, '');
  if (text === '') return 'The file is empty.';
  return text.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(text) ? undefined : 'The file is not valid base64.';
}

async function assertContent(
  context: ActionContext,
  { filename, contentType, size, source }: MailAttachment,
): Promise<void> {
  if (size === 0) throw refused(`The file "${filename}" is empty.`);
  if (contentType !== PDF && !/\.pdf$/i.test(filename)) return;
  const start = 'bytes' in source ? source.bytes.subarray(0, 1024) : await context.readStart(source.contentId);
  // ISO 32000-1, 7.5.2 and its note: the mark stands within the first 1,024 bytes.
  if (!Buffer.from(start).includes('%PDF-')) throw refused(`The file "${filename}" is not a readable PDF.`);
}

function fileName({ context, facts }: DocumentInput, template: string): string {
  return cleanFileName(context.templates.render(template, 'header', facts));
}

/** A file may bring its own choice: the document of a payroll run whose options say it. */
function withLink(file: MailAttachment, { link, linkDays = LINK_DAYS }: Attachment): MailAttachment {
  return file.link !== undefined || link === undefined ? file : { ...file, link: { when: link, days: linkDays } };
}

function withField(file: MailAttachment, entry: Attachment | MergePart): MailAttachment {
  const storeIn = 'storeIn' in entry ? entry.storeIn : undefined;
  return storeIn === undefined ? file : { ...file, storeIn };
}

function refused(message: string, path?: string): AppError {
  return new AppError('ATTACHMENT', message, { details: path === undefined ? {} : { fields: [{ path, message }] } });
}
