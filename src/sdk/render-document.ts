import type { DocumentBlock, DocumentLayout, DocumentTemplate, DocumentTemplateBlock } from './document-layout.ts';
import { AppError } from './errors.ts';
import { type JsonObject, valueAt } from './json.ts';

type Fill = (template: string) => string;
type Shows = (part: { when?: string }) => boolean;

export interface DocumentValues {
  facts: JsonObject;
  /** fills in one template; MISSING_VALUE (details.names) where the facts lack something */
  render: Fill;
  /** of a template without a date: like 2026-11-30 */
  date: string | undefined;
}

/** What is drawn for these facts. MISSING_VALUE names every value that they lack, VALIDATION a date that is none. */
export function renderDocument(template: DocumentTemplate, { facts, render, date }: DocumentValues): DocumentLayout {
  const missing = new Set<string>();
  const fill: Fill = (text) => {
    try {
      return render(text);
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'MISSING_VALUE') throw error;
      for (const name of (error.details['names'] ?? []) as string[]) missing.add(name);
      return '';
    }
  };
  const shows: Shows = ({ when }) => when === undefined || hasValue(facts, when);
  const filled = {
    title: fill(template.title),
    ...(template.footer === undefined ? {} : { footer: fill(template.footer) }),
    blocks: template.blocks.filter(shows).map((block) => renderBlock(block, fill, shows)),
  };
  const made = template.date === undefined ? (date ?? '') : fill(template.date);
  if (missing.size > 0) {
    const names = [...missing];
    throw new AppError('MISSING_VALUE', `Missing or empty for the document: ${names.join(', ')}.`, {
      details: { names },
    });
  }
  const { language, paper } = template;
  return { ...filled, madeAt: dateOf(made), ...(language && { language }), ...(paper && { paper }) };
}

function renderBlock(block: DocumentTemplateBlock, fill: Fill, shows: Shows): DocumentBlock {
  switch (block.kind) {
    case 'facts': {
      const lines = block.lines.filter(shows).map(({ label, value }) => ({ label: fill(label), value: fill(value) }));
      return { kind: 'facts', lines };
    }
    case 'table': {
      const columns = block.columns.map((column) => ({ ...column, title: fill(column.title) }));
      const rows = block.rows.filter(shows).map(({ cells }) => cells.map(fill));
      return { kind: 'table', columns, rows, ...(block.total && { total: block.total.map(fill) }) };
    }
    default:
      return { kind: block.kind, text: fill(block.text) };
  }
}

function hasValue(facts: JsonObject, path: string): boolean {
  const value = valueAt(facts, path);
  return value !== undefined && value !== null && value !== '' && value !== false;
}

function dateOf(text: string): number {
  const date = text.trim();
  const at = /^\d{4}-\d\d-\d\d$/.test(date) ? Date.parse(`${date}T00:00:00Z`) : Number.NaN;
  if (!Number.isNaN(at)) return at;
  throw new AppError('VALIDATION', `The date of the document is "${date}"; a date like 2026-11-30 is needed.`);
}
