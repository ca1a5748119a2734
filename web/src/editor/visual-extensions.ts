import { Extension, type Extensions, Node } from '@tiptap/core';
import StarterKit from '@tiptap/starter-kit';
import { FieldTrigger } from './field-trigger.ts';
import { LinkMark } from './link-mark.ts';
import { LookMark } from './look-mark.ts';
import { PictureNode } from './picture-node.ts';
import { tableNodes } from './table-nodes.ts';
import { TokenNode } from './token-node.ts';

/** Whether a paragraph is written with `<p>`; see body-doc.ts. */
const ParagraphWrap = Extension.create({
  name: 'paragraphWrap',
  addGlobalAttributes: () => [{ types: ['paragraph'], attributes: { wrap: { default: null, rendered: false } } }],
});

/** Line breaks in a stored subject stay in it. */
const Line = Node.create({
  name: 'paragraph',
  content: 'inline*',
  marks: '',
  whitespace: 'pre',
  parseHTML: () => [{ tag: 'p', preserveWhitespace: 'full' }],
  renderHTML: () => ['p', 0],
});
const OneLine = Node.create({ name: 'doc', topNode: true, content: 'paragraph' });

const NEVER = { link: false, code: false, codeBlock: false, trailingNode: false } as const;

export const bodyExtensions: Extensions = [
  StarterKit.configure({ ...NEVER, heading: { levels: [1, 2, 3] } }),
  ParagraphWrap,
  LinkMark,
  LookMark,
  PictureNode,
  ...tableNodes,
  TokenNode,
  FieldTrigger,
];

export const subjectExtensions: Extensions = [
  StarterKit.configure({
    ...NEVER,
    document: false,
    paragraph: false,
    heading: false,
    bulletList: false,
    orderedList: false,
    listItem: false,
    listKeymap: false,
    blockquote: false,
    horizontalRule: false,
    hardBreak: false,
    bold: false,
    italic: false,
    strike: false,
    underline: false,
    gapcursor: false,
  }),
  OneLine,
  Line,
  TokenNode,
  FieldTrigger,
];
