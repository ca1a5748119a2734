import type { RunLayout } from '../../../schemas/run.gen.ts';
import {
  AppError,
  documentTemplates,
  type FieldProblem,
  findField,
  type JsonSchema,
  type PlacedTemplate,
  tableProblems,
} from '../../sdk/index.ts';
import type { RunRules } from '../run-deps.ts';

/** What every template of a layout may name beside the columns. */
const GIVEN = ['run.period', 'run'];

interface Ask {
  rules: Pick<RunRules, 'checkTemplate'>;
  period: string;
  /** of the form of the rule, which says what fields there are */
  schema: JsonSchema | undefined;
}

/** Every mistake that can be seen without a row, each with its pointer below `base`. */
export function layoutProblems(ask: Ask, layout: RunLayout, base: string): FieldProblem[] {
  const problems = tableProblems(layout, base);
  if (layout.date === undefined && defaultDate(ask.period) === undefined) {
    const message = `Give the date of the documents: the period "${ask.period}" names no month like 2026-11.`;
    problems.push({ path: `${base}/date`, message });
  }
  return [...problems, ...documentTemplates(layout, base).flatMap((one) => templateProblems(ask, one))];
}

/** 2026-11 and 2026-11-15 as the first day of the month; undefined: the period names none. */
export function defaultDate(period: string): string | undefined {
  const month = /^\d{4}-(0[1-9]|1[0-2])(?!\d)/.exec(period)?.[0];
  return month === undefined ? undefined : `${month}-01`;
}

export function templateProblems(
  { rules, schema }: Omit<Ask, 'period'>,
  { path, template }: PlacedTemplate,
): FieldProblem[] {
  try {
    const { fields } = rules.checkTemplate(template);
    if (schema === undefined) return [];
    return fields
      .filter((field) => !GIVEN.includes(field) && !field.startsWith('@') && findField(schema, field) === undefined)
      .map((field) => ({ path, message: `The form has no field "${field}".` }));
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'TEMPLATE') throw error;
    return [{ path, message: error.message }];
  }
}
