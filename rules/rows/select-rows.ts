import { AppError, type JsonObject, type JsonSchema } from '../../src/sdk/index.ts';
import { evaluate } from '../conditions/evaluate.ts';
import type { Moment } from '../conditions/operator.ts';
import type { Trace } from '../conditions/trace.ts';
import { factsOfRow, rowsOf, schemaOfRow } from './row-facts.ts';

/** Longer lists of rows that were left out say nothing more. */
const MOST_TRACES = 20;

/** What became of the rows of a table. */
export interface RowsSeen {
  total: number;
  /** those that the actions ran for */
  matching: number;
  /** the first of the others, with the reason; numbers from 0 */
  leftOut: { row: number; trace: Trace }[];
}

export interface SelectedRows {
  schema: JsonSchema | undefined;
  rows: { index: number; facts: JsonObject }[];
  seen: RowsSeen;
}

/** The rows whose conditions hold, in their order. FACT_UNKNOWN where there is no such table. */
export async function selectRows(
  { field, conditions = {} }: { field: string; conditions?: object | undefined },
  facts: JsonObject,
  factsSchema: JsonSchema | undefined,
  moment: Moment,
): Promise<SelectedRows> {
  // A table that was left empty is not there at all.
  const all = rowsOf(facts, field) ?? (factsSchema !== undefined && !Object.hasOwn(facts, field) ? [] : undefined);
  if (all === undefined) {
    const message = `The rule is repeated for each row of "${field}", which the event does not have. Send it as a list of objects.`;
    throw new AppError('FACT_UNKNOWN', message, {
      details: { fact: field, fields: [{ path: `/facts/${field}`, message: 'A list of objects is needed.' }] },
    });
  }
  const schema = schemaOfRow(factsSchema, field);
  const selected: SelectedRows = { schema, rows: [], seen: { total: all.length, matching: 0, leftOut: [] } };
  for (const { index, row } of all) {
    const ofRow = factsOfRow(facts, row);
    const { fires, trace } = await evaluate(conditions, ofRow, schema, moment);
    if (fires) selected.rows.push({ index, facts: ofRow });
    else if (selected.seen.leftOut.length < MOST_TRACES) selected.seen.leftOut.push({ row: index, trace });
  }
  selected.seen.matching = selected.rows.length;
  return selected;
}
