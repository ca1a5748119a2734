import { DEFAULT, type Template, type TemplateInput, type TemplateText } from './template-api.ts';

export type Kind = TemplateInput['kind'];

/** The part of a stored template that is edited and sent back. */
export function inputOf({ name, kind, layoutId, texts }: Template): TemplateInput {
  return { name, kind, layoutId, texts };
}

export function emptyTemplate(kind: Kind): TemplateInput {
  const text = kind === 'layout' ? { html: EMPTY_LAYOUT } : {};
  return { name: '', kind, layoutId: null, texts: [{ language: DEFAULT, ...text }] };
}

const EMPTY_LAYOUT =
  '<table role="presentation" width="100%"><tr><td align="center">\n<table role="presentation" width="600"><tr><td>{{> body}}</td></tr></table>\n</td></tr></table>\n';

export function withText(draft: TemplateInput, language: string, change: Partial<TemplateText>): TemplateInput {
  const texts = draft.texts.map((text) => (text.language === language ? { ...text, ...change } : text));
  return { ...draft, texts };
}

export function withLanguage(draft: TemplateInput, language: string): TemplateInput {
  // A text in another language begins with the one that is there.
  const start = draft.texts.find((text) => text.language === DEFAULT);
  return { ...draft, texts: [...draft.texts, { ...start, language }] };
}

export function withoutLanguage(draft: TemplateInput, language: string): TemplateInput {
  return { ...draft, texts: draft.texts.filter((text) => text.language !== language) };
}

/** As BCP 47 writes it; undefined for what is no tag. */
export function canonicalTag(given: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(given.trim().replaceAll('_', '-'))[0];
  } catch {
    return undefined;
  }
}

const names = new Intl.DisplayNames('en', { type: 'language' });

/** 'French (Canada)' for fr-CA. */
export function languageName(tag: string, words: { default: string }): string {
  return tag === DEFAULT ? words.default : (names.of(tag) ?? tag);
}
