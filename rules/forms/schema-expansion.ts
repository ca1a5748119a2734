import type { FieldProblem, JsonSchema } from '../../src/sdk/index.ts';

const MOST_PARTS = 2_000;

/**
 * A schema is checked part by part, and a part as often as something refers to it. 22 definitions that each name the one
 * before twice took ten seconds, and one that names itself never ends. So references are counted as if they were
 * written out; what refers to itself cannot be.
 */
export function findExpansionProblem(root: JsonSchema): FieldProblem[] {
  try {
    new Expansion(root).size(root);
    return [];
  } catch (error) {
    if (error instanceof Refused) return [{ path: '/schema', message: error.message }];
    throw error;
  }
}

class Refused extends Error {}

class Expansion {
  readonly #root: JsonSchema;
  readonly #known = new Map<object, number>();
  readonly #open = new Set<object>();

  constructor(root: JsonSchema) {
    this.#root = root;
  }

  size(part: unknown): number {
    if (typeof part !== 'object' || part === null) return 0;
    const known = this.#known.get(part);
    if (known !== undefined) return known;
    if (this.#open.has(part)) throw new Refused('The schema refers to itself; write the levels out that the form has.');
    this.#open.add(part);
    let size = 1;
    for (const [key, value] of Object.entries(part)) {
      size += key === '$ref' && typeof value === 'string' ? this.size(this.#target(value)) : this.size(value);
      if (size > MOST_PARTS) throw new Refused(`The schema has more than ${MOST_PARTS} parts; split the form.`);
    }
    this.#open.delete(part);
    this.#known.set(part, size);
    return size;
  }

  #target(reference: string): unknown {
    if (reference !== '#' && !reference.startsWith('#/')) {
      throw new Refused(`"${reference.slice(0, 100)}" leads out of the schema; write "#/$defs/name".`);
    }
    let at: unknown = this.#root;
    for (const part of reference.split('/').slice(1)) {
      const key = decoded(part).replaceAll('~1', '/').replaceAll('~0', '~');
      const known = typeof at === 'object' && at !== null && Object.hasOwn(at, key);
      if (!known) throw new Refused(`There is no "${reference.slice(0, 100)}" in the schema.`);
      at = (at as Record<string, unknown>)[key];
    }
    return at;
  }
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    // A lone percent sign: the name as it stands is looked for, and not found.
    return part;
  }
}
