/** The language of a template's text for everybody whose own is not there. */
export const DEFAULT_LANGUAGE = 'default';

/** A language tag as BCP 47 writes it ('fr-ca' is 'fr-CA'), 'default' as it is; undefined: it is none. */
export function canonicalLanguage(tag: string): string | undefined {
  const given = tag.trim().replaceAll('_', '-');
  if (given.toLowerCase() === DEFAULT_LANGUAGE) return DEFAULT_LANGUAGE;
  try {
    return Intl.getCanonicalLocales(given)[0];
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** The first that is there of fr-CA, fr, default (RFC 4647, 3.4: look-up). What is no language gets the default text. */
export function languageFor(wanted: string | undefined, there: readonly string[]): string {
  for (let tag = canonicalLanguage(wanted ?? ''); tag !== undefined && tag !== ''; tag = parentOf(tag)) {
    if (there.includes(tag)) return tag;
  }
  return DEFAULT_LANGUAGE;
}

/** A single letter introduces what follows it: it goes together with that. */
function parentOf(tag: string): string | undefined {
  const parts = tag.split('-').slice(0, -1);
  if (parts.at(-1)?.length === 1) parts.pop();
  return parts.length === 0 ? undefined : parts.join('-');
}
