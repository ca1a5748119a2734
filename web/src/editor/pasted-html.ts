/** With what is in them: none of it is text of a mail. */
const UNSEEN = /<(head|style|script|title|xml|template|iframe|object)\b[^>]*>[\s\S]*?<\/\1\s*>/gi;
const COMMENT = /<!(?:--[\s\S]*?-->|\[[^>]*\]>|[^>]*>)|<\?[^>]*>/g;
const TAG = /<(\/?)([a-zA-Z][^\s/>]*)((?:"[^"]*"|'[^']*'|[^>"'])*)>/g;
const ATTRIBUTE = /([^\s"'<>/=]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+))?/g;
/** Links, chips and what else an editor copies, and how ProseMirror knows what was copied from an editor. */
const KEPT = new Set([
  'href',
  'data-href',
  'data-token',
  'data-look',
  'data-picture',
  'data-alt',
  'data-width',
  'data-pm-slice',
  'start',
]);
const NOT_BOLD = /font-weight\s*:\s*(?:normal|400)/i;

/**
 * What a word processor puts on the clipboard, without styles and handlers. Cleaned as text: a browser reports each
 * style as a violation of the policy even where it parses into a document that nobody sees. What is allowed in the
 * body is decided by the schema of the editor, afterwards.
 */
export function cleanPastedHtml(html: string): string {
  return html.replace(UNSEEN, '').replace(COMMENT, '').replace(TAG, cleanTag);
}

function cleanTag(_tag: string, slash: string, name: string, attributes: string): string {
  const lower = name.toLowerCase();
  // Elements of Word, such as o:p; their text stays.
  if (!/^[a-z][a-z0-9]*$/.test(lower)) return '';
  if (slash === '/') return `</${lower}>`;
  const all = [...attributes.matchAll(ATTRIBUTE)];
  // Google Docs puts its whole clipboard into a <b> that is not bold.
  if (lower === 'b' && all.some(([, key, value]) => key?.toLowerCase() === 'style' && NOT_BOLD.test(value ?? '')))
    return '<span>';
  const kept = all.flatMap(([, key = '', value]) =>
    KEPT.has(key.toLowerCase()) && value !== undefined ? [` ${key}=${value}`] : [],
  );
  return `<${lower}${kept.join('')}>`;
}
