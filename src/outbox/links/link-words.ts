/** What the paragraph of a link says, in the languages that we can say it in. */
interface LinkWords {
  download: string;
  until: string;
}

const ENGLISH: LinkWords = { download: 'Download', until: 'until' };

const WORDS: Readonly<Record<string, LinkWords>> = {
  en: ENGLISH,
  de: { download: 'Herunterladen', until: 'bis' },
  fr: { download: 'Télécharger', until: 'jusqu’au' },
  es: { download: 'Descargar', until: 'hasta el' },
  it: { download: 'Scarica', until: 'fino al' },
  nl: { download: 'Downloaden', until: 'tot en met' },
  pt: { download: 'Transferir', until: 'até' },
  pl: { download: 'Pobierz', until: 'do' },
  sv: { download: 'Ladda ner', until: 'till och med' },
  da: { download: 'Hent', until: 'til og med' },
};

/** The first element that holds the mail and says its language (HTML, 3.2.6.2), with only its wrappers before it. */
const LANGUAGE =
  /^\s*(?:<!doctype[^>]*>\s*)?<(?:html|body|div|table|section|article|p)\b[^>]*\blang\s*=\s*["']?([a-z]{2,3})\b/i;

const UNSUBSCRIBE: Readonly<Record<string, string>> = {
  en: 'Unsubscribe',
  de: 'Abmelden',
  fr: 'Se désabonner',
  es: 'Darse de baja',
  it: 'Annulla l’iscrizione',
  nl: 'Afmelden',
  pt: 'Cancelar a subscrição',
  pl: 'Wypisz się',
  sv: 'Avsluta prenumerationen',
  da: 'Afmeld',
};

/** By the `lang` of the mail's outermost element; English where it says none, or one that we do not speak. */
export function linkWords(html: string | undefined): LinkWords {
  return WORDS[languageOf(html)] ?? ENGLISH;
}

/** What the link says by which its recipient unsubscribes; the same languages. */
export function unsubscribeWord(html: string | undefined): string {
  return UNSUBSCRIBE[languageOf(html)] ?? 'Unsubscribe';
}

function languageOf(html: string | undefined): string {
  return LANGUAGE.exec(html ?? '')?.[1]?.toLowerCase() ?? 'en';
}
