/** A document to be drawn as PDF. All texts are final: templates have been rendered before. */
export interface DocumentLayout {
  /**
   * Written into the document as its date, epoch ms. Two drawings of one layout have the same bytes, so give the date of
   * the period and not that of the drawing: a run that is planned again must find its documents unchanged.
   */
  madeAt: number;
  /** Title in the properties of the document. */
  title: string;
  /** BCP 47, for screen readers. */
  language?: string;
  paper?: 'A4' | 'LETTER';
  blocks: DocumentBlock[];
  /** At the foot of every page, before the page number. */
  footer?: string;
}

export type DocumentBlock =
  | { kind: 'heading'; text: string }
  | { kind: 'text'; text: string }
  | { kind: 'facts'; lines: { label: string; value: string }[] }
  | DocumentTable;

export interface DocumentTable {
  kind: 'table';
  columns: DocumentColumn[];
  /** A row has one text per column. */
  rows: string[][];
  /** A last row in bold, with a line above. */
  total?: string[];
}

export interface DocumentColumn {
  title: string;
  align?: 'left' | 'right';
  /** Share of the width in relation to the other columns. Default 1. */
  width?: number;
}

/** Every text that will be drawn. */
export function textsOf(layout: DocumentLayout): string[] {
  return [layout.title, layout.footer ?? '', ...layout.blocks.flatMap(blockTexts)];
}

function blockTexts(block: DocumentBlock): string[] {
  if (block.kind === 'facts') return block.lines.flatMap(({ label, value }) => [label, value]);
  if (block.kind !== 'table') return [block.text];
  return [...block.columns.map(({ title }) => title), ...block.rows.flat(), ...(block.total ?? [])];
}

/** A document before its values are known: every text is a template. What has `when` is left out where that fact is empty. */
export interface DocumentTemplate {
  title: string;
  /** makes a date like 2026-11-30 */
  date?: string;
  language?: string;
  paper?: 'A4' | 'LETTER';
  footer?: string;
  blocks: DocumentTemplateBlock[];
}

type When = { when?: string };

export type DocumentTemplateBlock = When &
  (
    | { kind: 'heading' | 'text'; text: string }
    | { kind: 'facts'; lines: (When & { label: string; value: string })[] }
    | { kind: 'table'; columns: DocumentColumn[]; rows: (When & { cells: string[] })[]; total?: string[] }
  );
