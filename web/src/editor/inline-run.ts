import {
  type DocMark,
  type DocNode,
  isLinkAddress,
  isPictureAddress,
  LINK_ATTRIBUTES,
  MARK_ORDER,
  sameMarks,
} from './body-doc.ts';
import { decodeEntities } from './entities.ts';
import { NotVisual } from './html-tags.ts';
import { readLook } from './look.ts';
import { scanTemplate, writtenBefore } from './template-scan.ts';

/** Stands for a token while the HTML around it is read; private use, so that no text has it. */
export const TOKEN = '\ue000';

export type Inline = DocNode & { type: 'text' | 'hardBreak' | 'token' | 'picture' };

/** Collects the text of one block as a browser shows it: blanks collapse, marks lie over the text. */
export class InlineRun {
  readonly #tokens: string[];
  readonly #inline: Inline[] = [];
  readonly #open: { mark: DocMark; isFilled: boolean }[] = [];
  #afterBlank = true;

  /** Takes the tokens it meets from the front of `tokens`. */
  constructor(tokens: string[]) {
    this.#tokens = tokens;
  }

  text(html: string): void {
    html.split(TOKEN).forEach((part, index) => {
      if (index > 0) this.#add({ type: 'token', attrs: { source: this.#tokens.shift() ?? '' } });
      const text = this.#collapsed(decoded(part, 'text'));
      if (text !== '') this.#add({ type: 'text', text });
    });
  }

  break(): void {
    this.#trimEnd();
    this.#add({ type: 'hardBreak' });
    this.#afterBlank = true;
  }

  picture(attributes: [string, string][]): void {
    const attrs: Record<string, string | number | null> = { src: null, alt: null, width: null };
    for (const [name, value] of attributes) {
      if (!Object.hasOwn(attrs, name) || attrs[name] !== null) throw new NotVisual({ kind: 'attribute', name });
      if (name === 'width' && !/^[1-9][0-9]{0,3}$/.test(value)) throw new NotVisual({ kind: 'attribute', name });
      attrs[name] = name === 'width' ? Number(value) : this.#template(value);
    }
    const src = String(attrs['src'] ?? '');
    if (!isPictureAddress(src)) throw new NotVisual({ kind: 'picture', name: src });
    this.#add({ type: 'picture', attrs: { ...attrs, alt: attrs['alt'] ?? '' } });
    this.#afterBlank = false;
  }

  open(type: string, attributes: [string, string][]): void {
    const isOpen = this.#open.some(({ mark }) => mark.type === type);
    if (isOpen) throw new NotVisual({ kind: 'nesting' });
    const attrs = this.#attributes(type, attributes);
    if (attrs === undefined && attributes[0]) throw new NotVisual({ kind: 'attribute', name: attributes[0][0] });
    this.#assertNew(type, attrs);
    this.#open.push({ mark: { type, ...(attrs ? { attrs } : {}) }, isFilled: false });
  }

  close(type: string): void {
    const last = this.#open.pop();
    if (last?.mark.type !== type) throw new NotVisual({ kind: 'nesting' });
    if (!last.isFilled) throw new NotVisual({ kind: 'empty' });
  }

  end(): Inline[] {
    if (this.#open.length > 0) throw new NotVisual({ kind: 'nesting' });
    this.#trimEnd();
    for (const { type, text } of this.#inline) {
      // Braces that were spelled as characters, or came together only now, would become a token when written.
      if (type === 'text' && scanTemplate(text ?? '').pieces.some(({ kind }) => kind === 'token'))
        throw new NotVisual({ kind: 'braces' });
    }
    return this.#inline;
  }

  #add(node: Inline): void {
    const marks = this.#open.map(({ mark }) => mark).sort((a, b) => rank(a) - rank(b));
    if (node.type === 'token') this.#afterBlank = false;
    for (const open of this.#open) open.isFilled = true;
    const last = this.#inline.at(-1);
    if (node.type === 'text' && last?.type === 'text' && sameMarks(last.marks, marks)) last.text += node.text ?? '';
    else this.#inline.push({ ...node, ...(marks.length > 0 ? { marks } : {}) });
  }

  #collapsed(text: string): string {
    const one = text.replace(/[ \t\r\n\f]+/g, ' ');
    const shown = this.#afterBlank && one.startsWith(' ') ? one.slice(1) : one;
    if (one !== '') this.#afterBlank = one.endsWith(' ');
    return shown;
  }

  /** Blanks at the end of a line are not shown. */
  #trimEnd(): void {
    const last = this.#inline.at(-1);
    if (last?.type !== 'text' || !last.text?.endsWith(' ')) return;
    last.text = last.text.slice(0, -1);
    if (last.text !== '') return;
    if (last.marks) throw new NotVisual({ kind: 'empty' });
    this.#inline.pop();
  }

  #attributes(type: string, attributes: [string, string][]): Record<string, string | null> | undefined {
    if (type === 'link') return this.#linkAttributes(attributes);
    if (type !== 'look') return undefined;
    const [[name, style = ''] = [], other] = attributes;
    if (name === undefined) throw new NotVisual({ kind: 'element', name: 'span' });
    const look = name === 'style' ? readLook(style) : undefined;
    if (look === undefined || other) throw new NotVisual({ kind: 'attribute', name: other?.[0] ?? name });
    return { ...look };
  }

  #linkAttributes(attributes: [string, string][]): Record<string, string | null> {
    const attrs: Record<string, string | null> = Object.fromEntries(LINK_ATTRIBUTES.map((name) => [name, null]));
    for (const [name, value] of attributes) {
      if (!Object.hasOwn(attrs, name) || attrs[name] !== null) throw new NotVisual({ kind: 'attribute', name });
      attrs[name] = this.#template(value);
    }
    const href = attrs['href'] ?? '';
    if (!isLinkAddress(href)) throw new NotVisual({ kind: 'link', name: href });
    return attrs;
  }

  /** Two links to the same place, one right after the other, would become one. */
  #assertNew(type: string, attrs: DocMark['attrs']): void {
    const before = this.#inline.at(-1)?.marks?.find((mark) => mark.type === type);
    if (attrs && before && sameMarks([before], [{ type, attrs }])) throw new NotVisual({ kind: 'nesting' });
  }

  /** The value of an attribute with its tokens. */
  #template(value: string): string {
    const parts = value.split(TOKEN).map((part) => decoded(part, 'attribute'));
    return parts
      .map((part, index) =>
        index === parts.length - 1 ? part : writtenBefore(part, true) + (this.#tokens.shift() ?? ''),
      )
      .join('');
  }
}

function rank({ type }: DocMark): number {
  return MARK_ORDER.indexOf(type);
}

function decoded(html: string, place: 'text' | 'attribute'): string {
  const text = decodeEntities(html, place);
  // Control characters are not text, and some are dropped on the way.
  if (text === undefined || /[^\P{Cc}\t\r\n\f]|[\p{Cs}]/u.test(text)) {
    throw new NotVisual({ kind: 'character', name: /&#?\w*;?/.exec(html)?.[0] ?? '' });
  }
  return text;
}
