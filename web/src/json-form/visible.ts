import { formatPointer, isFields, parsePointer, valueAt } from './pointer.ts';
import { namesEverKnown, propertiesOf, resolveNode, type SchemaNode, type UiNode } from './resolve.ts';
import { isStoredMark } from './stored-secret.ts';

export interface UiOptions {
  card?: boolean;
  spans?: Record<string, number>;
  advanced?: boolean;
  label?: boolean;
  visibleWhen?: { field: string; is?: readonly unknown[]; isNot?: readonly unknown[] };
  [name: string]: unknown;
}

export function optionsOf(ui: unknown): UiOptions {
  const options = isFields(ui) ? ui['ui:options'] : undefined;
  return isFields(options) ? (options as UiOptions) : {};
}

/** `visibleWhen` looks at a field beside the hidden one; without a value, at what the schema says it is then. */
export function isShown(ui: unknown, siblings: unknown, parent: SchemaNode, root: SchemaNode): boolean {
  const { visibleWhen: when } = optionsOf(ui);
  if (!when) return true;
  const said = isFields(siblings) ? siblings[when.field] : undefined;
  const value = said ?? resolveNode(propertiesOf(parent)[when.field], root, undefined)['default'];
  return when.is ? when.is.includes(value) : !when.isNot?.includes(value);
}

/**
 * What is sent of the values in a form: what is hidden, empty, or belongs to a branch that does not apply stays in
 * the form, so that switching back loses nothing, but not in what is saved. Untouched secrets are left out: the server
 * keeps them.
 */
export function valuesToSend(schema: SchemaNode, uiSchema: UiNode, value: unknown): Record<string, unknown> {
  // The whole is never "not filled in": its own defaults are values like others.
  return isFields(value) ? Object.fromEntries(fieldsToSend(schema, uiSchema, value, schema)) : {};
}

function sendable(part: unknown, ui: UiNode, value: unknown, root: SchemaNode): unknown {
  if (isStoredMark(value) || value === '' || value === null) return undefined;
  const node = resolveNode(part, root, value);
  if (Array.isArray(value)) {
    const itemUi = isFields(ui['items']) ? ui['items'] : {};
    const items = value.map((item) => sendable(node['items'], itemUi, item, root)).filter((item) => item !== undefined);
    return items.length > 0 ? items : undefined;
  }
  if (!isFields(value)) return typeof value === 'string' ? textToSend(value, node) : value;
  const fields = fieldsToSend(part, ui, value, root);
  const properties = propertiesOf(node);
  return fields.some(([name, field]) => saysMoreThanDefault(field, properties[name], root))
    ? Object.fromEntries(fields)
    : undefined;
}

function fieldsToSend(part: unknown, ui: UiNode, value: Record<string, unknown>, root: SchemaNode) {
  const node = resolveNode(part, root, value);
  const properties = propertiesOf(node);
  const known = namesEverKnown(part, root);
  const fields: [string, unknown][] = [];
  for (const [name, field] of Object.entries(value)) {
    if (known.includes(name) && !Object.hasOwn(properties, name)) continue;
    const fieldUi = isFields(ui[name]) ? ui[name] : {};
    if (!isShown(fieldUi, value, node, root)) continue;
    const kept = sendable(properties[name], fieldUi, field, root);
    if (kept !== undefined) fields.push([name, kept]);
  }
  return fields;
}

/**
 * A password may begin or end with a space. Text of several lines stays as it is: a stored certificate without its
 * last line break would count as another one, and the passwords that belong to it would be forgotten.
 */
function textToSend(text: string, { format }: SchemaNode): string | undefined {
  return format === 'secret' || text.includes('\n') ? text : text.trim() || undefined;
}

/** A part in which nothing but defaults stands was never filled in. */
function saysMoreThanDefault(value: unknown, part: unknown, root: SchemaNode): boolean {
  return isFields(value) || value !== resolveNode(part, root, value)['default'];
}

/** The field itself, or the nearest part around it that the form shows: a link to a hidden field leads nowhere. */
export function nearestShown(schema: SchemaNode, uiSchema: UiNode, value: unknown, pointer: string): string {
  const names = parsePointer(pointer);
  let node = resolveNode(schema, schema, value);
  let ui = uiSchema;
  for (const [depth, name] of names.entries()) {
    const above = formatPointer(names.slice(0, depth));
    const siblings = valueAt(value, above);
    if (Array.isArray(siblings)) return pointer;
    const fieldUi = isFields(ui[name]) ? ui[name] : {};
    if (!isShown(fieldUi, siblings, node, schema) || fieldUi['ui:widget'] === 'hidden') return above;
    node = resolveNode(propertiesOf(node)[name], schema, isFields(siblings) ? siblings[name] : undefined);
    ui = fieldUi;
  }
  return pointer;
}
