import type { RuleInput } from '../rules/rule-model.ts';
import type { Difference } from '../ui/conflict-dialog.tsx';
import { rule as words } from '../words/rule.ts';
import { isSame } from './draft.ts';

/** Where two versions of a rule differ, field by field, as text. */
export function differencesOf(yours: RuleInput, theirs: RuleInput): Difference[] {
  const rows: [string, unknown, unknown][] = [
    [words.name, yours.name, theirs.name],
    [words.conflictEnabled, yours.enabled, theirs.enabled],
    [words.conflictTrigger, yours.trigger, theirs.trigger],
    [words.conflictConditions, yours.conditions, theirs.conditions],
    [words.conflictRows, yours.forEach, theirs.forEach],
  ];
  const count = Math.max(yours.actions.length, theirs.actions.length);
  for (let index = 0; index < count; index++) {
    rows.push(...actionRows(index, count, yours.actions[index], theirs.actions[index]));
  }
  return rows
    .filter(([, mine, stored]) => !isSame(mine, stored))
    .map(([field, mine, stored]) => ({ field, yours: textOf(mine), theirs: textOf(stored) }));
}

type Action = RuleInput['actions'][number] | undefined;

function actionRows(index: number, count: number, yours: Action, theirs: Action): [string, unknown, unknown][] {
  if (yours?.action !== theirs?.action) return [[words.conflictAction(index + 1), yours, theirs]];
  const after: [string, unknown, unknown] = [words.conflictAfter(index + 1), afterOf(yours), afterOf(theirs)];
  const names = new Set([...Object.keys(yours?.params ?? {}), ...Object.keys(theirs?.params ?? {})]);
  const params = [...names].map((name): [string, unknown, unknown] => {
    const field = words.preview.fields[name] ?? name;
    const label = count === 1 ? field : `${words.conflictAction(index + 1)}: ${field}`;
    return [label, yours?.params[name], theirs?.params[name]];
  });
  return [...params, after];
}

/** What follows when its emails end. */
function afterOf(action: Action): object | undefined {
  const { outcome, onFailure, stopOnFailure, ignoreErrors } = action ?? {};
  const isPlain = !outcome && !onFailure && !stopOnFailure && !ignoreErrors;
  return isPlain ? undefined : { outcome, onFailure, stopOnFailure, ignoreErrors };
}

function textOf(value: unknown): string {
  if (value === undefined) return '';
  if (typeof value === 'boolean') return value ? words.yes : words.no;
  return typeof value === 'string' ? value : JSON.stringify(value);
}
