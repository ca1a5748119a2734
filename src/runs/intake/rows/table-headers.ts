import { fileError, fileTooLarge } from './file-problem.ts';

const FORBIDDEN = ['__proto__', 'constructor', 'prototype'];

/** The names of the columns, or an error that says which of them have to be changed. */
export function checkHeaders(cells: readonly string[], maxColumns: number): string[] {
  if (cells.length > maxColumns) {
    throw fileTooLarge(
      `The file has ${cells.length} columns; the limit is ${maxColumns}. Leave out what is not needed.`,
    );
  }
  const headers = cells.map((cell) => cell.normalize('NFC').trim());
  const unnamed = headers.flatMap((header, index) => (header === '' ? [columnName(index)] : []));
  if (unnamed.length > 0) {
    const names = listed(unnamed);
    throw fileError('headers', `The first row must name every column. Without a name: ${names}. Name or delete them.`);
  }
  const twice = [
    ...new Set(headers.filter((header, index) => headers.findIndex((other) => same(other, header)) < index)),
  ];
  if (twice.length > 0) {
    throw fileError('headers', `Several columns have the same name: ${listed(twice)}. Give each a name of its own.`);
  }
  const forbidden = headers.filter((header) => FORBIDDEN.includes(header));
  if (forbidden.length > 0) throw fileError('headers', `A column cannot be called ${listed(forbidden)}. Rename it.`);
  return headers;
}

/** A, B ... Z, AA as a spreadsheet shows it. */
export function columnName(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : columnName(Math.floor(index / 26) - 1) + letter;
}

function same(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, 5).join(', ');
  return names.length > 5 ? `${shown} and ${names.length - 5} more` : shown;
}
