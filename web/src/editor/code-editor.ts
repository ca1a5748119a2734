import { autocompletion, closeCompletion, completionStatus } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { html } from '@codemirror/lang-html';
import { bracketMatching, syntaxHighlighting } from '@codemirror/language';
import { type Diagnostic, setDiagnostics } from '@codemirror/lint';
import { Compartment, EditorState, type Text } from '@codemirror/state';
import { EditorView, keymap, lineNumbers } from '@codemirror/view';
import type { RuleField } from '../api/rule-field.ts';
import { styleNonce } from '../app/place.ts';
import { codeHighlight, codeTheme, tokenHighlight } from './code-look.ts';
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
        bracketMatching(),
        EditorView.lineWrapping,
        html({ autoCloseTags: false }),
        syntaxHighlighting(codeHighlight),
        tokenHighlight,
        codeTheme,
        autocompletion({ override: [(context) => completeTemplate(context, shown.fields)], icons: false }),
        keymap.of([...defaultKeymap.filter(({ key }) => key !== 'Tab'), ...historyKeymap]),
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
  mark(view, first.problem);
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
        mark(view, next.problem);
    },
    focus: () => view.focus(),
    close: () => view.destroy(),
  };
}

function attributesOf({ id, required, invalid }: CodeEditorState) {
  return EditorView.contentAttributes.of({
    id,
    'aria-labelledby': `${id}-label`,
    'aria-describedby': `${id}-description ${id}-error`,
    ...(required ? { 'aria-required': 'true' } : {}),
    ...(invalid ? { 'aria-invalid': 'true' } : {}),
  });
}

/** Underlines where the server found the mistake. */
function mark(view: EditorView, problem: TemplateProblem | undefined): void {
  const { doc } = view.state;
  const diagnostics: Diagnostic[] =
    problem?.line === undefined || problem.line > doc.lines
      ? []
      : [{ ...placeOf(doc, problem.line, problem.column ?? 1), severity: 'error', message: problem.error }];
  view.dispatch(setDiagnostics(view.state, diagnostics));
}

/** From the place to the end of the token there, or of the line; at least one character. */
function placeOf(doc: Text, lineNumber: number, column: number): { from: number; to: number } {
  const line = doc.line(Math.max(1, lineNumber));
  const at = Math.min(line.from + Math.max(0, column - 1), Math.max(line.from, line.to - 1));
  const end = line.text.indexOf('}}', at - line.from);
  return { from: at, to: Math.max(at, end === -1 ? line.to : line.from + end + 2) };
}
