import type { RuleField } from '../api/rule-field.ts';

export interface Reference {
  fact: string;
  path?: string;
}

const BETWEEN = '#';

/** One text for a field and its path: `owner#$.email`. It can be taken apart again without loss. */
export function keyOf({ fact, path }: Reference): string {
  return path === undefined ? fact : `${fact}${BETWEEN}${path}`;
}

export function referenceOf(key: string): Reference {
  const at = key.indexOf(BETWEEN);
  return at === -1 ? { fact: key } : { fact: key.slice(0, at), path: key.slice(at + 1) };
}

/** A reference whose key could not be taken apart again has no key. */
export function hasKey({ fact }: Reference): boolean {
  return !fact.includes(BETWEEN);
}

/** The same field may be written as `owner` with `$.email`, as `owner` with `email` or as `owner.email`. */
export function dotPathOf(key: string): string {
  const { fact, path = '' } = referenceOf(key);
  const rest = path.replace(/^\$\.?/, '');
  return (rest === '' ? fact : `${fact}.${rest}`).replace(/\[(\d+)\]/g, '.$1');
}

export function findField(fields: readonly RuleField[], key: string): RuleField | undefined {
  const wanted = dotPathOf(key);
  return fields.find((field) => dotPathOf(keyOf(field)) === wanted);
}

/** What each field is called: its label, with its group where another field has the same label. By key. */
export function namesOf(fields: readonly RuleField[], qualified: (label: string, group: string) => string) {
  const times = new Map<string, number>();
  for (const { label } of fields) times.set(label, (times.get(label) ?? 0) + 1);
  return new Map(
    fields.map((field) => {
      const { label, group } = field;
      return [keyOf(field), times.get(label) === 1 ? label : qualified(label, group)];
    }),
  );
}
