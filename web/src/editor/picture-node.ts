import { Node } from '@tiptap/core';
import { editor as words } from '../words/editor.ts';
import { isPictureAddress } from './body-doc.ts';

/** A picture of the template. The page loads nothing from elsewhere, so that its words stand for it here. */
export const PictureNode = Node.create({
  name: 'picture',
  group: 'inline',
  inline: true,
  atom: true,
  addAttributes: () => ({
    src: { default: '', parseHTML: (element) => element.dataset['picture'], renderHTML: () => ({}) },
    alt: { default: '', parseHTML: (element) => element.dataset['alt'] ?? '', renderHTML: () => ({}) },
    width: {
      default: null,
      parseHTML: (element) => Number(element.dataset['width']) || null,
      renderHTML: () => ({}),
    },
  }),
  parseHTML: () => [
    {
      tag: 'span[data-picture]',
      getAttrs: (element) => isPictureAddress(element.dataset['picture'] ?? '') && null,
    },
  ],
  renderHTML: ({ node: { attrs } }) => [
    'span',
    {
      class: 'field-chip',
      'data-kind': 'formula',
      'data-picture': String(attrs['src']),
      'data-alt': String(attrs['alt']),
      ...(attrs['width'] === null ? {} : { 'data-width': String(attrs['width']) }),
      title: String(attrs['src']),
    },
    words.pictures.chip(String(attrs['alt'])),
  ],
});
