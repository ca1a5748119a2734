import type { RunDocuments, RunInput, RunSelection } from '../../schemas/run.gen.ts';
import { type FieldProblem, invalid, isTimeZone, type JsonSchema, NO_PUBLIC_URL } from '../sdk/index.ts';
import { layoutProblems, templateProblems } from './plan/layout-check.ts';
import type { SendWindow } from './release/send-window.ts';
import type { RunRules } from './run-deps.ts';

/** The choices of a run, complete. */
export interface Choices {
  ownerField: string;
  addressField: string;
  confidential: boolean;
  /** where registered addresses are looked up; absent: in the column */
  registered?: 'contacts';
  permitted: string[];
  /** null: all rows */
  select: RunSelection | null;
  documents: RunDocuments;
  documentField: string;
  numberCheck: boolean;
  /** made of the row, or the one that is stored for the person */
  password: { pattern?: string; stored?: boolean; hint: string } | null;
  timeZone: string;
  /** column with the zone of each recipient; absent: all go by `timeZone` */
  timeZoneField?: string;
  window: SendWindow | null;
  replacementMark: string;
}

/** Refused with the pointer of every mistake. `schema`: of the form of the rule. */
export function parseChoices(
  rules: RunRules,
  { options = {}, period }: Pick<RunInput, 'options' | 'period'>,
  schema: JsonSchema | undefined,
): Choices {
  const choices: Choices = {
    ownerField: options.ownerField ?? 'employeeId',
    addressField: options.addressField ?? 'email',
    confidential: options.confidential ?? true,
    ...(options.registered === 'contacts' && { registered: options.registered }),
    permitted: [...(options.permitted ?? [])],
    select: options.select ?? null,
    documents: options.documents ?? { by: 'none' },
    documentField: options.documentField ?? 'document',
    numberCheck: options.numberCheck ?? false,
    password: options.password ?? null,
    timeZone: options.timeZone ?? 'UTC',
    ...(options.timeZoneField !== undefined && { timeZoneField: options.timeZoneField }),
    window: (options.window as SendWindow | undefined) ?? null,
    replacementMark: options.replacementMark ?? 'Corrected:',
  };
  const problems = [
    ...selectProblems(rules, choices),
    ...registeredProblems(choices),
    ...documentProblems(choices),
    ...linkProblems(rules, choices),
    ...drawProblems(rules, choices, { period, schema }),
    ...passwordProblems(rules, choices),
    ...timeProblems(choices),
  ];
  if (choices.documents.by === 'name') {
    const path = '/options/documents/pattern';
    problems.push(
      ...templateProblems({ rules, schema: undefined }, { path, template: choices.documents.pattern ?? '' }),
    );
  }
  if (problems.length > 0) throw invalid(problems);
  return choices;
}

function selectProblems({ selection }: RunRules, { select }: Choices): FieldProblem[] {
  if (select === null) return [];
  const problems = select.where === undefined ? [] : selection.check(select.where, '/options/select/where');
  if (select.from !== undefined && select.to !== undefined && select.from > select.to) {
    problems.push({ path: '/options/select/to', message: 'The last row comes before the first one.' });
  }
  return problems;
}

/** Whether recipients are compared with the contacts of the persons. */
export function asksContacts({ confidential, registered }: Choices): boolean {
  return confidential && registered === 'contacts';
}

function registeredProblems({ confidential, registered }: Choices): FieldProblem[] {
  if (confidential || registered !== 'contacts') return [];
  const message = 'Addresses are compared in a confidential run only. Choose confidential, or leave this out.';
  return [{ path: '/options/registered', message }];
}

function documentProblems({ documents, password, numberCheck }: Choices): FieldProblem[] {
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
  return problems;
}

function linkProblems({ canLink }: RunRules, { documents: { by, link = 'never', linkDays } }: Choices): FieldProblem[] {
  const path = '/options/documents';
  if (link === 'never') {
    return linkDays === undefined
      ? []
      : [{ path: `${path}/linkDays`, message: 'Days are for documents that go as a link.' }];
  }
  if (by === 'none') return [{ path: `${path}/link`, message: 'A link needs documents.' }];
  return canLink ? [] : [{ path: `${path}/link`, message: NO_PUBLIC_URL }];
}

function drawProblems(
  rules: RunRules,
  { documents: { by, layout, pattern = '' } }: Choices,
  of: { period: string; schema: JsonSchema | undefined },
): FieldProblem[] {
  const path = '/options/documents';
  if (by !== 'layout') {
    return layout === undefined ? [] : [{ path: `${path}/by`, message: 'A layout is for by: "layout".' }];
  }
  if (layout === undefined) return [{ path: `${path}/layout`, message: 'Give the layout of the documents.' }];
  const names = templateProblems({ rules, schema: of.schema }, { path: `${path}/pattern`, template: pattern });
  return [...names, ...layoutProblems({ rules, ...of }, layout, `${path}/layout`)];
}

function passwordProblems(rules: RunRules, { password }: Choices): FieldProblem[] {
  if (password === null) return [];
  const { pattern, stored = false } = password;
  if ((pattern === undefined) !== stored) {
    const message = 'Give either a template for the password (pattern) or stored: true.';
    return [{ path: '/options/password', message }];
  }
  const path = '/options/password/pattern';
  return templateProblems({ rules, schema: undefined }, { path, template: pattern ?? '' });
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
