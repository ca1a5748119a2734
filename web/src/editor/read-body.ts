import { type DocNode, EMPTY_DOC, isWrapped } from './body-doc.ts';
import { type HtmlPiece, NotVisual, type Reason, readTags } from './html-tags.ts';
import { type Inline, InlineRun, TOKEN } from './inline-run.ts';
import { CELL_STYLE, TABLE_STYLE } from './table-look.ts';
import { scanTemplate } from './template-scan.ts';
import { writeBody } from './write-body.ts';

const INLINE: Record<string, string> = {
  a: 'link',
  strong: 'bold',
  b: 'bold',
  em: 'italic',
  i: 'italic',
  s: 'strike',
  u: 'underline',
  span: 'look',
};
const BLOCKS = ['p', 'h1', 'h2', 'h3', 'ul', 'ol', 'blockquote', 'hr', 'table'];
/** What only stands in another one. */
const PARTS = ['li', 'tr', 'td', 'th'];
const MOST_NESTED = 20;

type Open = Extract<HtmlPiece, { kind: 'open' }>;
/** What has its first paragraph without `<p>`. */
type Item = 'li' | 'td' | 'th';
type Read = { doc: DocNode } | { reason: Reason };

/**
 * The document of an HTML body, or why the visual editor cannot show it. Nothing is ever dropped: what has no place in
 * the document is refused. The same HTML comes out again, but for blanks between blocks and how a character is spelled.
 */
export function readBody(html: string): Read {
  try {
    const doc = new BodyReader(html).read();
    // The promise above, tested on this very body: reading what would be written gives the same document.
    const again = new BodyReader(writeBody(doc)).read();
    return JSON.stringify(again) === JSON.stringify(doc) ? { doc } : { reason: { kind: 'nesting' } };
  } catch (error) {
    if (error instanceof NotVisual) return { reason: error.reason };
    throw error;
  }
}

/** Goes over the pieces of one body once. */
class BodyReader {
  readonly #pieces: HtmlPiece[];
  readonly #tokens: string[];
  #at = 0;
  #depth = 0;
  #inTable = false;

  constructor(html: string) {
    const { flat, tokens } = withoutTokens(html);
    this.#pieces = readTags(flat);
    this.#tokens = tokens;
  }

  read(): DocNode {
    const content = this.#blocks(undefined);
    return content.length === 0 ? EMPTY_DOC : { type: 'doc', content };
  }

