import type { ConnectorDefinition } from './connector-definition.gen.ts';
import type { ConnectorView } from './connector-view.ts';
import { STORED } from './secret-fields.ts';

/** For the audit: the pointers of what is not as it was, and of secrets that were typed anew. Never a value. */
export function changedFields(before: ConnectorView, after: ConnectorView, given: ConnectorDefinition): string[] {
  const [old, now, typed] = [leaves(before), leaves(after), leaves({ settings: given.settings })];
  const names = [...new Set([...old.keys(), ...now.keys()])];
  const changed = names.filter((name) => JSON.stringify(old.get(name)) !== JSON.stringify(now.get(name)));
  const secrets = names.filter((name) => isStoredSecret(now.get(name)) && typeof typed.get(name) === 'string');
  return [...new Set([...changed, ...secrets])];
}

function leaves({ displayName, provider, enabled, settings }: Partial<ConnectorView> & { settings: object }) {
  const found = new Map<string, unknown>();
  const walk = (value: unknown, at: string) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value) || isStoredSecret(value)) {
      if (value !== undefined) found.set(at, value);
      return;
    }
    for (const [key, inner] of Object.entries(value)) walk(inner, at === '' ? key : `${at}.${key}`);
  };
  walk({ displayName, provider, enabled, settings }, '');
  return found;
}

function isStoredSecret(value: unknown): boolean {
  return typeof value === 'object' && value !== null && '$secret' in value && value.$secret === STORED.$secret;
}
