/** The document of the visual editor, as TipTap's JSON has it. */
export interface DocNode {
  type: string;
  attrs?: Record<string, unknown>;
  content?: DocNode[];
  text?: string;
  marks?: DocMark[];
}

export interface DocMark {
  type: string;
  attrs?: Record<string, unknown>;
}

/** Marks from the outside in; also their order in the schema of the editor. */
export const MARK_ORDER = ['link', 'look', 'bold', 'italic', 'strike', 'underline'];

/** Attributes of a link that are kept, in the order in which they are written. */
export const LINK_ATTRIBUTES = ['href', 'title', 'target', 'rel'] as const;

export const EMPTY_DOC: DocNode = { type: 'doc', content: [{ type: 'paragraph' }] };

/** A picture's address: one of the web, or a value, which the server checks. */
export function isPictureAddress(src: string): boolean {
  return /^(?:https:\/\/|\{\{)/i.test(src);
}

/** What may stand at the start of a link: an address that is no script, or a value, which the server checks. */
export function isLinkAddress(href: string): boolean {
  return /^(?:https?:\/\/|mailto:|\{\{)/i.test(href);
}

/**
 * The `<p>` around a paragraph: true, false, or null where it is as usual, which is nothing for the first paragraph of a
 * list item and `<p>` elsewhere.
 */
export function isWrapped(node: DocNode, isFirstOfItem: boolean): boolean {
  const wrap = node.attrs?.['wrap'];
  return typeof wrap === 'boolean' ? wrap : !isFirstOfItem;
}

export function sameMarks(a: readonly DocMark[] | undefined, b: readonly DocMark[] | undefined): boolean {
  return JSON.stringify(a ?? []) === JSON.stringify(b ?? []);
}
