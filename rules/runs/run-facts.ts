import type { JsonObject } from '../../src/sdk/index.ts';
import { cloneFacts } from '../conditions/facts.ts';

/** What a payroll run gives to the templates of its e-mails, beside the row. */
export interface RunFacts {
  name: string;
  period: string;
}

/** The facts with those of the run. A row whose own column is called "run" keeps it, unless it is a group of columns. */
export function withRunFacts(facts: JsonObject, run: RunFacts): JsonObject {
  const own = facts['run'];
  if (own !== undefined && (typeof own !== 'object' || own === null || Array.isArray(own))) return facts;
  return Object.assign(cloneFacts(facts), { run: cloneFacts({ ...own, name: run.name, period: run.period }) });
}

/** For whoever looks at a rule where there is no run; facts that bring one along keep it. */
export function withExampleRun(facts: JsonObject, now: number): JsonObject {
  if (facts['run'] !== undefined) return facts;
  return withRunFacts(facts, { name: 'Example run', period: new Date(now).toISOString().slice(0, 7) });
}
