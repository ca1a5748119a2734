import type { RunLayout } from '../../../schemas/run.gen.ts';
import { AppError, type FieldProblem, findField, type JsonSchema } from '../../sdk/index.ts';
import type { RunRules } from '../run-deps.ts';

const MOST_COLUMNS = 20;
/** What every template of a layout may name beside the columns. */
const GIVEN = ['run.period', 'run'];

/** A template of a layout and where it stands. */
interface Placed {
  path: string;
  template: string;
}

interface Ask {
  rules: Pick<RunRules, 'checkTemplate'>;
  period: string;
  /** of the form of the rule, which says what fields there are */
  schema: JsonSchema | undefined;
}

/** Every mistake that can be seen without a row, each with its pointer below `base`. */
export function layoutProblems(ask: Ask, layout: RunLayout, base: string): FieldProblem[] {
  const problems = layout.blocks.flatMap((block, index): FieldProblem[] => {
    if (block.kind !== 'table') return [];
    const at = `${base}/blocks/${index}`;
    const count = block.columns.length;
    if (count > MOST_COLUMNS) {
      return [
        { path: `${at}/columns`, message: `A table has at most ${MOST_COLUMNS} columns; this one has ${count}.` },
      ];
    }
    const rows = block.rows.map(({ cells }, row) => ({ path: `${at}/rows/${row}/cells`, cells }));
    if (block.total) rows.push({ path: `${at}/total`, cells: block.total });
    return rows
      .filter(({ cells }) => cells.length !== count)
      .map(({ path, cells }) => ({ path, message: `${cells.length} cells do not fit ${count} columns.` }));
  });
  if (layout.date === undefined && defaultDate(ask.period) === undefined) {
    const message = `Give the date of the documents: the period "${ask.period}" names no month like 2026-11.`;
    problems.push({ path: `${base}/date`, message });
  }
  return [...problems, ...placed(layout, base).flatMap((one) => templateProblems(ask, one))];
}

/** 2026-11 and 2026-11-15 as the first day of the month; undefined: the period names none. */
export function defaultDate(period: string): string | undefined {
  const month = /^\d{4}-(0[1-9]|1[0-2])(?!\d)/.exec(period)?.[0];
  return month === undefined ? undefined : `${month}-01`;
}

export function templateProblems({ rules, schema }: Omit<Ask, 'period'>, { path, template }: Placed): FieldProblem[] {
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

function placed({ title, date, footer, blocks }: RunLayout, base: string): Placed[] {
  const of = (path: string, template: string | undefined) => (template === undefined ? [] : [{ path, template }]);
  return [
    ...of(`${base}/title`, title),
    ...of(`${base}/date`, date),
    ...of(`${base}/footer`, footer),
    ...blocks.flatMap((block, index) => placedInBlock(block, `${base}/blocks/${index}`)),
  ];
}

function placedInBlock(block: RunLayout['blocks'][number], at: string): Placed[] {
  const cells = (texts: readonly string[], path: string) =>
    texts.map((template, index) => ({ path: `${path}/${index}`, template }));
  switch (block.kind) {
    case 'facts':
      return block.lines.flatMap(({ label, value }, index) => [
        { path: `${at}/lines/${index}/label`, template: label },
        { path: `${at}/lines/${index}/value`, template: value },
      ]);
    case 'table':
      return [
        ...block.columns.map(({ title }, index) => ({ path: `${at}/columns/${index}/title`, template: title })),
        ...block.rows.flatMap((row, index) => cells(row.cells, `${at}/rows/${index}/cells`)),
        ...cells(block.total ?? [], `${at}/total`),
      ];
    default:
      return [{ path: `${at}/text`, template: block.text }];
  }
}
