import type { RuleField } from '../api/rule-field.ts';
import { fieldOf, scanTemplate } from '../editor/template-scan.ts';

/** Somebody who is known to the server, by id. */
export type NamedRecipient = { user: string } | { group: string } | { partner: string };

/** A recipient as the actions have it; addresses and names are templates. */
export type Recipient = string | { field: string } | { name?: string; address: string } | NamedRecipient;

export const NAMED_KINDS = ['user', 'group', 'partner'] as const;
export type NamedKind = (typeof NAMED_KINDS)[number];

/** What people call them, by `${kind}:${id}`. */
export type Names = ReadonlyMap<string, string>;

/** What a list holds that is one of these; anything else is kept and not changed. */
export type Known =
  | { kind: 'field'; field: string }
  | { kind: 'address'; name?: string; address: string }
  | { kind: 'named'; of: NamedKind; id: string };

export function parseRecipient(value: unknown): Known | undefined {
  if (typeof value === 'string') return { kind: 'address', address: value };
  if (typeof value !== 'object' || value === null) return undefined;
  const named = parseNamed(value);
  if (named !== undefined) return named;
  const { field, name, address, ...rest } = value as Record<string, unknown>;
  if (Object.keys(rest).length > 0) return undefined;
  if (typeof field === 'string' && name === undefined && address === undefined) return { kind: 'field', field };
  if (typeof address !== 'string' || field !== undefined) return undefined;
  if (name === undefined) return { kind: 'address', address };
  return typeof name === 'string' ? { kind: 'address', name, address } : undefined;
}

export function parseNamed(value: object): Extract<Known, { kind: 'named' }> | undefined {
  const [[of, id] = [], ...more] = Object.entries(value);
  const kind = NAMED_KINDS.find((known) => known === of);
  return kind === undefined || more.length > 0 || typeof id !== 'string' ? undefined : { kind: 'named', of: kind, id };
}

/** Each entry of what was typed or pasted: commas, semicolons and line breaks part them, but not in quotes, <> or {{}}. */
export function readRecipients(text: string): Recipient[] {
  return splitList(text).flatMap((entry) => {
    const trimmed = entry.trim();
    return trimmed === '' ? [] : [readRecipient(trimmed)];
  });
}

/** The text from which `readRecipients` makes this recipient again. */
export function textOf(value: Recipient): string {
  if (typeof value === 'string') return value;
  if ('field' in value) return `{{${value.field}}}`;
  if (!('address' in value)) return '';
  if (value.name === undefined) return value.address;
  const name = /[,;<>"]/.test(outsideTokens(value.name)) ? `"${value.name.replace(/"/g, "'")}"` : value.name;
  return `${name} <${value.address}>`;
}

/** What is shown: fields by their labels, people by their names. */
export function labelOf(value: unknown, fields: readonly RuleField[], names: Names = new Map()): string {
  const known = parseRecipient(value);
  if (known === undefined) return JSON.stringify(value);
  if (known.kind === 'named') return names.get(`${known.of}:${known.id}`) ?? '…';
  if (known.kind === 'field') return fields.find(({ name }) => name === known.field)?.label ?? known.field;
  const [name, address] = [known.name, known.address].map((text) => text && withLabels(text, fields));
  return name === undefined || name === '' ? (address ?? '') : `${name} <${address}>`;
}

export type Mistake = { kind: 'gone'; field: string } | { kind: 'noAt' | 'twice'; text: string };

/** What is wrong with each entry, as far as this page can tell; the server has the last word. */
export function findMistakes(values: readonly unknown[], fields: readonly RuleField[]): Map<number, Mistake> {
  const mistakes = new Map<number, Mistake>();
  const seen = new Set<string>();
  values.forEach((value, index) => {
    const known = parseRecipient(value);
    if (known === undefined) return;
    const key = keyOf(value);
    if (known.kind === 'field') {
      const isGone = fields.length > 0 && fields.every(({ name }) => name !== known.field);
      if (isGone) mistakes.set(index, { kind: 'gone', field: known.field });
    } else if (known.kind === 'address' && !canBeAddress(known.address))
      mistakes.set(index, { kind: 'noAt', text: labelOf(value, fields) });
    if (seen.has(key) && !mistakes.has(index)) mistakes.set(index, { kind: 'twice', text: labelOf(value, fields) });
    seen.add(key);
  });
  return mistakes;
}

/** The same for two entries that go to one mailbox. */
export function keyOf(value: unknown): string {
  const known = parseRecipient(value);
  if (known === undefined || known.kind === 'named') return JSON.stringify(value);
  if (known.kind === 'field') return `{{${known.field}}}`;
  const field = soleField(known.address);
  return field === undefined ? known.address.trim().toLowerCase() : `{{${field}}}`;
}

/** A value decides at run time; without one there has to be one @ with something on both sides. */
function canBeAddress(address: string): boolean {
  const { pieces } = scanTemplate(address.trim());
  if (pieces.some(({ kind }) => kind === 'token')) return true;
  return /^[^\s@,;<>"()]+@[^\s@,;<>"()]+$/.test(address.trim());
}

function readRecipient(text: string): Recipient {
  const field = soleField(text);
  if (field !== undefined) return { field };
  const named = /^([\s\S]*?)\s*<([^<>]*)>$/.exec(maskTokens(text));
  if (named === null) return text;
  const from = named[0].lastIndexOf('<');
  const name = text
    .slice(0, from)
    .trim()
    .replace(/^"([\s\S]*)"$/, '$1');
  const address = text.slice(from + 1, -1).trim();
  return name === '' ? readRecipient(address) : { name, address };
}

function soleField(text: string): string | undefined {
  const { pieces } = scanTemplate(text.trim());
  const [only] = pieces;
  return pieces.length === 1 && only?.kind === 'token' ? fieldOf(only.source) : undefined;
}

function splitList(text: string): string[] {
  const masked = maskTokens(text);
  const entries: string[] = [];
  let start = 0;
  for (const { 0: found, index } of masked.matchAll(/"[^"\n]*"|<[^<>\n]*>|[,;\n\r]/g)) {
    if (found.length > 1) continue;
    entries.push(text.slice(start, index));
    start = index + 1;
  }
  return [...entries, text.slice(start)];
}

/** The same length, with x in the place of tokens. */
function maskTokens(text: string): string {
  let at = 0;
  let masked = text;
  for (const piece of scanTemplate(text).pieces) {
    if (piece.kind !== 'token') continue;
    at = text.indexOf(piece.source, at);
    masked = masked.slice(0, at) + 'x'.repeat(piece.source.length) + masked.slice(at + piece.source.length);
    at += piece.source.length;
  }
  return masked;
}

function outsideTokens(text: string): string {
  return scanTemplate(text)
    .pieces.map((piece) => (piece.kind === 'text' ? piece.text : ''))
    .join('');
}

function withLabels(text: string, fields: readonly RuleField[]): string {
  return scanTemplate(text)
    .pieces.map((piece) => {
      if (piece.kind === 'text') return piece.text;
      const name = fieldOf(piece.source);
      return fields.find((field) => field.name === name)?.label ?? piece.source;
    })
    .join('');
}
