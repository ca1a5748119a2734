/** Named characters that mails in European languages use; others send the body to Code view. */
const NAMED: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
  ndash: '–',
  mdash: '—',
  hellip: '…',
  bull: '•',
  middot: '·',
  euro: '€',
  pound: '£',
  copy: '©',
  reg: '®',
  trade: '™',
  sect: '§',
  deg: '°',
  laquo: '«',
  raquo: '»',
  bdquo: '„',
  ldquo: '“',
  rdquo: '”',
  sbquo: '‚',
  lsquo: '‘',
  rsquo: '’',
  auml: 'ä',
  ouml: 'ö',
  uuml: 'ü',
  Auml: 'Ä',
  Ouml: 'Ö',
  Uuml: 'Ü',
  szlig: 'ß',
  agrave: 'à',
  aacute: 'á',
  acirc: 'â',
  ccedil: 'ç',
  egrave: 'è',
  eacute: 'é',
  ecirc: 'ê',
  iacute: 'í',
  ntilde: 'ñ',
  oacute: 'ó',
  uacute: 'ú',
};
const REFERENCE = /&(#[xX]?[0-9a-zA-Z]*|[a-zA-Z][a-zA-Z0-9]*)(;?)/g;

/** Text of HTML, read as a browser reads it, or undefined where only the whole list of HTML's names could tell. */
export function decodeEntities(html: string, place: 'text' | 'attribute'): string | undefined {
  let isKnown = true;
  const text = html.replace(REFERENCE, (whole: string, name: string, end: string, at: number) => {
    const decoded = end === ';' ? character(name) : undefined;
    if (decoded !== undefined) return decoded;
    const next = html[at + whole.length];
    isKnown &&= end === '' && isPlain(name, place === 'attribute' && next === '=');
    return whole;
  });
  return isKnown ? text : undefined;
}

/** `R&D` and `?a=1&b=2` mean what they show; longer names might be one of those that browsers read without a semicolon. */
function isPlain(name: string, isQuery: boolean): boolean {
  if (name.startsWith('#')) return name === '#';
  return isQuery || name.length === 1 || (name.length === 2 && !/^(?:lt|gt)$/i.test(name));
}

function character(name: string): string | undefined {
  if (!name.startsWith('#')) return Object.hasOwn(NAMED, name) ? NAMED[name] : undefined;
  const digits = /^#(?:[xX]([0-9a-fA-F]{1,6})|([0-9]{1,7}))$/.exec(name);
  if (digits === null) return undefined;
  const code = digits[1] === undefined ? Number(digits[2]) : Number.parseInt(digits[1], 16);
  // Browsers read some control characters as letters of windows-1252, and no surrogates.
  const isText = code >= 0xa0 ? code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) : code >= 0x20 && code < 0x7f;
  return isText ? String.fromCodePoint(code) : undefined;
}

export function encodeText(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/\u00a0/g, '&nbsp;');
}

export function encodeAttribute(text: string): string {
  return encodeText(text).replace(/"/g, '&quot;');
}
