/** How a PDF is drawn (rules/mail/mail-params.schema.json, layout). All texts are templates. */
export interface DocumentLayout {
  title: string;
  date?: string;
  language?: string;
  paper?: Paper;
  footer?: string;
  blocks: Block[];
}

export type Paper = 'A4' | 'LETTER';

/** Left out where this field is empty. */
export interface When {
  when?: string;
}

export interface WordsBlock extends When {
  kind: 'heading' | 'text';
  text: string;
}

export interface FactLine extends When {
  label: string;
  value: string;
}

export interface FactsBlock extends When {
  kind: 'facts';
  lines: FactLine[];
}

export interface Column {
  title: string;
  align?: 'left' | 'right';
  width?: number;
}

export interface TableRow extends When {
  cells: string[];
}

export interface TableBlock extends When {
  kind: 'table';
  columns: Column[];
  rows: TableRow[];
  total?: string[];
}

export type Block = WordsBlock | FactsBlock | TableBlock;
