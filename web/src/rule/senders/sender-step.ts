import type { SenderStep } from '../draft.ts';

export const MODES = ['connector', 'account', 'owner', 'byValue'] as const;
export type Mode = (typeof MODES)[number];

export function modeOf(step: SenderStep): Mode {
  if ('connector' in step) return 'connector';
  if ('byValue' in step) return 'byValue';
  return step.account === 'owner' ? 'owner' : 'account';
}

/** What the step is in another mode; the field that was chosen stays. */
export function withMode(step: SenderStep, mode: Mode): SenderStep {
  if (modeOf(step) === mode) return step;
  const field = fieldOf(step);
  switch (mode) {
    case 'connector':
      return { connector: '' };
    case 'owner':
      return { account: 'owner' };
    case 'account':
      return { account: { field } };
    case 'byValue':
      return { byValue: { field, map: { '*': '' } } };
  }
}

export function fieldOf(step: SenderStep): string {
  if ('byValue' in step) return step.byValue.field;
  return 'account' in step && step.account !== 'owner' ? step.account.field : '';
}

/** The values of a field and their senders, in the order in which they were given. */
export type Line = readonly [value: string, connector: string];

/** Undefined where two lines are for one value: one of them would be lost. */
export function mapOf(lines: readonly Line[]): Record<string, string> | undefined {
  const map = Object.fromEntries(lines);
  return Object.keys(map).length === lines.length ? map : undefined;
}

export function moved<T>(list: readonly T[], index: number, by: -1 | 1): T[] {
  const next = [...list];
  const [one] = next.splice(index, 1);
  if (one !== undefined) next.splice(index + by, 0, one);
  return next;
}
