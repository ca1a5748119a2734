import { Node } from '@tiptap/core';
import { tableEditing } from '@tiptap/pm/tables';

/** By which the table commands of ProseMirror know the parts of a table. */
const ROLES: Record<string, string> = {
  table: 'table',
  tableRow: 'row',
  tableCell: 'cell',
  tableHeader: 'header_cell',
};
/** They ask for these, too; in a template each cell stands for itself. */
const SPANS = { colspan: 1, rowspan: 1, colwidth: null };

const Table = Node.create({
  name: 'table',
  group: 'block',
  content: 'tableRow+',
  isolating: true,
  addAttributes: () => ({
    lines: { default: true, parseHTML: () => true, renderHTML: ({ lines }) => (lines ? { 'data-lines': '' } : {}) },
  }),
  parseHTML: () => [{ tag: 'table' }],
  renderHTML: ({ HTMLAttributes }) => ['table', HTMLAttributes, ['tbody', 0]],
  extendNodeSchema: ({ name }) => (ROLES[name] === undefined ? {} : { tableRole: ROLES[name] }),
  addProseMirrorPlugins: () => [tableEditing()],
});

const Row = Node.create({
  name: 'tableRow',
  content: '(tableCell | tableHeader)+',
  parseHTML: () => [{ tag: 'tr' }],
  renderHTML: () => ['tr', 0],
});

const cell = (name: string, tag: string) =>
  Node.create({
    name,
    content: 'block+',
    isolating: true,
    addAttributes: () =>
      Object.fromEntries(Object.entries(SPANS).map(([key, value]) => [key, { default: value, rendered: false }])),
    parseHTML: () => [{ tag }],
    renderHTML: () => [tag, 0],
  });

export const tableNodes = [Table, Row, cell('tableCell', 'td'), cell('tableHeader', 'th')];
