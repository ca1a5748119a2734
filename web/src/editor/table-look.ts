/** Mail programs know styles of elements only: what each part of a table with lines has. */
export const TABLE_STYLE = 'border-collapse: collapse';
export const CELL_STYLE = 'border: 1px solid #ced4da; padding: 6px 8px; text-align: left; vertical-align: top';
