import type { Json } from './json.ts';

/**
 * The one text of a JSON value after RFC 8785 (JCS): no spaces, members in the order of their UTF-16 code units, numbers
 * and strings as ECMAScript writes them. Equal values have equal texts, so a digest of it can be checked anywhere.
 * Throws RangeError for what JSON cannot say: a number that is not finite, half of a surrogate pair.
 */
export function canonicalJson(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const members = Object.keys(value)
      .sort()
      .map((name) => `${canonicalText(name)}:${canonicalJson(value[name] as Json)}`);
    return `{${members.join(',')}}`;
  }
  if (typeof value === 'string') return canonicalText(value);
  if (typeof value === 'number' && !Number.isFinite(value)) throw new RangeError('JSON has no such number.');
  return JSON.stringify(value);
}

function canonicalText(text: string): string {
  const written = JSON.stringify(text);
  // Half a pair is written as an escape; to look for that first is much faster.
  if (written.includes('\\ud') && /\p{Surrogate}/u.test(text))
    throw new RangeError('A text has half of a surrogate pair.');
  return written;
}
