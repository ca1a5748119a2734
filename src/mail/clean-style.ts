/** What in CSS makes a reader fetch something, or ran in old ones. */
const FETCHES = /(url|image|image-set|cross-fade|element|src|attr|expression)\s*\(|@import|-moz-binding|behavior\s*:/i;

/**
 * Declarations of a style attribute without those that would fetch something from elsewhere. `leftOut`: how many were taken
 * out. One with an escape or a quotation mark that spans declarations is taken out as well: what it says is not what it looks
 * like (CSS Syntax 3, 4.3.7).
 */
export function cleanStyle(style: string): { style: string; leftOut: number } {
  const declarations = style.replace(/\/\*[\s\S]*?(\*\/|$)/g, ' ').split(';');
  const kept = declarations.filter((one) => !one.includes('\\') && !FETCHES.test(one));
  return { style: kept.join(';'), leftOut: declarations.length - kept.length };
}
