import { EditorView } from '@codemirror/view';

/**
 * What replaces or deletes a selection is written by the editor: Chromium keeps the looks of coloured text that it
 * replaces in a style attribute, which the policy forbids.
 */
export const replaceSelected = EditorView.domEventHandlers({
  beforeinput: (event, view) => {
    if (view.state.selection.main.empty || view.composing || !event.cancelable) return false;
    const isTyped = event.inputType === 'insertText' && event.data !== null;
    if (!isTyped && !event.inputType.startsWith('deleteContent')) return false;
    event.preventDefault();
    const text = isTyped ? (event.data ?? '') : '';
    const userEvent = isTyped ? 'input.type' : 'delete.selection';
    view.dispatch(view.state.replaceSelection(text), { userEvent, scrollIntoView: true });
    return true;
  },
});
