import { valueAt } from '../../../src/sdk/index.ts';
import { escapeHtml, type Helper, HelperProblem, SafeHtml, textOf } from '../helper.ts';

const MOST_ROWS = 1000;

export const helper: Helper = {
  name: 'table',
  summary: 'Rows with columns, or the fields of one object, as a table; "path:Title" names a column',
  usage: '{{table lines "text:Item" "amount:Amount"}}',
  arity: [2, 21],
  options: [],
  lenient: false,
  run: ([subject, ...fields], { kind }) => {
    const columns = fields.map((field) => columnOf(textOf(field)));
    const rows = Array.isArray(subject)
      ? [columns.map(({ title }) => title), ...subject.map((row) => columns.map(({ path }) => cell(row, path)))]
      : columns.map(({ path, title }) => [title, cell(subject, path)]);
    if (rows.length > MOST_ROWS) throw new HelperProblem(`A table has at most ${MOST_ROWS} rows.`);
    return kind === 'html' ? asHtml(rows, Array.isArray(subject)) : rows.map((row) => row.join('\t')).join('\n');
  },
};

function columnOf(field: string): { path: string; title: string } {
  const at = field.indexOf(':');
  return at === -1 ? { path: field, title: field } : { path: field.slice(0, at), title: field.slice(at + 1) };
}

function cell(row: unknown, path: string): string {
  const value = valueAt(row, path);
  return value === undefined || value === null ? '' : textOf(value);
}

function asHtml(rows: string[][], hasHead: boolean): SafeHtml {
  const lines = rows.map((row, index) => {
    const tag = (column: number) => ((hasHead ? index === 0 : column === 0) ? 'th' : 'td');
    const cells = row.map((text, column) => `<${tag(column)} align="left">${escapeHtml(text)}</${tag(column)}>`);
    return `<tr>${cells.join('')}</tr>`;
  });
  return new SafeHtml(`<table border="1" cellpadding="4" cellspacing="0">${lines.join('')}</table>`);
}
