import type { RuleField } from '../api/rule-field.ts';
import { attachments as words } from '../words/attachments.ts';
import type { DocumentLayout } from './made/layout.ts';

/** A PDF that is drawn when the email is made. `name` is a template. */
export interface MadeDocument {
  layout: DocumentLayout;
  name: string;
}

/** Whether the email holds a link to the file instead of the file. */
export type LinkChoice = 'never' | 'above_limit' | 'always';

interface Linked {
  link?: LinkChoice;
  /** days after which the link ends */
  linkDays?: number;
}

/** `storeIn`: the file field of the record that keeps the file */
interface Stored {
  storeIn?: string;
}

/**
 * A file of the action send-email: an upload, the content of a field, bytes in the rule, a PDF drawn for each email, or
 * several PDFs as one. `name` is a template. A part of several has neither link nor field, and an upload no name.
 */
export type Attachment =
  | ({ file: string; name?: string } & Linked)
  | ({ field: string; name?: string } & Linked)
  | ({ name: string; contentType?: string; base64: string } & Linked)
  | ({ document: MadeDocument } & Linked & Stored)
  | ({ merge: Attachment[]; name: string } & Linked & Stored);

/** The same with another name; without one where it is blank and may be. */
export function withName(entry: Attachment, name: string): Attachment {
  if ('document' in entry) return { ...entry, document: { ...entry.document, name } };
  if (name !== '' || 'base64' in entry || 'merge' in entry) return { ...entry, name };
  const { name: _, ...rest } = entry;
  return rest;
}

/** The template of its name. */
export function nameOf(entry: Attachment): string {
  return ('document' in entry ? entry.document.name : entry.name) ?? '';
}

/** Whether it is made of something else when the email is. */
export const isMade = (entry: Attachment) => 'document' in entry || 'merge' in entry;

/** What an entry is called on the page. */
export function titleOf(entry: Attachment, fields: readonly RuleField[]): string {
  if ('field' in entry) {
    const field = fields.find(({ name }) => name === entry.field);
    if (field === undefined && fields.length > 0) return words.fieldRemoved(entry.field);
    return words.fromField(field?.label ?? entry.field);
  }
  if ('file' in entry) return entry.name ?? words.stored;
  if ('base64' in entry) return entry.name || words.inRule;
  if ('document' in entry) return words.drawn(entry.document.name);
  if ('merge' in entry) return words.merged(entry.name, entry.merge.length);
  return words.other(JSON.stringify(entry));
}

export function sizeOfBase64(base64: string): number {
  const letters = base64.replace(/[\r\n]/g, '');
  return Math.floor((letters.length * 3) / 4) - (/=*$/.exec(letters)?.[0].length ?? 0);
}

const number = new Intl.NumberFormat(undefined, { maximumFractionDigits: 1 });

export function sizeText(bytes: number): string {
  if (bytes < 1024) return words.bytes(bytes);
  if (bytes < 1024 * 1024) return words.kilobytes(number.format(bytes / 1024));
  return words.megabytes(number.format(bytes / 1024 / 1024));
}
