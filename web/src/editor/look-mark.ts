import { Mark } from '@tiptap/core';
import { readLook, writeLook } from './look.ts';

/** Colour, size and font of text, as one `<span style>` of the template. */
export const LookMark = Mark.create({
  name: 'look',
  // Inside a link, around what is bold, as body-doc.ts has them.
  priority: 900,
  addAttributes: () =>
    Object.fromEntries(['color', 'size', 'font'].map((part) => [part, { default: null, rendered: false }])),
  // Only what an editor copied: the styles of other programs are not those of an e-mail.
  parseHTML: () => [
    { tag: 'span[data-look]', getAttrs: (element) => readLook(element.dataset['look'] ?? '') ?? false },
  ],
  renderHTML: ({ mark }) => {
    const style = writeLook(mark.attrs);
    return ['span', { 'data-look': style, style }, 0];
  },
});
