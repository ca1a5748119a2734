const HIDDEN = /[\u00ad\u200b-\u200f\u2060\ufeff\ufffe]/gu;
const DASHES = /[\u2010-\u2015\u2212]/gu;

/** Text of a PDF in the form it is searched in: NFKC, one kind of dash, single spaces, nothing invisible. */
export function normalizePdfText(text: string): string {
  return text.normalize('NFKC').replace(HIDDEN, '').replace(DASHES, '-').replace(/\s+/gu, ' ').trim();
}

const JOINED_BEFORE = /(?:[\p{L}\p{N}]|[\p{L}\p{N}][.,_\-/])$/u;
const JOINED_AFTER = /^(?:[\p{L}\p{N}]|[.,_\-/][\p{L}\p{N}])/u;
/** A letter beyond the first plane is two units, and the sign beside it one. */
const NEIGHBOUR_UNITS = 3;

/**
 * True when `number` stands in the text as a whole: E001 is not found in E0012, nor 12 in "12/2025" or "1.712,00".
 * The text is one of normalizePdfText. Upper and lower case are the same.
 */
export function textContains(text: string, number: string): boolean {
  const wanted = normalizePdfText(number);
  if (wanted === '') return false;
  // Its neighbours are looked at where it is found: a look behind at each place of the text takes a hundred times longer.
  const found = new RegExp(wanted.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'), 'giu');
  for (let match = found.exec(text); match !== null; match = found.exec(text)) {
    const end = match.index + match[0].length;
    const before = text.slice(Math.max(0, match.index - NEIGHBOUR_UNITS), match.index);
    if (!JOINED_BEFORE.test(before) && !JOINED_AFTER.test(text.slice(end, end + NEIGHBOUR_UNITS))) return true;
    found.lastIndex = match.index + ((match[0].codePointAt(0) ?? 0) > 0xffff ? 2 : 1);
  }
  return false;
}
