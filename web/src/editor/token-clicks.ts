import type { Node } from '@tiptap/pm/model';
import { Plugin, TextSelection } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { fieldOf } from './template-scan.ts';

function isFormula(node: Node | null | undefined): node is Node {
  return node?.type.name === 'token' && fieldOf(String(node.attrs['source'])) === undefined;
}

/** Puts the source of a formula in its place, with the caret before its closing braces. */
function editAt(view: EditorView, at: number, node: Node): boolean {
  const source = String(node.attrs['source']);
  const tr = view.state.tr.replaceWith(at, at + 1, view.state.schema.text(source, node.marks));
  view.dispatch(tr.setSelection(TextSelection.create(tr.doc, at + source.length - 2)));
  view.focus();
  return true;
}

export const tokenClicks = {
  plugin: new Plugin({
    props: {
      // A click puts the caret beside the chip, on the side where it was; the browser itself would lose it.
      handleClickOn: (view, _at, node, nodeAt, event) => {
        if (node.type.name !== 'token') return false;
        const dom = view.nodeDOM(nodeAt);
        if (!(dom instanceof HTMLElement)) return false;
        const { left, width } = dom.getBoundingClientRect();
        const at = event.clientX < left + width / 2 ? nodeAt : nodeAt + 1;
        view.focus();
        view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, at)));
        return true;
      },
      handleDoubleClickOn: (view, _at, node, nodeAt) => isFormula(node) && editAt(view, nodeAt, node),
    },
  }),
  /** The same from the keyboard: the formula before or after the caret. */
  editBeside: (view: EditorView): boolean => {
    const { $from, empty } = view.state.selection;
    if (!empty) return false;
    if (isFormula($from.nodeBefore)) return editAt(view, $from.pos - 1, $from.nodeBefore);
    return isFormula($from.nodeAfter) && editAt(view, $from.pos, $from.nodeAfter);
  },
};
