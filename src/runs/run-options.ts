import type { RunDocuments, RunOptions } from '../../schemas/run.gen.ts';
import { type FieldProblem, invalid } from '../sdk/index.ts';
import type { RunRules } from './run-deps.ts';
import { isTimeZone, type SendWindow } from './send-window.ts';

/** The choices of a run, complete. */
export interface Choices {
  ownerField: string;
  addressField: string;
  confidential: boolean;
  permitted: string[];
  documents: RunDocuments;
  documentField: string;
  numberCheck: boolean;
  password: { pattern: string; hint: string } | null;
  timeZone: string;
  window: SendWindow | null;
  replacementMark: string;
}

/** Refused with the pointer of every mistake. */
export function parseChoices(rules: RunRules, options: RunOptions = {}): Choices {
  const choices: Choices = {
    ownerField: options.ownerField ?? 'employeeId',
    addressField: options.addressField ?? 'email',
    confidential: options.confidential ?? true,
    permitted: [...(options.permitted ?? [])],
    documents: options.documents ?? { by: 'none' },
    documentField: options.documentField ?? 'document',
    numberCheck: options.numberCheck ?? false,
    password: options.password ?? null,
    timeZone: options.timeZone ?? 'UTC',
    window: (options.window as SendWindow | undefined) ?? null,
    replacementMark: options.replacementMark ?? 'Corrected:',
  };
  const problems = [...documentProblems(rules, choices), ...timeProblems(choices)];
  if (problems.length > 0) throw invalid(problems);
  return choices;
}

function documentProblems(rules: RunRules, { documents, password, numberCheck }: Choices): FieldProblem[] {
  const problems: FieldProblem[] = [];
  const path = '/options/documents';
  const { by, pattern, text, column } = documents;
  if (by === 'name' && pattern === undefined) {
    problems.push({ path: `${path}/pattern`, message: 'Give the file name as a template, like {{employeeId}}.pdf.' });
  }
  if (by === 'column' && column === undefined) {
    problems.push({ path: `${path}/column`, message: 'Name the column that holds the file name.' });
  }
  if (by === 'marker' && (pattern === undefined) === (text === undefined)) {
    problems.push({ path, message: 'Give either the words before the number (text) or an expression (pattern).' });
  }
  if (by === 'none' && (password !== null || numberCheck)) {
    problems.push({ path, message: 'A password or a check of the number needs documents.' });
  }
  rules.checkTemplate(by === 'name' ? (pattern ?? '') : '');
  rules.checkTemplate(password?.pattern ?? '');
  return problems;
}

function timeProblems({ timeZone, window }: Choices): FieldProblem[] {
  const problems: FieldProblem[] = [];
  if (!isTimeZone(timeZone)) {
    const message = `There is no time zone "${timeZone}"; give a name like Europe/Berlin.`;
    problems.push({ path: '/options/timeZone', message });
  }
  if (window && window.from >= window.to) {
    problems.push({ path: '/options/window/to', message: 'The window must end after it begins, on the same day.' });
  }
  return problems;
}
