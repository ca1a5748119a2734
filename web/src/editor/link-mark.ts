import { Mark } from '@tiptap/core';
import { isLinkAddress, LINK_ATTRIBUTES } from './body-doc.ts';

/** A link as it stands in the template: its address may hold tokens, and is followed by nobody in the editor. */
export const LinkMark = Mark.create({
  name: 'link',
  // The outermost mark, as body-doc.ts has them.
  priority: 1000,
  inclusive: false,
  addAttributes: () =>
    Object.fromEntries(
      LINK_ATTRIBUTES.map((name) => [
        name,
        {
          default: null,
          parseHTML: (element: HTMLElement) =>
            name === 'href' ? (element.dataset['href'] ?? element.getAttribute('href')) : null,
          renderHTML: (attributes: Record<string, unknown>) =>
            name === 'href' ? shownAddress(String(attributes['href'] ?? '')) : {},
        },
      ]),
    ),
  parseHTML: () => [
    {
      tag: 'a[href], a[data-href]',
      getAttrs: (element) => isLinkAddress(element.dataset['href'] ?? element.getAttribute('href') ?? '') && null,
    },
  ],
  renderHTML: ({ HTMLAttributes }) => ['a', HTMLAttributes, 0],
});

function shownAddress(href: string): Record<string, string> {
  const isFixed = isLinkAddress(href) && !href.includes('{{');
  return { 'data-href': href, title: href, ...(isFixed ? { href } : {}) };
}
