import { AppError, type JsonSchema } from '../src/sdk/index.ts';

/** The part of JSON Schema that forms are drawn from; docs/add-a-connector-type.md. */
const KEYWORDS = [
  '$schema',
  '$defs',
  '$ref',
  'title',
  'description',
  'type',
  'properties',
  'required',
  'dependentRequired',
  'additionalProperties',
  'items',
  'enum',
  'const',
  'oneOf',
  'if',
  'then',
  'else',
  'default',
  'examples',
  'format',
  'pattern',
  'minLength',
  'maxLength',
  'minimum',
  'maximum',
  'minItems',
  'maxItems',
  'uniqueItems',
];
const TYPES = ['object', 'array', 'string', 'integer', 'boolean'];

/** Throws CONFIG, naming the place, where a schema uses what no form can draw. */
export function assertDrawable(schema: JsonSchema, type: string): void {
  check(schema, '', type);
}

function check(node: unknown, path: string, type: string): void {
  if (!isNode(node)) throw outside(type, path, 'is not a schema object');
  for (const keyword of Object.keys(node)) {
    if (!KEYWORDS.includes(keyword)) throw outside(type, `${path}/${keyword}`, 'is outside the documented subset');
  }
  if (node['type'] !== undefined && !TYPES.includes(String(node['type']))) {
    throw outside(type, `${path}/type`, `must be one of ${TYPES.join(', ')}`);
  }
  if (node['$ref'] !== undefined && !String(node['$ref']).startsWith('#/$defs/')) {
    throw outside(type, `${path}/$ref`, 'must point into $defs of the same schema');
  }
  if (node['oneOf'] !== undefined && !isChoice(node['oneOf'])) {
    throw outside(type, `${path}/oneOf`, 'must be a list of { const, title }');
  }
  if (node['additionalProperties'] !== undefined && typeof node['additionalProperties'] !== 'boolean') {
    throw outside(type, `${path}/additionalProperties`, 'must be true or false');
  }
  for (const group of ['properties', '$defs']) {
    for (const [name, child] of Object.entries(node[group] ?? {})) check(child, `${path}/${group}/${name}`, type);
  }
  for (const keyword of ['items', 'if', 'then', 'else']) {
    if (node[keyword] !== undefined) check(node[keyword], `${path}/${keyword}`, type);
  }
}

function isChoice(choices: unknown): boolean {
  return (
    Array.isArray(choices) &&
    choices.every((choice) => isNode(choice) && 'const' in choice && typeof choice['title'] === 'string')
  );
}

function outside(type: string, path: string, why: string): AppError {
  return new AppError(
    'CONFIG',
    `The settings schema of connector type "${type}" cannot be used: ${path || '/'} ${why}.`,
  );
}

/** JSON pointers of all `format: secret` values. Secrets stand in objects only, not in lists. */
export function secretPointers(schema: JsonSchema): string[] {
  const defs = isNode(schema['$defs']) ? schema['$defs'] : {};
  const found = new Set<string>();
  const walk = (node: unknown, path: string): void => {
    if (!isNode(node)) return;
    const target = typeof node['$ref'] === 'string' ? defs[node['$ref'].slice('#/$defs/'.length)] : undefined;
    if (target !== undefined) walk(target, path);
    if (node['format'] === 'secret') found.add(path);
    for (const [name, child] of Object.entries(node['properties'] ?? {})) walk(child, `${path}/${name}`);
    for (const keyword of ['then', 'else']) walk(node[keyword], path);
  };
  walk(schema, '');
  return [...found].sort();
}

function isNode(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
