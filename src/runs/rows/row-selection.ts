import { invalid, type JsonObject } from '../../sdk/index.ts';
import type { RunItemRow } from '../../store/tables/run-item.table.ts';
import type { IntakeRow } from '../drafts/run-intake.ts';
import type { PlanJob } from '../plan/plan-job.ts';

/** Says of each row of a file, in their order, whether it gets an e-mail. */
export interface Selection {
  /** What is to be stored of a row that was not chosen; undefined: it was. */
  leaveOut(item: RunItemRow, row: IntakeRow): Promise<Partial<RunItemRow> | undefined>;
  /** After the last row. VALIDATION when a condition asks for a column that no row had. */
  end(): void;
}

export function openSelection({ choices, deps }: Pick<PlanJob, 'choices' | 'deps'>): Selection {
  const { where, from = 1, to = Number.POSITIVE_INFINITY } = choices.select ?? {};
  const { selection } = deps.rules;
  const wanted = new Set(where === undefined ? [] : selection.columns(where));
  const headings = new Set<string>();
  let rows = 0;
  return {
    leaveOut: async (item, row) => {
      if (item.seq < from || item.seq > to) return notSelected('its number is outside of those that were chosen.');
      if (where === undefined || 'problem' in row) return undefined;
      rows += 1;
      for (const heading of Object.keys(row.values)) {
        headings.add(heading.trim());
        wanted.delete(heading.trim());
      }
      const isChosen = await selection.matches(where, item.facts as JsonObject);
      return isChosen ? undefined : notSelected('it does not meet the conditions of the run.');
    },
    end: () => {
      const [missing] = wanted;
      if (missing === undefined || rows === 0) return;
      const message = `The rows have no column "${missing}", which a condition of the run asks for. They have: ${[...headings].join(', ')}.`;
      throw invalid([{ path: '/options/select/where', message }]);
    },
  };
}

function notSelected(why: string): Partial<RunItemRow> {
  return { state: 'left_out', leftOutKind: 'not_selected', leftOutReason: `Not selected: ${why}` };
}
