import type { RunOptions } from './draft.ts';

type Select = NonNullable<RunOptions['select']>;

/** The part of the rows as the page shows it. */
export interface PartChoice {
  from: number | undefined;
  to: number | undefined;
  /** only rows that have one of these values there */
  column: string | undefined;
  values: string[];
  /** conditions that came by the API and that this page cannot show: they stay as they are */
  other: Select['where'];
}

/** A column as a condition names it: the fact, and the path in it (json-rules-engine). */
interface Condition {
  fact?: unknown;
  path?: unknown;
  operator?: unknown;
  value?: unknown;
}

export function partOf(select: Select | undefined): PartChoice {
  const { from, to, where } = select ?? {};
  const range = { from, to };
  if (where === undefined) return { ...range, column: undefined, values: [], other: undefined };
  const shown = shownCondition(where);
  return shown === undefined
    ? { ...range, column: undefined, values: [], other: where }
    : { ...range, ...shown, other: undefined };
}

function shownCondition(where: object): { column: string; values: string[] } | undefined {
  const { all, ...rest } = where as { all?: unknown };
  if (!Array.isArray(all) || all.length !== 1 || Object.keys(rest).length > 0) return undefined;
  const { fact, path, operator, value, ...more } = all[0] as Condition;
  const isPlain =
    typeof fact === 'string' && operator === 'in' && Array.isArray(value) && Object.keys(more).length === 0;
  if (!isPlain || !value.every((one) => typeof one === 'string')) return undefined;
  if (path === undefined) return { column: fact, values: value };
  return typeof path === 'string' && path.startsWith('$.')
    ? { column: `${fact}${path.slice(1)}`, values: value }
    : undefined;
}

/** Undefined: all rows. A column without values is no condition yet. */
export function selectOf({ from, to, column, values, other }: PartChoice): Select | undefined {
  const where = other ?? (column === undefined ? undefined : { all: [conditionOf(column, values)] });
  const select = { ...(from !== undefined && { from }), ...(to !== undefined && { to }), ...(where && { where }) };
  return Object.keys(select).length === 0 ? undefined : (select as Select);
}

function conditionOf(column: string, value: string[]): object {
  // A heading that ends with a dot is one name; one with dots in it makes objects in each other.
  const parts = column.split('.');
  const [fact = column, ...path] = parts.some((part) => part.trim() === '') ? [column] : parts;
  return { fact, ...(path.length > 0 && { path: `$.${path.join('.')}` }), operator: 'in', value };
}
