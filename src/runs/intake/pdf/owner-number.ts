const HIDDEN = /[\u00ad\u200b-\u200f\u2060\ufeff\ufffe]/gu;
const DASHES = /[\u2010-\u2015\u2212]/gu;

/** Text of a PDF in the form it is searched in: NFKC, one kind of dash, single spaces, nothing invisible. */
export function normalizePdfText(text: string): string {
  return text.normalize('NFKC').replace(HIDDEN, '').replace(DASHES, '-').replace(/\s+/gu, ' ').trim();
}

/**
 * True when `number` stands in the text as a whole: E001 is not found in E0012, nor 12 in "12/2025" or "1.712,00".
 * The text is one of normalizePdfText. Upper and lower case are the same.
 */
export function textContains(text: string, number: string): boolean {
  const wanted = normalizePdfText(number);
  if (wanted === '') return false;
  const literal = wanted.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
  const before = '(?<![\\p{L}\\p{N}]|[\\p{L}\\p{N}][.,_\\-\\/])';
  const after = '(?![\\p{L}\\p{N}]|[.,_\\-\\/][\\p{L}\\p{N}])';
  return new RegExp(`${before}${literal}${after}`, 'iu').test(text);
}
