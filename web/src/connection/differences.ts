import { formatPointer, isFields, valueAt } from '../json-form/pointer.ts';
import { nodeAt, titleAt } from '../json-form/resolve.ts';
import { isStoredMark } from '../json-form/stored-secret.ts';
import type { Difference } from '../ui/conflict-dialog.tsx';
import { connection } from '../words/connection.ts';
import { shell } from '../words/shell.ts';
import type { ConnectorType } from './connection-queries.ts';
import type { Draft } from './draft.ts';

const words = connection.values;

/** Both versions, field by field; only the fields that differ. Secrets are never shown. */
export function differencesOf(type: ConnectorType, yours: Draft, theirs: Draft): Difference[] {
  const named = (['displayName', 'provider'] as const).map((name) => ({
    field: name === 'displayName' ? connection.displayName : words.provider,
    yours: yours[name] ?? '',
    theirs: theirs[name] ?? '',
  }));
  const pointers = new Set([...leaves(yours.settings), ...leaves(theirs.settings)]);
  const fields = [...pointers].map((pointer) => ({
    field: fullTitle(type, yours, theirs, pointer),
    yours: shown(type, yours, pointer),
    theirs: shown(type, theirs, pointer),
  }));
  return [...named, ...fields].filter((one) => one.yours !== one.theirs);
}

/** 'SMTP details: Email Address', because two sections may have fields of the same name. */
function fullTitle({ schema, uiSchema }: ConnectorType, yours: Draft, theirs: Draft, pointer: string): string {
  const known = valueAt(yours.settings, pointer) === undefined ? theirs.settings : yours.settings;
  const title = titleAt(schema, uiSchema, known, pointer);
  const section = /^\/[^/]+/.exec(pointer)?.[0] ?? pointer;
  return section === pointer ? title : `${titleAt(schema, uiSchema, known, section)}: ${title}`;
}

function shown({ schema, uiSchema }: ConnectorType, { settings }: Draft, pointer: string): string {
  const value = valueAt(settings, pointer);
  if (isStoredMark(value)) return words.savedSecret;
  if (value === undefined || value === '') return '';
  const { node } = nodeAt(schema, uiSchema, settings, pointer);
  if (node['format'] === 'secret') return shell.conflict.secret;
  if (typeof value === 'boolean') return value ? words.yes : words.no;
  const choices = Array.isArray(node['oneOf']) ? node['oneOf'] : [];
  const choice = choices.find((one) => isFields(one) && one['const'] === value);
  return isFields(choice) ? String(choice['title']) : String(value);
}

function leaves(value: unknown, path: (string | number)[] = []): string[] {
  if (isFields(value) && !isStoredMark(value)) {
    return Object.entries(value).flatMap(([name, inner]) => leaves(inner, [...path, name]));
  }
  if (Array.isArray(value)) return value.flatMap((inner, index) => leaves(inner, [...path, index]));
  return [formatPointer(path)];
}
