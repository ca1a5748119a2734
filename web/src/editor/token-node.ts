import { type Editor, Node } from '@tiptap/core';
import type { NodeView } from '@tiptap/pm/view';
import type { RuleField } from '../api/rule-field.ts';
import { chipOf } from './chip.ts';
import { isToken } from './template-scan.ts';
import { tokenClicks } from './token-clicks.ts';
import { tokensFromText } from './tokens-from-text.ts';

interface TokenStorage {
  fields: readonly RuleField[];
  /** each chip on the screen, to be drawn again when the list of fields changes */
  drawn: Set<() => void>;
}

declare module '@tiptap/core' {
  interface Storage {
    token: TokenStorage;
  }
}

/** A field or a formula of a template: a chip that is moved and deleted as a whole. */
export const TokenNode = Node.create<object, TokenStorage>({
  name: 'token',
  group: 'inline',
  inline: true,
  atom: true,
  // A selected chip would be replaced by the next letter typed.
  selectable: false,
  addStorage: () => ({ fields: [], drawn: new Set() }),
  addAttributes: () => ({
    source: {
      default: '',
      parseHTML: (element) => element.dataset['token'],
      renderHTML: ({ source }) => ({ 'data-token': String(source) }),
    },
  }),
  parseHTML: () => [
    {
      tag: 'span[data-token]',
      // Whatever is pasted as a chip ends up in the template: it has to be one token, and no markup.
      getAttrs: (element) => {
        const source = element.dataset['token'] ?? '';
        return isToken(source) && !/[<&]/.test(source) && null;
      },
    },
  ],
  renderHTML: ({ HTMLAttributes }) => ['span', HTMLAttributes, String(HTMLAttributes['data-token'])],
  renderText: ({ node }) => String(node.attrs['source']),
  addNodeView() {
    const { storage } = this;
    return ({ node }): NodeView => {
      const dom = document.createElement('span');
      const draw = () => drawChip(dom, String(node.attrs['source']), storage.fields);
      draw();
      storage.drawn.add(draw);
      return { dom, ignoreMutation: () => true, destroy: () => void storage.drawn.delete(draw) };
    };
  },
  addKeyboardShortcuts() {
    return { F2: ({ editor }) => tokenClicks.editBeside(editor.view) };
  },
  addProseMirrorPlugins: () => [tokenClicks.plugin, tokensFromText()],
});

/** Tells the chips which fields there are now. */
export function showFields(editor: Editor, fields: readonly RuleField[]): void {
  // One that was taken away meanwhile has no chips, and no storage for them.
  const token: Editor['storage']['token'] | undefined = editor.storage.token;
  if (token === undefined) return;
  token.fields = fields;
  for (const draw of token.drawn) draw();
}

function drawChip(dom: HTMLElement, source: string, fields: readonly RuleField[]): void {
  const { kind, text, title } = chipOf(source, fields);
  dom.className = 'field-chip';
  dom.dataset['token'] = source;
  dom.dataset['kind'] = kind;
  dom.title = title;
  dom.textContent = text;
}
