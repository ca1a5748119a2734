import type { components } from '../api/schema.gen.ts';
import type { Run } from '../payroll/run-model.ts';

export type RunInput = components['schemas']['RunInput'];
export type RunOptions = NonNullable<RunInput['options']>;
export type RunDocuments = NonNullable<RunOptions['documents']>;

/** What a person says of a run, before it is saved. */
export interface RunDraft {
  name: string;
  period: string;
  rule: string;
  options: RunOptions;
}

/** The server answers every choice, null where there is none; it takes only those that there are. */
export function draftOf(run: Pick<Run, 'name' | 'period' | 'ruleId' | 'options'>): RunDraft {
  return { name: run.name, period: run.period, rule: run.ruleId, options: run.options as RunOptions };
}

/** The fields that are others now. */
export function changeOf(before: RunDraft, now: RunDraft): Partial<RunDraft> {
  return Object.fromEntries(Object.entries(now).filter(([field, value]) => before[field as keyof RunDraft] !== value));
}

/** Whatever the order of the fields. */
export function isSameDraft(one: RunDraft, other: RunDraft): boolean {
  return sorted(one) === sorted(other);
}

function sorted(value: object): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(
          Object.entries(part)
            .filter(([, inner]) => inner !== undefined)
            .sort(([a], [b]) => (a < b ? -1 : 1)),
        )
      : part,
  );
}

/** What is missing, by field. */
export function missingIn({ name, period, rule }: RunDraft): ('name' | 'period' | 'rule')[] {
  const fields = { name, period, rule };
  return (['name', 'period', 'rule'] as const).filter((field) => fields[field].trim() === '');
}
