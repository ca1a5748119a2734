import type { Run } from '../payroll/run-model.ts';
import type { Step } from './step-names.ts';

export function hasRows({ files }: Pick<Run, 'files'>): boolean {
  return files.some(({ kind, state }) => kind === 'rows' && state !== 'uploading');
}

type Planned = Pick<Run, 'files' | 'state' | 'counts' | 'rule' | 'ruleVersion'>;

/** Every row is an e-mail, a problem or left out, by the rule as it is now. */
export function isChecked(run: Planned): boolean {
  return (run.state === 'planned' || run.state === 'approved') && run.rule?.version === run.ruleVersion;
}

/** The first step that has something left to do. */
export function firstOpenStep(run: Planned): Step {
  if (!hasRows(run)) return 'upload';
  return isChecked(run) && run.counts.problems === 0 ? 'send' : 'match';
}

/** Steps with nothing left to do. */
export function doneSteps(run: Planned): Step[] {
  if (!hasRows(run)) return [];
  return isChecked(run) && run.counts.problems === 0 ? ['upload', 'match', 'email'] : ['upload'];
}

/** Nothing of it can be prepared any more: it has a page of its own. */
export function isOver({ state }: Pick<Run, 'state'>): boolean {
  return !['draft', 'planning', 'planned', 'approved'].includes(state);
}
