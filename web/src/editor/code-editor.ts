import { autocompletion, closeCompletion, completionStatus } from '@codemirror/autocomplete';
import { history, historyKeymap, standardKeymap } from '@codemirror/commands';
import { syntaxHighlighting } from '@codemirror/language';
import { Compartment, EditorState } from '@codemirror/state';
import { EditorView, keymap, lineNumbers } from '@codemirror/view';
import type { RuleField } from '../api/rule-field.ts';
import { styleNonce } from '../app/place.ts';
import { codeHighlight, codeTheme, templateLanguage } from './code-look.ts';
import { markMistake, mistakeMark } from './code-mark.ts';
import { replaceSelected } from './code-replace.ts';
import { completeTemplate } from './template-completion.ts';
import type { TemplateProblem } from './template-problem.ts';

export interface CodeEditorState {
  id: string;
  value: string;
  fields: readonly RuleField[];
  required: boolean;
  invalid: boolean;
  problem?: TemplateProblem | undefined;
}

/** Must be closed. */
export interface CodeEditor {
  show(state: CodeEditorState): void;
  focus(): void;
  close(): void;
}

/** CodeMirror in `host`; `onEdit` hears edits only. */
export function openCodeEditor(
  host: HTMLElement,
  first: CodeEditorState,
  onEdit: (template: string) => void,
): CodeEditor {
  const attributes = new Compartment();
  let shown = first;
  let isShowing = false;
  const view = new EditorView({
    parent: host,
    state: EditorState.create({
      doc: first.value,
      extensions: [
        EditorView.cspNonce.of(styleNonce()),
        history(),
        lineNumbers(),
        EditorView.lineWrapping,
        templateLanguage,
        syntaxHighlighting(codeHighlight),
        codeTheme,
        mistakeMark,
        replaceSelected,
        autocompletion({ override: [(context) => completeTemplate(context, shown.fields)], icons: false }),
        keymap.of([...standardKeymap, ...historyKeymap]),
        attributes.of(attributesOf(first)),
        EditorView.updateListener.of(({ docChanged, state }) => {
          if (docChanged && !isShowing) onEdit(state.doc.toString());
        }),
      ],
    }),
  });
  // Tab leaves, also where the list of fields is open.
  view.contentDOM.addEventListener('keydown', ({ key }) => {
    if (key === 'Tab' && completionStatus(view.state) !== null) closeCompletion(view);
  });
  markMistake(view, first.problem);
  return {
    show: (next) => {
      const before = shown;
      shown = next;
      isShowing = true;
      if (next.value !== view.state.doc.toString()) {
        view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: next.value } });
      }
      isShowing = false;
      if (next.invalid !== before.invalid || next.required !== before.required)
        view.dispatch({ effects: attributes.reconfigure(attributesOf(next)) });
      if (next.problem?.error !== before.problem?.error || next.problem?.line !== before.problem?.line)
        markMistake(view, next.problem);
    },
    focus: () => view.focus(),
    close: () => view.destroy(),
  };
}

function attributesOf({ id, required, invalid }: CodeEditorState) {
  return EditorView.contentAttributes.of({
    id,
    // A long text scrolls around it: checkers see that keys reach it by this only.
    tabindex: '0',
    'aria-labelledby': `${id}-label`,
    'aria-describedby': `${id}-description ${id}-error`,
    ...(required ? { 'aria-required': 'true' } : {}),
    ...(invalid ? { 'aria-invalid': 'true' } : {}),
  });
}
