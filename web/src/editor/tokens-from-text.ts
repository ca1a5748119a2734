import { type EditorState, Plugin, type Transaction } from '@tiptap/pm/state';
import { scanTemplate } from './template-scan.ts';

/** Turns what is typed or pasted as `{{...}}` into a chip, once the caret is not inside it. The template stays the same. */
export function tokensFromText(): Plugin {
  return new Plugin({
    appendTransaction: (transactions, before, state) => {
      const isMoved = transactions.some(({ docChanged }) => docChanged) || !before.selection.eq(state.selection);
      return isMoved ? chipsFor(state) : null;
    },
  });
}

function chipsFor(state: EditorState): Transaction | null {
  const { tr, selection } = state;
  const found: { from: number; to: number; source: string }[] = [];
  state.doc.descendants((node, at) => {
    if (!node.isText || !node.text?.includes('}}')) return;
    let from = at;
    for (const piece of scanTemplate(node.text).pieces) {
      const length = piece.kind === 'text' ? piece.text.length : piece.source.length;
      const isInside = selection.from < from + length && selection.to > from;
      if (piece.kind === 'token' && !isInside) found.push({ from, to: from + length, source: piece.source });
      from += length;
    }
  });
  // From the end on, so that the places before stay right.
  for (const { from, to, source } of found.reverse()) {
    const marks = state.doc.resolve(from + 1).marks();
    tr.replaceWith(from, to, state.schema.nodes['token']?.create({ source }, null, marks) ?? []);
  }
  return found.length > 0 ? tr : null;
}
