/** Yes and no by language. CLDR has them (posix/messages), but Intl does not answer them. */
const WORDS: Readonly<Record<string, readonly [yes: string, no: string]>> = {
  bg: ['да', 'не'],
  cs: ['ano', 'ne'],
  da: ['ja', 'nej'],
  de: ['ja', 'nein'],
  el: ['ναι', 'όχι'],
  en: ['yes', 'no'],
  es: ['sí', 'no'],
  et: ['jah', 'ei'],
  fi: ['kyllä', 'ei'],
  fr: ['oui', 'non'],
  hr: ['da', 'ne'],
  hu: ['igen', 'nem'],
  it: ['sì', 'no'],
  lt: ['taip', 'ne'],
  lv: ['jā', 'nē'],
  nb: ['ja', 'nei'],
  nl: ['ja', 'nee'],
  no: ['ja', 'nei'],
  pl: ['tak', 'nie'],
  pt: ['sim', 'não'],
  ro: ['da', 'nu'],
  ru: ['да', 'нет'],
  sk: ['áno', 'nie'],
  sl: ['da', 'ne'],
  sv: ['ja', 'nej'],
  tr: ['evet', 'hayır'],
  uk: ['так', 'ні'],
};

/** In the language of the locale (BCP 47); one that is not listed is shown in English. */
export function yesNo(value: boolean, locale: string): string {
  const [language = ''] = locale.toLowerCase().split('-');
  const [yes, no] = (Object.hasOwn(WORDS, language) ? WORDS[language] : undefined) ?? ['yes', 'no'];
  return value ? yes : no;
}
