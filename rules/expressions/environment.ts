import Handlebars from 'handlebars';
import { findField, type JsonSchema, schemaVariants, type TemplateKind } from '../../src/sdk/index.ts';
import { type Helper, HelperProblem, SafeHtml, textOf } from './helper.ts';
import type { RenderState } from './render-state.ts';
import { FIELD, NEED, VALUE } from './rewrite.ts';

/** What a rendering hands to the helpers beside the facts; templates cannot name it. */
export interface RenderData {
  state: RenderState;
  kind: TemplateKind;
  locale: string;
  zone: string;
  /** of the form whose facts are shown */
  schema: JsonSchema | undefined;
}

const MOST_VARIANTS = 100;

type Options = Handlebars.HelperOptions & { data: RenderData & Record<string, unknown> };

/** An environment that knows our helpers, #if, #unless and a counted #each, and nothing else of Handlebars. */
export function createEnvironment(helpers: ReadonlyMap<string, Helper>): typeof Handlebars {
  const environment = Handlebars.create();
  for (const name of ['helperMissing', 'blockHelperMissing', 'log', 'lookup', 'with', 'each'])
    environment.unregisterHelper(name);
  environment.registerHelper('each', each);
  environment.registerHelper(VALUE, shownValue);
  environment.registerHelper(NEED, neededValue);
  for (const helper of helpers.values()) environment.registerHelper(helper.name, wrapped(helper));
  return environment;
}

function shownValue(value: unknown, { data, hash }: Options): unknown {
  if (value instanceof SafeHtml) {
    data.state.spend(value.html.length);
    return new Handlebars.SafeString(value.html);
  }
  // An argument was missing, which has been named; the others are there.
  if (value === undefined && hash['strict'] === true && data.state.missing.size > 0) return '';
  const wasReplaced = value === '' && hash['replaced'] === true;
  if (isMissing(value) && !wasReplaced) {
    data.state.missing.add(String(hash['name']));
    return '';
  }
  const text = named(String(hash['name']), () => textOf(value));
  data.state.spend(text.length);
  return text;
}

function neededValue(value: unknown, { data, hash }: Options): unknown {
  if (!isMissing(value)) return value;
  data.state.missing.add(String(hash['name']));
  return undefined;
}

function wrapped(helper: Helper) {
  return (...args: unknown[]) => {
    const { data, hash } = args.pop() as Options;
    if (!helper.lenient && args.includes(undefined)) return undefined;
    const result = named(helper.name, () =>
      helper.run(args, {
        kind: data.kind,
        locale: hash['locale'] === undefined ? data.locale : textOf(hash['locale']),
        zone: hash['zone'] === undefined ? data.zone : textOf(hash['zone']),
        options: hash,
        field: variantsOf(data.schema, hash[FIELD]),
      }),
    );
    if (typeof result === 'string') data.state.spend(result.length);
    return result;
  };
}

function each(this: unknown, list: unknown, options: Options): string {
  const { state } = options.data;
  const isList = Array.isArray(list);
  const entries = typeof list === 'object' && list !== null ? Object.entries(list) : [];
  if (entries.length === 0) return options.inverse(this);
  return entries
    .map(([key, item], index) => {
      state.round();
      const data = Handlebars.createFrame(options.data) as Record<string, unknown>;
      Object.assign(data, { key: isList ? index : key, index, first: index === 0, last: index === entries.length - 1 });
      const text = options.fn(item, { data });
      state.spend(text.length);
      return text;
    })
    .join('');
}

function isMissing(value: unknown): boolean {
  return value === undefined || value === null || value === '';
}

/** Says which field or helper it was. */
function named<T>(name: string, run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (error instanceof HelperProblem) throw new HelperProblem(`${name}: ${error.message}`, { cause: error });
    throw error;
  }
}

/** What the form says of the field at this path; empty where there is no form, or it has no such field. */
function variantsOf(schema: JsonSchema | undefined, path: unknown): readonly JsonSchema[] {
  if (schema === undefined || typeof path !== 'string') return [];
  const found = findField(schema, path);
  return found === undefined || found === 'open' ? [] : schemaVariants(schema, found, MOST_VARIANTS);
}
