import { editor as words } from '../words/editor.ts';

/** A mistake in a template as the server tells it; line and column from 1. */
export interface TemplateProblem {
  error: string;
  line?: number;
  column?: number;
}

export function problemText(problem: string | TemplateProblem | undefined): string | undefined {
  if (problem === undefined || problem === '') return undefined;
  if (typeof problem === 'string') return problem;
  const { error, line, column } = problem;
  const isPlaced = line === undefined || error.startsWith(words.place(line, column ?? 1));
  return isPlaced ? error : `${words.place(line, column ?? 1)}: ${error}`;
}
