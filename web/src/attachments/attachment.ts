import type { RuleField } from '../api/rule-field.ts';
import { attachments as words } from '../words/attachments.ts';

/** A file of the action send-email: an upload, the content of a field, or bytes in the rule. `name` is a template. */
export type Attachment =
  | { file: string; name?: string }
  | { field: string; name?: string }
  | { name: string; contentType?: string; base64: string };

/** The same with another name; without one where it is blank and may be. */
export function withName(entry: Attachment, name: string): Attachment {
  if (name !== '' || 'base64' in entry) return { ...entry, name };
  const { name: _, ...rest } = entry;
  return rest;
}

/** What an entry is called on the page. */
export function titleOf(entry: Attachment, fields: readonly RuleField[]): string {
  if ('field' in entry) {
    const field = fields.find(({ name }) => name === entry.field);
    if (field === undefined && fields.length > 0) return words.fieldRemoved(entry.field);
    return words.fromField(field?.label ?? entry.field);
  }
  if ('file' in entry) return entry.name ?? words.stored;
  if ('base64' in entry) return entry.name || words.inRule;
  const { document, merge, name } = entry as { document?: { name: string }; merge?: unknown[]; name?: string };
  if (document !== undefined) return words.drawn(document.name);
  if (merge !== undefined) return words.merged(name ?? '', merge.length);
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
