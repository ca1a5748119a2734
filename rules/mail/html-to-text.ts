const ENTITIES: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  euro: '€',
  ndash: '–',
  mdash: '—',
  hellip: '…',
};
const BLOCK = new Set([
  'p',
  'div',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'table',
  'ul',
  'ol',
  'blockquote',
  'pre',
  'section',
  'article',
  'header',
  'footer',
  'form',
]);
const HIDDEN = new Set(['style', 'script', 'head', 'title', 'template']);

interface Output {
  text: string;
  /** the element whose content is left out */
  hidden: string;
  href: string;
  linkStart: number;
}

/** The plain-text part of a mail: paragraphs, list items, table rows and link targets survive. One pass, no backtracking. */
export function htmlToText(html: string): string {
  const out: Output = { text: '', hidden: '', href: '', linkStart: 0 };
  for (let at = 0; at < html.length; ) {
    const open = html.indexOf('<', at);
    const end = open === -1 ? html.length : open;
    if (end > at && out.hidden === '') out.text += decode(html.slice(at, end)).replace(/[ \t\n\r]+/g, ' ');
    if (open === -1) break;
    const isComment = html.startsWith('<!--', open);
    const close = html.indexOf(isComment ? '-->' : '>', open);
    if (close === -1) break;
    if (!isComment) element(out, html.slice(open + 1, close));
    at = close + (isComment ? 3 : 1);
  }
  return out.text
    .split('\n')
    .map((line) => line.trim())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

function element(out: Output, tag: string): void {
  const isEnd = tag.startsWith('/');
  const name = /^[a-z0-9]+/.exec((isEnd ? tag.slice(1) : tag).toLowerCase())?.[0] ?? '';
  if (out.hidden !== '') {
    if (isEnd && name === out.hidden) out.hidden = '';
    return;
  }
  if (HIDDEN.has(name)) out.hidden = isEnd ? '' : name;
  else if (name === 'a') link(out, tag, isEnd);
  else if (name === 'br') out.text += '\n';
  else if (name === 'li' && !isEnd) out.text += '\n- ';
  else if (name === 'tr' && isEnd) out.text += '\n';
  else if ((name === 'td' || name === 'th') && isEnd) out.text += ' \t';
  else if (name === 'hr') out.text += '\n---\n';
  else if (BLOCK.has(name)) out.text += '\n\n';
}

function link(out: Output, tag: string, isEnd: boolean): void {
  if (!isEnd) {
    out.href = decode(/\bhref\s{0,9}=\s{0,9}["']([^"']*)/i.exec(tag)?.[1] ?? '');
    out.linkStart = out.text.length;
    return;
  }
  const shown = out.text.slice(out.linkStart).trim();
  if (out.href !== '' && out.href !== shown && out.href !== `mailto:${shown}`) out.text += ` (${out.href})`;
  out.href = '';
}

function decode(text: string): string {
  return text.replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|[a-z]{2,8});/gi, (whole, name: string) => {
    if (!name.startsWith('#')) return ENTITIES[name.toLowerCase()] ?? whole;
    const code = name[1]?.toLowerCase() === 'x' ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    const isPrintable =
      code >= 0x20 && code <= 0x10ffff && !(code >= 0x7f && code < 0xa0) && !(code >= 0xd800 && code < 0xe000);
    return isPrintable ? String.fromCodePoint(code) : ' ';
  });
}
