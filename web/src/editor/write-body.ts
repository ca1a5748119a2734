import { type DocMark, type DocNode, isWrapped, LINK_ATTRIBUTES, MARK_ORDER, sameMarks } from './body-doc.ts';
import { encodeAttribute, encodeText } from './entities.ts';
import { writeLook } from './look.ts';
import { CELL_STYLE, TABLE_STYLE } from './table-look.ts';
import { scanTemplate, writtenBefore } from './template-scan.ts';

const TAGS: Record<string, string> = { bold: 'strong', italic: 'em', strike: 's', underline: 'u' };

/** The HTML template of a document; each block on a line of its own. An empty document is an empty text. */
export function writeBody(doc: DocNode): string {
  const blocks = doc.content ?? [];
  const [only] = blocks;
  if (blocks.length <= 1 && only?.type === 'paragraph' && (only.content ?? []).length === 0) return '';
  return writeBlocks(blocks, false).join('\n');
}

function writeBlocks(blocks: readonly DocNode[], isItem: boolean): string[] {
  let afterBare = false;
  return blocks.map((block, index) => {
    const isFirstOfItem = isItem && index === 0;
    const isBare = block.type === 'paragraph' && !isWrapped(block, isFirstOfItem) && canBeBare(block, isFirstOfItem);
    const html = isBare && !afterBare ? writeInline(block.content ?? []) : writeBlock(block);
    afterBare = isBare && !afterBare;
    return html;
  });
}

/** Without `<p>`, nothing would be left of an empty paragraph. In a list item there is always a first one. */
function canBeBare({ content = [] }: DocNode, isFirstOfItem: boolean): boolean {
  return isFirstOfItem || content.length > 0;
}

function writeBlock(block: DocNode): string {
  const content = block.content ?? [];
  switch (block.type) {
    case 'heading': {
      const level = String(block.attrs?.['level'] ?? 2);
      return `<h${level}>${writeLine(content)}</h${level}>`;
    }
    case 'bulletList':
      return `<ul>\n${content.map(writeItem).join('\n')}\n</ul>`;
    case 'orderedList':
      return `<ol>\n${content.map(writeItem).join('\n')}\n</ol>`;
    case 'blockquote':
      return `<blockquote>\n${writeBlocks(content, false).join('\n')}\n</blockquote>`;
    case 'horizontalRule':
      return '<hr>';
    case 'table':
      return writeTable(block);
    default:
      return `<p>${writeLine(content)}</p>`;
  }
}

function writeItem(item: DocNode): string {
  return `<li>${writeBlocks(item.content ?? [], true).join('\n')}</li>`;
}

function writeTable({ attrs, content = [] }: DocNode): string {
  const hasLines = attrs?.['lines'] === true;
  const style = (value: string) => (hasLines ? ` style="${value}"` : '');
  const cell = ({ type, content: blocks = [] }: DocNode) => {
    const tag = type === 'tableHeader' ? 'th' : 'td';
    return `<${tag}${style(CELL_STYLE)}>${writeBlocks(blocks, true).join('\n')}</${tag}>`;
  };
  const rows = content.map((row) => `<tr>\n${(row.content ?? []).map(cell).join('\n')}\n</tr>`);
  return `<table${style(TABLE_STYLE)}>\n${rows.join('\n')}\n</table>`;
}

/** An empty line needs a break to be seen, and a last break another one. */
function writeLine(content: readonly DocNode[]): string {
  return writeInline(content) + (content.every(({ type }) => type === 'hardBreak') ? '<br>' : '');
}

function writeInline(content: readonly DocNode[]): string {
  let html = '';
  let open: DocMark[] = [];
  let afterBlank = true;
  content.forEach((node, index) => {
    const marks = [...(node.marks ?? [])].sort((a, b) => MARK_ORDER.indexOf(a.type) - MARK_ORDER.indexOf(b.type));
    const same = commonStart(open, marks);
    html += open.slice(same).reverse().map(closeTag).join('');
    html += marks.slice(same).map(openTag).join('');
    open = marks;
    if (node.type === 'text') {
      const text = shownBlanks(node.text ?? '', afterBlank);
      afterBlank = text.endsWith(' ');
      // With a tag in between, nothing of the text touches the token.
      const isToken = (other?: DocNode) => other?.type === 'token' && sameMarks(other.marks, node.marks);
      html += writeText(text, isToken(content[index - 1]), isToken(content[index + 1]));
    } else {
      afterBlank = node.type === 'hardBreak';
      html += writeLeaf(node);
    }
  });
  return html + open.reverse().map(closeTag).join('');
}

function writeLeaf({ type, attrs }: DocNode): string {
  if (type === 'hardBreak') return '<br>';
  if (type !== 'picture') return String(attrs?.['source'] ?? '');
  const width = typeof attrs?.['width'] === 'number' ? ` width="${attrs['width']}"` : '';
  return `<img src="${writeAttribute(String(attrs?.['src'] ?? ''))}" alt="${writeAttribute(String(attrs?.['alt'] ?? ''))}"${width}>`;
}

/** Text with what is typed as `{{...}}`: that is a token, too, and stays as it is. */
function writeText(text: string, afterToken: boolean, beforeToken: boolean): string {
  const { pieces } = scanTemplate(text);
  const html = pieces
    .map((piece, index) => {
      if (piece.kind === 'token') return piece.source;
      const isTokenNext = pieces[index + 1]?.kind === 'token' || (index === pieces.length - 1 && beforeToken);
      return writtenBefore(encodeText(piece.text), isTokenNext);
    })
    .join('');
  // A brace beside those of a token would be read as one of them.
  const start = afterToken && html.startsWith('}') ? `&#125;${html.slice(1)}` : html;
  return beforeToken && start.endsWith('{') ? `${start.slice(0, -1)}&#123;` : start;
}

/** Blanks that HTML would not show become ones that it does. */
function shownBlanks(text: string, afterBlank: boolean): string {
  let isAfter = afterBlank;
  return text.replace(/[\s\S]/g, (sign) => {
    const isBlank = /[ \t\r\n\f]/.test(sign);
    const shown = isBlank ? (isAfter ? '\u00a0' : ' ') : sign;
    isAfter = shown === ' ';
    return shown;
  });
}

function commonStart(a: readonly DocMark[], b: readonly DocMark[]): number {
  const different = a.findIndex((mark, index) => JSON.stringify(mark) !== JSON.stringify(b[index]));
  return different === -1 ? a.length : different;
}

function openTag({ type, attrs }: DocMark): string {
  if (type === 'look') return `<span style="${writeLook(attrs ?? {})}">`;
  if (type !== 'link') return `<${TAGS[type]}>`;
  const written = LINK_ATTRIBUTES.flatMap((name) => {
    const value = attrs?.[name];
    return typeof value === 'string' ? [` ${name}="${writeAttribute(value)}"`] : [];
  });
  return `<a${written.join('')}>`;
}

function writeAttribute(template: string): string {
  const { pieces } = scanTemplate(template);
  return pieces
    .map((piece, index) =>
      piece.kind === 'token'
        ? piece.source
        : writtenBefore(encodeAttribute(piece.text), pieces[index + 1]?.kind === 'token'),
    )
    .join('');
}

function closeTag({ type }: DocMark): string {
  if (type === 'look') return '</span>';
  return type === 'link' ? '</a>' : `</${TAGS[type]}>`;
}
