import { type RefusedDocument, refuse } from './document.ts';

const HIDING = /[\p{Cc}\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffd]/u;
const SYSTEM = /(^|\/)(__MACOSX\/|\._|\.DS_Store$|Thumbs\.db$|desktop\.ini$)/i;
const LONGEST = 255;

/** Why a name cannot be used; names come in NFC with '/' between folders. */
export function findNameProblem(name: string): RefusedDocument | undefined {
  const shown = name.replace(new RegExp(HIDING, 'gu'), '?').slice(0, LONGEST);
  if (name.startsWith('/') || /^[a-z]:/i.test(name) || name.split('/').includes('..')) return refuse(shown, 'outside');
  if (HIDING.test(name) || name.length > LONGEST || name === '') return refuse(shown, 'bad_name');
  return SYSTEM.test(name) ? refuse(shown, 'system_file') : undefined;
}

/** Equal for names that a file system which ignores case and normal forms takes for one. */
export function nameKey(name: string): string {
  return name.normalize('NFC').toLowerCase().normalize('NFC');
}

/** The keys of names that stand there more than once. */
export function repeatedKeys(names: Iterable<string>): Set<string> {
  const seen = new Set<string>();
  const repeated = new Set<string>();
  for (const name of names) {
    const key = nameKey(name);
    if (seen.has(key)) repeated.add(key);
    seen.add(key);
  }
  return repeated;
}
