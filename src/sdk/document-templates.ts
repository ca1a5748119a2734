import type { DocumentTemplate, DocumentTemplateBlock } from './document-layout.ts';
import type { FieldProblem } from './errors.ts';

const MOST_COLUMNS = 20;

/** A template of a document and its JSON pointer. */
export interface PlacedTemplate {
  path: string;
  template: string;
}

/** Every text of a document that is a template, each with its pointer below `base`. */
export function documentTemplates({ title, date, footer, blocks }: DocumentTemplate, base: string): PlacedTemplate[] {
  const of = (path: string, template: string | undefined) => (template === undefined ? [] : [{ path, template }]);
  return [
    ...of(`${base}/title`, title),
    ...of(`${base}/date`, date),
    ...of(`${base}/footer`, footer),
    ...blocks.flatMap((block, index) => inBlock(block, `${base}/blocks/${index}`)),
  ];
}

/** Tables that cannot be drawn: too wide, or with rows of another length. */
export function tableProblems({ blocks }: DocumentTemplate, base: string): FieldProblem[] {
  return blocks.flatMap((block, index): FieldProblem[] => {
    if (block.kind !== 'table') return [];
    const at = `${base}/blocks/${index}`;
    const count = block.columns.length;
    if (count > MOST_COLUMNS) {
      const message = `A table has at most ${MOST_COLUMNS} columns; this one has ${count}.`;
      return [{ path: `${at}/columns`, message }];
    }
    const rows = block.rows.map(({ cells }, row) => ({ path: `${at}/rows/${row}/cells`, cells }));
    if (block.total) rows.push({ path: `${at}/total`, cells: block.total });
    return rows
      .filter(({ cells }) => cells.length !== count)
      .map(({ path, cells }) => ({ path, message: `${cells.length} cells do not fit ${count} columns.` }));
  });
}

/** The facts that decide what is left out. */
export function documentFields({ blocks }: DocumentTemplate, base: string): { path: string; field: string }[] {
  const of = (path: string, { when }: { when?: string }) => (when === undefined ? [] : [{ path, field: when }]);
  return blocks.flatMap((block, index) => {
    const at = `${base}/blocks/${index}`;
    const parts = block.kind === 'facts' ? block.lines : block.kind === 'table' ? block.rows : [];
    const name = block.kind === 'facts' ? 'lines' : 'rows';
    return [...of(`${at}/when`, block), ...parts.flatMap((part, row) => of(`${at}/${name}/${row}/when`, part))];
  });
}

function inBlock(block: DocumentTemplateBlock, at: string): PlacedTemplate[] {
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
