import { RE2JS } from 're2js';
import { AppError, invalid } from '../../../sdk/errors.ts';
import { ownerKey } from '../../../sdk/owner-key.ts';
import { normalizePdfText } from './owner-number.ts';

/**
 * How the owner's number is found on a page of a combined PDF: the fixed text that stands before it, or a regular
 * expression of RE2 with exactly one group, which holds the number.
 */
export type PdfMarker = { text: string } | { pattern: string };

/** The different numbers on a page, in their order; two spellings of one count once. */
export type FindOwners = (pageText: string) => string[];

const LONGEST_PATTERN = 500;
const LONGEST_OWNER = 200;
const NUMBER = '[\\s:.#-]*([\\p{L}\\p{N}](?:[\\p{L}\\p{N}._/-]*[\\p{L}\\p{N}])?)';

/**
 * RE2 takes time in proportion to the text, whatever the pattern: one that would keep another engine busy for years
 * is either harmless here or refused (back references, look-around, repeats above 1000).
 */
export function parseMarker(marker: PdfMarker): FindOwners {
  const source = 'text' in marker ? textSource(marker.text) : marker.pattern;
  const compiled = compile(source, 'text' in marker ? RE2JS.CASE_INSENSITIVE : 0);
  if (compiled.groupCount() !== 1) {
    throw markerProblem('The pattern needs exactly one group in round brackets, around the number of the owner.');
  }
  return (pageText) => ownersOn(compiled, pageText);
}

function compile(source: string, flags: number): RE2JS {
  if (source === '') throw markerProblem('The marker is empty. Give the text that stands before the number.');
  if (source.length > LONGEST_PATTERN) {
    throw markerProblem(`The marker is longer than ${LONGEST_PATTERN} characters. Make it shorter.`);
  }
  try {
    return RE2JS.compile(source, flags);
  } catch (thrown) {
    const reason = thrown instanceof Error ? thrown.message : String(thrown);
    const message = `The pattern cannot be used: ${reason}. Patterns are those of RE2, without back references and look-around.`;
    throw new AppError('VALIDATION', message, { cause: thrown, details: { fields: [{ path: '', message }] } });
  }
}

function textSource(text: string): string {
  const words = normalizePdfText(text).split(' ').filter(Boolean);
  // A marker that ends with its own colon or hash must not ask for it twice.
  return words.length === 0 ? '' : words.map((word) => RE2JS.quote(word)).join('\\s*') + NUMBER;
}

function ownersOn(compiled: RE2JS, pageText: string): string[] {
  const found = new Map<string, string>();
  const matcher = compiled.matcher(pageText);
  while (matcher.find()) {
    const owner = matcher.group(1)?.trim();
    if (!owner) continue;
    const key = ownerKey(owner);
    if (!found.has(key)) found.set(key, owner.slice(0, LONGEST_OWNER));
  }
  return [...found.values()];
}

function markerProblem(message: string): AppError {
  return invalid([{ path: '', message }]);
}
