import { Almanac, Engine, type RuleResult, type TopLevelCondition } from 'json-rules-engine';
import { AppError, type Json, type JsonObject, type JsonSchema, valueAt } from '../../src/sdk/index.ts';
import {
  type Comparison,
  type Conditions,
  dotPath,
  type FactReference,
  groupOf,
  isAlways,
  isDeclared,
  isReference,
  plainSegments,
} from './conditions.ts';
import type { Moment } from './operator.ts';
import { OPERATORS } from './operators.ts';
import { type Evaluated, type Trace, traceOf } from './trace.ts';

export interface Evaluation {
  fires: boolean;
  trace: Trace;
}

/**
 * One rule ready to run. json-rules-engine keeps "running" or "finished" in the engine: of two runs of one engine at the
 * same time the second can silently skip its rule. So an engine that runs is not used for another run.
 */
interface Compiled {
  conditions: TopLevelCondition;
  /** the dot path of every value that is looked at: each is a fact of its own for the engine */
  paths: string[];
  idle: MomentaryEngine[];
}

/** An engine whose operators see the moment of the run that it is used for. */
interface MomentaryEngine {
  engine: Engine;
  moment: Moment;
}

/** The engine's own keeps computed facts by a digest of their name; these are known before it starts. */
class KnownValues extends Almanac {
  private readonly values: ReadonlyMap<string, Json>;
  constructor(values: ReadonlyMap<string, Json>) {
    super();
    this.values = values;
  }
  override factValue<T>(path: string): Promise<T> {
    return Promise.resolve(this.values.get(path) as T);
  }
}

/** As many events may be decided at once before engines are made anew. */
const MOST_IDLE = 64;
const compiled = new WeakMap<object, Compiled>();

/**
 * Decides, and says why. A value that neither the facts nor the form's schema know is FACT_UNKNOWN; a field of the form
 * that was left empty is null. The work of preparing is kept for as long as the very same `conditions` object is used.
 */
export async function evaluate(
  conditions: object,
  facts: JsonObject,
  factsSchema: JsonSchema | undefined,
  moment: Moment,
): Promise<Evaluation> {
  if (isAlways(conditions)) return { fires: true, trace: { kind: 'always', result: true } };
  const rule = compiledFor(conditions);
  const values = new Map<string, Json>();
  for (const path of rule.paths) values.set(path, factAt(path, facts, factsSchema));
  const idle = rule.idle.pop() ?? engineFor(rule.conditions, moment);
  idle.moment = moment;
  try {
    const { results, failureResults } = await idle.engine.run({}, { almanac: new KnownValues(values) });
    const result = (results[0] ?? failureResults[0]) as RuleResult;
    if (rule.idle.length < MOST_IDLE) rule.idle.push(idle);
    const fires = result.result === true;
    const evaluated = result.conditions as Evaluated;
    // The engine notes the result of every condition but the outermost.
    evaluated.result = fires;
    return { fires, trace: traceOf(conditions as Conditions, evaluated) };
  } catch (error) {
    throw new AppError('INTERNAL', 'The conditions of a rule could not be evaluated.', { cause: error });
  }
}

function factAt(path: string, facts: JsonObject, schema: JsonSchema | undefined): Json {
  const value = valueAt(facts, path);
  if (value !== undefined) return value as Json;
  if (isDeclared(schema, path)) return null;
  throw new AppError('FACT_UNKNOWN', `A condition asks for "${path}", which the event does not have. Send this fact.`, {
    details: { fact: path, fields: [{ path: `/facts/${path.replaceAll('.', '/')}`, message: 'This fact is needed.' }] },
  });
}

function compiledFor(conditions: object): Compiled {
  let known = compiled.get(conditions);
  if (known === undefined) {
    const paths = new Set<string>();
    const rewritten = rewrite(conditions as Conditions, paths);
    // The engine wants a group at the top; a single comparison is a group of one.
    const top = 'fact' in rewritten ? { all: [rewritten] } : rewritten;
    known = { conditions: top as TopLevelCondition, paths: [...paths], idle: [] };
    compiled.set(conditions, known);
  }
  return known;
}

/** Paths become facts of their own, so that the engine's JSONPath, which can run expressions, is never called. */
function rewrite(conditions: Conditions, paths: Set<string>): Conditions {
  const group = groupOf(conditions);
  if (group?.kind === 'not') return { not: rewrite(group.children[0], paths) };
  if (group !== undefined) {
    const children = group.children.map((child) => rewrite(child, paths));
    return group.kind === 'all' ? { all: children } : { any: children };
  }
  const { operator, value, ...left } = conditions as Comparison;
  const key = (reference: FactReference) => {
    const path = plainSegments(dotPath(reference));
    paths.add(path);
    return path;
  };
  return { fact: key(left), operator, value: isReference(value) ? { fact: key(value) } : value };
}

function engineFor(conditions: TopLevelCondition, moment: Moment): MomentaryEngine {
  const made: MomentaryEngine = { engine: new Engine(), moment };
  for (const { name, matches } of OPERATORS.values()) {
    made.engine.addOperator(name, (fact, value) => matches(fact, value, made.moment));
  }
  made.engine.addRule({ conditions, event: { type: 'fires' } });
  return made;
}
