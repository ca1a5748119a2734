import type { Json } from '../../src/sdk/index.ts';
import { type Comparison, type Conditions, groupOf } from './conditions.ts';

/** The conditions again, each with the value that was seen and what came of it. */
export type Trace =
  | { kind: 'always'; result: true }
  | { kind: 'all' | 'any' | 'not'; result: boolean; children: Trace[] }
  | {
      kind: 'comparison';
      fact: string;
      path?: string;
      operator: string;
      /** as written: a value, or the other field */
      expected: Json;
      /** what `expected` was when it was another field */
      expectedSeen?: Json;
      /** the value of the fact; null for a field that was left empty */
      seen: Json;
      result: boolean;
    };

/** What the engine leaves behind in a condition. */
export interface Evaluated {
  result?: boolean;
  factResult?: unknown;
  valueResult?: unknown;
  all?: Evaluated[];
  any?: Evaluated[];
  not?: Evaluated;
}

const LONGEST_TEXT = 200;
const MOST_ITEMS = 20;

/** `evaluated` has the shape of `conditions`, but for a group of one around a single comparison. */
export function traceOf(conditions: Conditions, evaluated: Evaluated): Trace {
  const group = groupOf(conditions);
  if (group === undefined) return comparison(conditions as Comparison, evaluated.all?.[0] ?? evaluated);
  const results = evaluated.all ?? evaluated.any ?? (evaluated.not ? [evaluated.not] : []);
  return {
    kind: group.kind,
    // An empty group inside another one is skipped by the engine, as true.
    result: evaluated.result ?? true,
    children: group.children.map((child, index) => traceOf(child, results[index] ?? {})),
  };
}

function comparison({ fact, path, operator, value }: Comparison, evaluated: Evaluated): Trace {
  const isField = typeof value === 'object' && value !== null && 'fact' in value;
  return {
    kind: 'comparison',
    fact,
    ...(path === undefined ? {} : { path }),
    operator,
    expected: shortened(value as Json),
    ...(isField ? { expectedSeen: shortened(evaluated.valueResult as Json) } : {}),
    seen: shortened(evaluated.factResult as Json),
    result: evaluated.result === true,
  };
}

/** A trace is stored and shown; a file in the facts is not repeated in it. */
function shortened(value: Json | undefined): Json {
  if (typeof value === 'string' && value.length > LONGEST_TEXT) return `${value.slice(0, LONGEST_TEXT)}...`;
  if (Array.isArray(value)) return value.slice(0, MOST_ITEMS).map(shortened);
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).slice(0, MOST_ITEMS);
    return Object.fromEntries(entries.map(([key, item]) => [key, shortened(item)]));
  }
  return value ?? null;
}
