import { type FieldProblem, invalid } from '../src/sdk/index.ts';
import type { SecretBox } from '../src/secrets/secret-box.ts';
import type { Settings } from './connector-types.ts';

/** What stands in an answer for a secret that is stored. In a request it means "keep". */
export const STORED = { $secret: 'stored' } as const;

/** What a request wants done with each secret: absent = keep, string = replace, null = clear. */
export type SecretWishes = Map<string, string | null>;

/** Takes the secrets out of the settings of a request. */
export function takeSecrets(settings: unknown, pointers: string[]): { settings: unknown; wishes: SecretWishes } {
  const wishes: SecretWishes = new Map();
  const rest = structuredClone(settings);
  const problems: FieldProblem[] = [];
  for (const pointer of pointers) {
    const { parent, key } = parentOf(rest, pointer);
    if (!parent || !Object.hasOwn(parent, key)) continue;
    const wish = parent[key];
    delete parent[key];
    if (typeof wish === 'string' || wish === null) wishes.set(pointer, wish);
    else if (!isStoredMark(wish))
      problems.push({ path: `/settings${pointer}`, message: 'Must be a text, or null to clear it.' });
  }
  if (problems.length > 0) throw invalid(problems);
  return { settings: rest, wishes };
}

/** The settings with a value put at each pointer; missing objects on the way are made. */
export function putSecrets(settings: Settings, secrets: Iterable<[string, unknown]>): Settings {
  const filled = structuredClone(settings);
  for (const [pointer, value] of secrets) {
    const names = pointer.split('/').slice(1);
    const last = names.pop();
    if (last === undefined) continue;
    let at: Settings = filled;
    for (const name of names) {
      if (!isObject(at[name])) at[name] = {};
      at = at[name] as Settings;
    }
    at[last] = value;
  }
  return filled;
}

export interface KeptSecrets {
  /** JSON pointer -> plain text */
  plain: Map<string, string>;
  /** stored ones that were forgotten because their destination changed */
  cleared: string[];
}

/**
 * Which secrets belong to the new values: stored ones stay only where they go to the same destination as before.
 * Only those are opened, so that a secret whose key is lost can be typed again.
 */
export function mergeSecrets(
  wishes: SecretWishes,
  stored: { pointers: string[]; open(pointer: string): string },
  destinations: { before: Record<string, string>; after: Record<string, string> },
): KeptSecrets {
  const plain = new Map<string, string>();
  const cleared: string[] = [];
  for (const pointer of stored.pointers) {
    if (wishes.has(pointer)) continue;
    if (destinations.before[pointer] === destinations.after[pointer]) plain.set(pointer, stored.open(pointer));
    else cleared.push(pointer);
  }
  for (const [pointer, wish] of wishes) if (wish !== null) plain.set(pointer, wish);
  return { plain, cleared };
}

export function openSecrets(box: SecretBox, connectorId: string, sealed: Record<string, string>): Map<string, string> {
  return new Map(Object.entries(sealed).map(([field, text]) => [field, box.open(text, { connectorId, field })]));
}

export function sealSecrets(box: SecretBox, connectorId: string, plain: Map<string, string>): Record<string, string> {
  return Object.fromEntries([...plain].map(([field, text]) => [field, box.seal(text, { connectorId, field })]));
}

function parentOf(root: unknown, pointer: string): { parent: Settings | undefined; key: string } {
  const names = pointer.split('/').slice(1);
  const key = names.pop() ?? '';
  let at: unknown = root;
  for (const name of names) at = isObject(at) && Object.hasOwn(at, name) ? at[name] : undefined;
  return { parent: isObject(at) ? at : undefined, key };
}

function isStoredMark(value: unknown): boolean {
  return isObject(value) && value['$secret'] === 'stored';
}

function isObject(value: unknown): value is Settings {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
