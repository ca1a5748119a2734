import { isFields } from '../json-form/pointer.ts';
import { schemaDefaults } from '../json-form/resolve.ts';
import { valuesToSend } from '../json-form/visible.ts';
import type { Connector, ConnectorType } from './connection-queries.ts';

/** A connector as it stands in the form. */
export interface Draft {
  displayName: string;
  provider?: string;
  settings: Record<string, unknown>;
}

export interface Definition {
  type: string;
  displayName: string;
  provider?: string;
  settings: Record<string, unknown>;
}

export function newDraft({ schema }: ConnectorType): Draft {
  return { displayName: '', settings: schemaDefaults(schema) };
}

export function draftOf({ displayName, provider, settings }: Connector): Draft {
  return { displayName, ...(provider === null ? {} : { provider }), settings };
}

export function definitionOf({ type, schema, uiSchema }: ConnectorType, draft: Draft): Definition {
  const { provider } = draft;
  return {
    type,
    displayName: draft.displayName.trim(),
    ...(provider === undefined ? {} : { provider }),
    settings: valuesToSend(schema, uiSchema, draft.settings),
  };
}

/** Two values are the same when these are: the order of fields does not count. */
export function keyOf(value: unknown): string {
  return JSON.stringify(value, (_name, part: unknown) =>
    isFields(part) ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1))) : part,
  );
}
