/** A piece of HTML: a tag or the text between two. */
export type HtmlPiece =
  | { kind: 'open'; name: string; attributes: [name: string, value: string][]; raw: string }
  | { kind: 'close'; name: string }
  | { kind: 'text'; text: string };

/** HTML that the visual editor cannot show without a change; `reason` is a sentence for who opens it. */
export class NotVisual extends Error {
  readonly reason: Reason;
  constructor(reason: Reason) {
    super(reason.kind);
    this.reason = reason;
  }
}

export type Reason =
  | { kind: 'element' | 'attribute' | 'character' | 'link' | 'picture'; name: string }
  | { kind: 'comment' | 'block' | 'unclosed' | 'nesting' | 'empty' | 'braces' | 'schema' };

const TAG = /<(\/?)([a-zA-Z][^\s/>]*)((?:\s+[^\s"'<>/=]+(?:\s*=\s*(?:"[^"]*"|'[^']*'))?)*)\s*\/?>/y;
const ATTRIBUTE = /([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'))?/g;

/** Tags and text of HTML, strictly: what a browser would have to mend is refused. */
export function readTags(html: string): HtmlPiece[] {
  const pieces: HtmlPiece[] = [];
  let start = 0;
  for (let at = html.indexOf('<'); at !== -1; at = html.indexOf('<', at)) {
    if (/[!?]/.test(html[at + 1] ?? '')) throw new NotVisual({ kind: 'comment' });
    if (!/[a-zA-Z/]/.test(html[at + 1] ?? '')) {
      at += 1;
      continue;
    }
    TAG.lastIndex = at;
    const tag = TAG.exec(html);
    if (tag === null) throw new NotVisual({ kind: 'nesting' });
    if (at > start) pieces.push({ kind: 'text', text: html.slice(start, at) });
    pieces.push(tagPiece(tag));
    at += tag[0].length;
    start = at;
  }
  if (start < html.length) pieces.push({ kind: 'text', text: html.slice(start) });
  return pieces;
}

function tagPiece([raw, slash, name = '', attributes = '']: RegExpExecArray): HtmlPiece {
  const lower = name.toLowerCase();
  if (slash === '/') {
    if (attributes !== '') throw new NotVisual({ kind: 'nesting' });
    return { kind: 'close', name: lower };
  }
  const pairs = [...attributes.matchAll(ATTRIBUTE)].map(([, key = '', double, single]): [string, string] => [
    key.toLowerCase(),
    double ?? single ?? '',
  ]);
  return { kind: 'open', name: lower, attributes: pairs, raw };
}
