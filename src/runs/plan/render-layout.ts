import type { RunLayout } from '../../../schemas/run.gen.ts';
import { type DocumentLayout, type JsonObject, renderDocument } from '../../sdk/index.ts';
import type { RunRules } from '../run-deps.ts';
import { defaultDate } from './layout-check.ts';

/** What is drawn for one row. MISSING_VALUE names every value that the row lacks, VALIDATION a date that is none. */
export function renderLayout(
  rules: Pick<RunRules, 'render'>,
  layout: RunLayout,
  of: { facts: JsonObject; period: string },
): DocumentLayout {
  const facts = { ...of.facts, run: { period: of.period } };
  const render = (template: string) => rules.render(template, facts);
  return renderDocument(layout, { facts, render, date: defaultDate(of.period) });
}
