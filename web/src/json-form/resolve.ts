import { isFields, parsePointer } from './pointer.ts';
import { definitionOf, fits } from './validator.ts';

/** A part of a JSON Schema, of the subset in docs/add-a-connector-type.md. */
export type SchemaNode = Record<string, unknown>;
export type UiNode = Record<string, unknown>;

/** The part as it applies to a value: references followed, and the branch of if / then / else put in. */
export function resolveNode(node: unknown, root: SchemaNode, value: unknown): SchemaNode {
  if (!isFields(node)) return {};
  const { $ref, ...own } = node;
  const whole = typeof $ref === 'string' ? { ...resolveNode(definitionOf(root, $ref), root, value), ...own } : node;
  if (!isFields(whole['if'])) return whole;
  const { if: condition, then: yes, else: no, ...rest } = whole;
  const branch = resolveNode(fits(condition as object, value, root) ? yes : no, root, value);
  return {
    ...rest,
    properties: { ...propertiesOf(rest), ...merged(propertiesOf(rest), propertiesOf(branch)) },
    required: [...listOf(rest['required']), ...listOf(branch['required'])],
  };
}

/** A branch may say more about a property that stands outside of it: its title stays. */
function merged(outside: SchemaNode, inside: SchemaNode): SchemaNode {
  return Object.fromEntries(
    Object.entries(inside).map(([name, node]) => {
      const known = outside[name];
      return [name, isFields(known) && isFields(node) ? { ...known, ...node } : node];
    }),
  );
}

/** All properties that a schema knows, in whatever branch. */
export function namesEverKnown(node: unknown, root: SchemaNode): string[] {
  if (!isFields(node)) return [];
  const target = typeof node['$ref'] === 'string' ? namesEverKnown(definitionOf(root, node['$ref']), root) : [];
  const branches = [node['then'], node['else']].flatMap((branch) => namesEverKnown(branch, root));
  return [...target, ...Object.keys(propertiesOf(node)), ...branches];
}

export function propertiesOf(node: SchemaNode): SchemaNode {
  return isFields(node['properties']) ? node['properties'] : {};
}

/** The part of the schema, and of the layout, for a pointer into the value. */
export function nodeAt(schema: SchemaNode, uiSchema: UiNode, value: unknown, pointer: string) {
  let at = { node: resolveNode(schema, schema, value), ui: uiSchema, value };
  for (const name of parsePointer(pointer)) {
    const inList = Array.isArray(at.value);
    const child = inList ? at.node['items'] : propertiesOf(at.node)[name];
    const list = at.value as unknown[];
    const next = inList ? list[Number(name)] : isFields(at.value) ? at.value[name] : undefined;
    const ui = at.ui[inList ? 'items' : name];
    at = { node: resolveNode(child, schema, next), ui: isFields(ui) ? ui : {}, value: next };
  }
  return at;
}

/** What the form calls a field: 'IMAP server', 'SMTP details: Email Address'. */
export function titleAt(schema: SchemaNode, uiSchema: UiNode, value: unknown, pointer: string): string {
  const names = parsePointer(pointer);
  const { node, ui } = nodeAt(schema, uiSchema, value, pointer);
  return String(ui['ui:title'] ?? node['title'] ?? names.at(-1) ?? '');
}

/** `default` of the schema: what a form for something new begins with. */
export function schemaDefaults(schema: SchemaNode): Record<string, unknown> {
  const defaults = defaultOf(schema, schema);
  return isFields(defaults) ? defaults : {};
}

function defaultOf(part: unknown, root: SchemaNode): unknown {
  const node = resolveNode(part, root, undefined);
  if (node['default'] !== undefined) return node['default'];
  const found = Object.entries(propertiesOf(node))
    .map(([name, child]) => [name, defaultOf(child, root)] as const)
    .filter(([, value]) => value !== undefined);
  return found.length > 0 ? Object.fromEntries(found) : undefined;
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
