import type Handlebars from 'handlebars';
import type { TemplateDelegate } from 'handlebars';
import {
  AppError,
  type JsonObject,
  type JsonSchema,
  type TemplateEngine,
  type TemplateKind,
  type TemplateUse,
} from '../../src/sdk/index.ts';
import { loadFolder } from '../load-folder.ts';
import { createEnvironment, type RenderData } from './environment.ts';
import { type Helper, HelperProblem } from './helper.ts';
import { parseTemplate } from './parse-template.ts';
import { RenderState } from './render-state.ts';
import { NEED, rewriteTemplate, VALUE } from './rewrite.ts';

export interface TemplateDefaults {
  /** BCP 47; default en */
  locale?: string;
  /** IANA time zone; default UTC */
  zone?: string;
}

interface Compiled {
  use: TemplateUse;
  run: TemplateDelegate;
}

const MOST_COMPILED = 300;

/** Every helper of rules/expressions/functions/: a new one is one new file there, and nothing else is edited. */
const HELPERS: ReadonlyMap<string, Helper> = await loadHelpers();

async function loadHelpers(): Promise<Map<string, Helper>> {
  const modules = await loadFolder<{ helper: Helper }>(new URL('./functions/', import.meta.url));
  return new Map(modules.map(({ helper }) => [helper.name, helper]));
}

/** What the editor offers for completion. */
export function listHelpers(): { name: string; summary: string; usage: string }[] {
  return [...HELPERS.values()].map(({ name, summary, usage }) => ({ name, summary, usage }));
}

/** Templates are compiled once and kept, the latest used 300 of them. */
export function createTemplateEngine(defaults: TemplateDefaults = {}): TemplateEngine {
  const environment = createEnvironment(HELPERS);
  const knownHelpers = Object.fromEntries([...HELPERS.keys(), 'each', VALUE, NEED].map((name) => [name, true]));
  const cache = new Map<string, Compiled>();

  const compile = (template: string, kind: TemplateKind): Compiled => {
    const program = parseTemplate(template);
    const use = rewriteTemplate(program, HELPERS);
    const run = environment.compile(program, {
      knownHelpers: knownHelpers as KnownHelpers,
      knownHelpersOnly: true,
      noEscape: kind !== 'html',
    });
    return { use, run };
  };

  const compiled = (template: string, kind: TemplateKind): Compiled => {
    const key = `${kind === 'html' ? 'h' : 't'}${template}`;
    const known = cache.get(key) ?? compile(template, kind);
    cache.delete(key);
    cache.set(key, known);
    if (cache.size > MOST_COMPILED) cache.delete(cache.keys().next().value ?? '');
    return known;
  };

  const { zone = 'UTC' } = defaults;
  const engineFor = (schema: JsonSchema | undefined): TemplateEngine => ({
    inspect: (template) => compiled(asText(template), 'html').use,
    render: (template, kind, facts, locale = defaults.locale ?? 'en') => {
      const { run } = compiled(asText(template), kind);
      return clean(renderOnce(run, facts, { state: new RenderState(), kind, locale, zone, schema }), kind);
    },
    forSchema: engineFor,
  });
  return engineFor(undefined);
}

// The library's type asks for its own helpers only, although any name may stand here.
type KnownHelpers = NonNullable<NonNullable<Parameters<typeof Handlebars.compile>[1]>['knownHelpers']>;

function renderOnce(run: TemplateDelegate, facts: JsonObject, data: RenderData): string {
  try {
    const text = run(facts, { data: { ...data } });
    const names = [...data.state.missing];
    if (names.length === 0) return text;
    throw new AppError(
      'MISSING_VALUE',
      `Missing or empty: ${names.join(', ')}. Give the value, or use {{default ...}}.`,
      {
        details: { names },
      },
    );
  } catch (error) {
    if (error instanceof HelperProblem) {
      throw new AppError('TEMPLATE', `The template cannot be filled in. ${error.message}`, { cause: error });
    }
    throw error;
  }
}

function asText(template: unknown): string {
  if (typeof template === 'string') return template;
  throw new AppError('TEMPLATE', 'A template must be text.');
}

/** Control characters have no place in a mail; in a header a line break would begin another header (RFC 5322, 2.2). */
function clean(text: string, kind: TemplateKind): string {
  if (kind === 'header') return text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();
  return text.replace(/\r\n?/g, '\n').replace(/[^\P{Cc}\n\t]/gu, '');
}