  /** Blocks up to the end of `parent`; text between them is a paragraph without `<p>`. */
  #blocks(parent: Item | 'blockquote' | undefined): DocNode[] {
    const isItem = parent !== undefined && parent !== 'blockquote';
    if (++this.#depth > MOST_NESTED) throw new NotVisual({ kind: 'nesting' });
    const content: DocNode[] = [];
    while (!this.#isEnd(parent)) {
      const piece = this.#pieces[this.#at];
      if (piece?.kind === 'open' && BLOCKS.includes(piece.name)) {
        if (isItem && content.length === 0 && piece.name !== 'p') content.push({ type: 'paragraph' });
        content.push(this.#block(piece, isItem && content.length === 0));
      } else {
        const inline = this.#inline();
        if (inline.length > 0) content.push(paragraph(inline, false, isItem && content.length === 0));
      }
    }
    if (isItem && content.length === 0) content.push({ type: 'paragraph' });
    this.#depth--;
    return content;
  }

  #block(open: Open, isFirstOfItem: boolean): DocNode {
    if (open.name === 'table') return this.#table(open);
    if (open.attributes[0]) throw new NotVisual({ kind: 'attribute', name: open.attributes[0][0] });
    this.#at++;
    if (open.name === 'hr') return { type: 'horizontalRule' };
    if (open.name === 'ul') return this.#list('bulletList', 'ul');
    if (open.name === 'ol') return this.#list('orderedList', 'ol');
    if (open.name === 'blockquote') return this.#quote();
    const inline = withoutLastBreak(this.#inline());
    this.#close(open.name);
    if (open.name === 'p') return paragraph(inline, true, isFirstOfItem);
    return {
      type: 'heading',
      attrs: { level: Number(open.name[1]) },
      ...(inline.length > 0 ? { content: inline } : {}),
    };
  }

  #list(type: string, name: string): DocNode {
    const content: DocNode[] = [];
    for (;;) {
      const piece = this.#pieces[this.#at];
      if (piece?.kind === 'text' && /^[ \t\r\n\f]*$/.test(piece.text)) this.#at++;
      else if (piece?.kind === 'open' && piece.name === 'li') {
        if (piece.attributes[0]) throw new NotVisual({ kind: 'attribute', name: piece.attributes[0][0] });
        this.#at++;
        content.push({ type: 'listItem', content: this.#blocks('li') });
        this.#close('li');
      } else break;
    }
    this.#close(name);
    if (content.length === 0) throw new NotVisual({ kind: 'empty' });
    return { type, content };
  }

  /** Rows of as many cells each; with lines, every part has the style that makes them. */
  #table(open: Open): DocNode {
    if (this.#inTable) throw new NotVisual({ kind: 'nesting' });
    this.#inTable = true;
    const lines = hasStyle(open, TABLE_STYLE);
    this.#at++;
    const content: DocNode[] = [];
    for (let row = this.#next(['tr']); row; row = this.#next(['tr'])) {
      if (row.attributes[0]) throw new NotVisual({ kind: 'attribute', name: row.attributes[0][0] });
      content.push({ type: 'tableRow', content: this.#cells(lines) });
      this.#close('tr');
    }
    this.#close('table');
    this.#inTable = false;
    const width = content[0]?.content?.length ?? 0;
    if (width === 0) throw new NotVisual({ kind: 'empty' });
    if (content.some((row) => row.content?.length !== width)) throw new NotVisual({ kind: 'nesting' });
    return { type: 'table', attrs: { lines }, content };
  }

  #cells(lines: boolean): DocNode[] {
    const cells: DocNode[] = [];
    for (let cell = this.#next(['td', 'th']); cell; cell = this.#next(['td', 'th'])) {
      if (hasStyle(cell, CELL_STYLE) !== lines) throw new NotVisual({ kind: 'attribute', name: 'style' });
      const name = cell.name === 'th' ? 'th' : 'td';
      cells.push({ type: name === 'th' ? 'tableHeader' : 'tableCell', content: this.#blocks(name) });
      this.#close(name);
    }
    return cells;
  }

  /** The next tag, behind blanks, where it opens one of these; it is passed. */
  #next(names: readonly string[]): Open | undefined {
    let piece = this.#pieces[this.#at];
    if (piece?.kind === 'text' && /^[ \t\r\n\f]*$/.test(piece.text)) {
      this.#at++;
      piece = this.#pieces[this.#at];
    }
    if (piece?.kind !== 'open' || !names.includes(piece.name)) return undefined;
    this.#at++;
    return piece;
  }

  #quote(): DocNode {
    const content = this.#blocks('blockquote');
    this.#close('blockquote');
    if (content.length === 0) throw new NotVisual({ kind: 'empty' });
    return { type: 'blockquote', content };
  }

  /** Text, tokens, breaks and marks up to the next block or the end of the one around. */
  #inline(): Inline[] {
    const run = new InlineRun(this.#tokens);
    for (; ; this.#at++) {
      const piece = this.#pieces[this.#at];
      if (piece === undefined) break;
      if (piece.kind === 'text') run.text(piece.text);
      else if (piece.kind === 'close') {
        const mark = INLINE[piece.name];
        if (mark === undefined) break;
        run.close(mark);
      } else if (piece.name === 'br') {
        if (piece.attributes[0]) throw new NotVisual({ kind: 'attribute', name: piece.attributes[0][0] });
        run.break();
      } else if (piece.name === 'img') run.picture(piece.attributes);
      else {
        const mark = INLINE[piece.name];
        if (mark === undefined) {
          if (BLOCKS.includes(piece.name) || PARTS.includes(piece.name)) break;
          throw new NotVisual({ kind: 'element', name: piece.name });
        }
        run.open(mark, piece.attributes);
      }
    }
    return run.end();
  }

  #isEnd(parent: string | undefined): boolean {
    const piece = this.#pieces[this.#at];
    if (piece === undefined) return true;
    const isKnown = piece.kind === 'close' ? piece.name === parent : true;
    if (!isKnown && piece.kind === 'close' && INLINE[piece.name] === undefined)
      throw new NotVisual({ kind: 'nesting' });
    if (piece.kind === 'open' && PARTS.includes(piece.name)) throw new NotVisual({ kind: 'nesting' });
    return piece.kind === 'close' && piece.name === parent;
  }

  #close(name: string): void {
    const piece = this.#pieces[this.#at];
    if (piece?.kind === 'open' && INLINE[piece.name] === undefined && !BLOCKS.includes(piece.name))
      throw new NotVisual({ kind: 'element', name: piece.name });
    if (piece?.kind !== 'close' || piece.name !== name) throw new NotVisual({ kind: 'nesting' });
    this.#at++;
  }
}

/** Whether it has this style; anything else that it says would be lost. */
function hasStyle({ attributes }: Open, style: string): boolean {
  const [[name, value] = [], other] = attributes;
  if (name === undefined) return false;
  if (name !== 'style' || spelled(value) !== spelled(style) || other)
    throw new NotVisual({ kind: 'attribute', name: other?.[0] ?? name });
  return true;
}

/** However its blanks are. */
function spelled(style: string | undefined): string {
  return (style ?? '').replace(/\s*([:;])\s*/g, '$1').replace(/;$/, '');
}

function paragraph(content: Inline[], wrap: boolean, isFirstOfItem: boolean): DocNode {
  const usual = isWrapped({ type: 'paragraph' }, isFirstOfItem);
  return {
    type: 'paragraph',
    ...(wrap === usual ? {} : { attrs: { wrap } }),
    ...(content.length > 0 ? { content } : {}),
  };
}

/** `<p><br></p>` is an empty line and `<p></p>` none at all: of nothing but breaks, the last one only keeps it open. */
function withoutLastBreak(inline: Inline[]): Inline[] {
  if (inline.length === 0) throw new NotVisual({ kind: 'empty' });
  if (inline.some(({ type }) => type !== 'hardBreak')) return inline;
  if (inline[0]?.marks) throw new NotVisual({ kind: 'empty' });
  return inline.slice(1);
}

function withoutTokens(html: string): { flat: string; tokens: string[] } {
  if (html.includes(TOKEN)) throw new NotVisual({ kind: 'character', name: TOKEN });
  const { pieces, unclosed } = scanTemplate(html);
  if (unclosed) throw new NotVisual({ kind: 'unclosed' });
  const tokens = pieces.flatMap((piece) => (piece.kind === 'token' ? [piece.source] : []));
  // HTML inside a block would be shown as its source.
  if (tokens.some((source) => /^\{\{~?[#^]/.test(source) && /[<&]/.test(source)))
    throw new NotVisual({ kind: 'block' });
  return { flat: pieces.map((piece) => (piece.kind === 'token' ? TOKEN : piece.text)).join(''), tokens };
}
