import type { ProblemKind } from '../payroll/run-model.ts';
import { ROW_STATES, type RowState } from './row-filter.ts';

/** Filters and page of the rows, and the row that is open. */
export interface RunSearch {
  state?: RowState;
  problem?: ProblemKind;
  search?: string;
  /** only rows that a person changed after their file was read */
  changed?: true;
  /** only rows of which a person confirmed another address than last time */
  confirmed?: true;
  /** only rows of which a second person is asked about another address */
  asked?: true;
  /** the place after which the page begins */
  after?: number;
  /** id of the row in the drawer */
  row?: string;
}

/** Of the list of rows, for links on the page. */
export const ROWS_ID = 'rows';

/** What the page knows of an address; a link with anything else leads to what is left of it. */
export function ownSearch(given: Record<string, unknown>): RunSearch {
  const { state, problem, search, changed, confirmed, asked, after, row } = given;
  const place = Number(after);
  return {
    ...(typeof state === 'string' && state in ROW_STATES && { state: state as RowState }),
    ...(typeof problem === 'string' && problem !== '' && { problem: problem as ProblemKind }),
    ...(search !== undefined && search !== '' && { search: String(search) }),
    ...(changed === true && { changed }),
    ...(confirmed === true && { confirmed }),
    ...(asked === true && { asked }),
    ...(Number.isSafeInteger(place) && place > 0 && { after: place }),
    ...(row !== undefined && row !== '' && { row: String(row) }),
  };
}
