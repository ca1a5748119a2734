/** A payslip to be drawn. All texts are final: templates have been rendered before. */
export interface PayslipLayout {
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
  blocks: PayslipBlock[];
  /** At the foot of every page, before the page number. */
  footer?: string;
}

export type PayslipBlock =
  | { kind: 'heading'; text: string }
  | { kind: 'text'; text: string }
  | { kind: 'facts'; lines: { label: string; value: string }[] }
  | PayslipTable;

export interface PayslipTable {
  kind: 'table';
  columns: PayslipColumn[];
  /** A row has one text per column. */
  rows: string[][];
  /** A last row in bold, with a line above. */
  total?: string[];
}

export interface PayslipColumn {
  title: string;
  align?: 'left' | 'right';
  /** Share of the width in relation to the other columns. Default 1. */
  width?: number;
}

/** Every text that will be drawn. */
export function textsOf(layout: PayslipLayout): string[] {
  return [layout.title, layout.footer ?? '', ...layout.blocks.flatMap(blockTexts)];
}

function blockTexts(block: PayslipBlock): string[] {
  if (block.kind === 'facts') return block.lines.flatMap(({ label, value }) => [label, value]);
  if (block.kind !== 'table') return [block.text];
  return [...block.columns.map(({ title }) => title), ...block.rows.flat(), ...(block.total ?? [])];
}
