import type { RunLine } from './run-model.ts';

/** Who makes runs goes on with an open draft where it was left; everything else has the page of the run. */
export function runPath({ id, state, counts }: Pick<RunLine, 'id' | 'state' | 'counts'>, mayMake: boolean): string {
  const open = state === 'draft' || state === 'planning' || (state === 'planned' && counts.problems > 0);
  return open && mayMake ? `/payroll/${id}/prepare` : `/payroll/${id}`;
}
