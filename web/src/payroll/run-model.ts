import type { components } from '../api/schema.gen.ts';

export type Run = components['schemas']['Run'];
export type RunLine = components['schemas']['RunList']['items'][number];
export type RunState = Run['state'];
export type RunItem = components['schemas']['RunItem'];
export type ProblemKind = Run['problems'][number]['kind'];

const UNDER_WAY: readonly RunState[] = ['released', 'sending', 'paused', 'stopped'];

export function isUnderWay({ state }: Pick<RunLine, 'state'>): boolean {
  return UNDER_WAY.includes(state);
}

export function sentOf({ counts }: Pick<RunLine, 'counts'>): number {
  return counts.mails.accepted;
}

/** Those that nobody knows for sure count, too: a person has to look at them. */
export function failedOf({ counts: { mails } }: Pick<RunLine, 'counts'>): number {
  return mails.failed + mails.bounced + mails.uncertain;
}
