import type { RunLayout } from '../../../schemas/run.gen.ts';
import { AppError, type JsonObject, valueAt } from '../../sdk/index.ts';
import type { PayslipBlock, PayslipLayout } from '../intake/pdf/payslip-layout.ts';
import type { RunRules } from '../run-deps.ts';
import { defaultDate } from './layout-check.ts';

type Fill = (template: string) => string;
type Shows = (part: { when?: string }) => boolean;

/** What is drawn for one row. MISSING_VALUE names every value that the row lacks, VALIDATION a date that is none. */
export function renderLayout(
  rules: Pick<RunRules, 'render'>,
  layout: RunLayout,
  of: { facts: JsonObject; period: string },
): PayslipLayout {
  const facts = { ...of.facts, run: { period: of.period } };
  const missing = new Set<string>();
  const fill: Fill = (template) => {
    try {
      return rules.render(template, facts);
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'MISSING_VALUE') throw error;
      for (const name of (error.details['names'] ?? []) as string[]) missing.add(name);
      return '';
    }
  };
  const shows: Shows = ({ when }) => when === undefined || hasValue(facts, when);
  const filled = {
    title: fill(layout.title),
    ...(layout.footer === undefined ? {} : { footer: fill(layout.footer) }),
    blocks: layout.blocks.filter(shows).map((block) => renderBlock(block, fill, shows)),
  };
  const date = layout.date === undefined ? (defaultDate(of.period) ?? '') : fill(layout.date);
  if (missing.size > 0) {
    const names = [...missing];
    throw new AppError('MISSING_VALUE', `Missing or empty for the document: ${names.join(', ')}.`, {
      details: { names },
    });
  }
  return {
    ...filled,
    madeAt: dateOf(date),
    ...(layout.language === undefined ? {} : { language: layout.language }),
    ...(layout.paper === undefined ? {} : { paper: layout.paper }),
  };
}

function renderBlock(block: RunLayout['blocks'][number], fill: Fill, shows: Shows): PayslipBlock {
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
