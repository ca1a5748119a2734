/** Why a record matches or not, as the preview and the stored event tell it: the conditions with what was seen. */
export type Trace =
  | { kind: 'always'; result: true }
  | { kind: 'all' | 'any' | 'not'; result: boolean; children: Trace[] }
  | ComparisonTrace;

export interface ComparisonTrace {
  kind: 'comparison';
  fact: string;
  path?: string;
  operator: string;
  expected: unknown;
  /** the value of the other field, where the value comes from one */
  expectedSeen?: unknown;
  seen: unknown;
  result: boolean;
}

/** The stored events and the preview describe it as an object only. */
export function isTrace(value: unknown): value is Trace {
  return typeof value === 'object' && value !== null && 'kind' in value && 'result' in value;
}
