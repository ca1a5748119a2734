import { StateEffect, StateField, type Text } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView } from '@codemirror/view';
import type { TemplateProblem } from './template-problem.ts';

const setMark = StateEffect.define<TemplateProblem | undefined>();

/** Underlines where the server found the mistake; what is wrong stands below the editor. */
export const mistakeMark = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update: (marks, tr) => {
    const told = tr.effects.find((effect) => effect.is(setMark));
    return told === undefined ? marks.map(tr.changes) : marksFor(tr.newDoc, told.value as TemplateProblem | undefined);
  },
  provide: (field) => EditorView.decorations.from(field),
});

export function markMistake(view: EditorView, problem: TemplateProblem | undefined): void {
  view.dispatch({ effects: setMark.of(problem) });
}

function marksFor(doc: Text, problem: TemplateProblem | undefined): DecorationSet {
  if (problem?.line === undefined || problem.line < 1 || problem.line > doc.lines) return Decoration.none;
  const { from, to } = placeOf(doc, problem.line, problem.column ?? 1);
  return from === to ? Decoration.none : Decoration.set(Decoration.mark({ class: 'code-mistake' }).range(from, to));
}

/** From the place to the end of the token there, or of the line. */
function placeOf(doc: Text, lineNumber: number, column: number): { from: number; to: number } {
  const line = doc.line(lineNumber);
  const from = Math.min(line.from + Math.max(0, column - 1), Math.max(line.from, line.to - 1));
  const end = line.text.indexOf('}}', from - line.from);
  return { from, to: end === -1 ? line.to : line.from + end + 2 };
}
