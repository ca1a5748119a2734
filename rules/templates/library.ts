import {
  AppError,
  languageFor,
  type MailTemplate,
  type TemplateEngine,
  type TemplateInspection,
  type TemplatePart,
  type TemplatePlace,
  type TemplateTexts,
} from '../../src/sdk/index.ts';
import type { TemplateRow, TemplateTextRow } from '../../src/store/tables/template.table.ts';
import { type FlatText, flatten, placeOf, placeText, type SourceText, withoutPlace } from './flatten.ts';
import { inlineCss, type StyleQueue } from './inline-css.ts';

/** A template as far as texts are made of it: stored, or as it stands in the editor. */
export type LibraryTemplate = Pick<TemplateRow, 'id' | 'name' | 'nameKey' | 'kind' | 'layoutId' | 'texts' | 'version'>;

/** The templates that some text can be made of. */
export interface Library {
  byId: ReadonlyMap<string, LibraryTemplate>;
  /** parts by their nameKey */
  parts: ReadonlyMap<string, LibraryTemplate>;
  /** HTML in a layout that is looked at by itself */
  sampleBody?: string;
  /** whose turn its styles take; absent: that of e-mails */
  queue?: StyleQueue;
}

export const BODY = 'body';
const PARTS = ['subject', 'html', 'text'] as const;

export function libraryOf(templates: readonly LibraryTemplate[], queue?: StyleQueue): Library {
  return {
    ...(queue && { queue }),
    byId: new Map(templates.map((one) => [one.id, one])),
    parts: new Map(templates.filter(({ kind }) => kind === 'part').map((one) => [one.nameKey, one])),
  };
}

/** An e-mail template of a library. */
export function mailTemplateOf(library: Library, template: LibraryTemplate, engine: TemplateEngine): MailTemplate {
  const { id, name, version } = template;
  return {
    id,
    name,
    version,
    languages: languagesOf(template),
    compose: (language) => composed(library, template, language),
    inspect: (language) =>
      PARTS.flatMap((part) => {
        if (textIn(template, language)?.[part] === undefined) return [];
        return [inspected(() => flatText(library, template, { language, part }), part, engine)];
      }),
  };
}

/** Throws TEMPLATE. Of a layout: around nothing. */
export async function composed(library: Library, template: LibraryTemplate, language: string): Promise<TemplateTexts> {
  const texts: TemplateTexts = {};
  for (const part of PARTS) {
    if (textIn(template, language)?.[part] === undefined) continue;
    const { text } = flatText(library, template, { language, part });
    texts[part] = part === 'html' ? await inlineCss(text, library.queue) : text;
  }
  return texts;
}

/** One text with layout and parts in place. A language that a layout or part lacks is that of its chain, or its default. */
export function flatText(
  library: Library,
  template: LibraryTemplate,
  { language, part }: { language: string; part: TemplatePart },
): FlatText {
  const own = sourceOf(template, language, part) ?? { template: template.name, language, part, text: '' };
  const layout = part === 'html' && template.layoutId !== null ? library.byId.get(template.layoutId) : undefined;
  const around = layout && sourceOf(layout, language, 'html');
  const isLayout = (name: string) =>
    name === (layout?.name ?? (template.kind === 'layout' ? template.name : undefined));
  return flatten(around ?? own, (name, source) => {
    if (name.toLowerCase() === BODY) {
      if (!isLayout(source.template)) throw refused('{{> body}} stands in a layout only. Take it out.');
      return around === undefined ? { ...own, template: BODY, text: library.sampleBody ?? '' } : own;
    }
    return partText(library, name, { language, part });
  });
}

function partText(library: Library, name: string, of: { language: string; part: TemplatePart }): SourceText {
  const found = library.parts.get(name.toLowerCase());
  if (found === undefined) throw refused(`there is no part "${name}". Choose another one, or make it.`);
  const source = sourceOf(found, of.language, of.part === 'html' ? 'html' : 'text');
  if (source !== undefined) return source;
  const what = of.part === 'html' ? 'HTML' : 'plain text';
  throw refused(`the part "${found.name}" has no ${what} in ${of.language}. Give it one.`);
}

function sourceOf(template: LibraryTemplate, language: string, part: TemplatePart): SourceText | undefined {
  const found = textIn(template, language);
  const text = found?.[part];
  return found === undefined || text === undefined
    ? undefined
    : { template: template.name, language: found.language, part, text };
}

function textIn(template: LibraryTemplate, language: string): TemplateTextRow | undefined {
  const used = languageFor(language, languagesOf(template));
  return template.texts.find((one) => one.language === used);
}

function languagesOf({ texts }: LibraryTemplate): string[] {
  return texts.map(({ language }) => language);
}

function inspected(make: () => FlatText, part: TemplatePart, engine: TemplateEngine): TemplateInspection {
  let flat: FlatText | undefined;
  try {
    flat = make();
    const made = flat;
    const { fields, places } = engine.inspect(made.text);
    return {
      part,
      fields: fields.map((field) => {
        const { line, column } = places.get(field) ?? { line: 1, column: 1 };
        return { field, place: placeOf(made, line, column) };
      }),
    };
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'TEMPLATE') throw error;
    return { part, fields: [], problem: flat === undefined ? placedProblem(error) : problemIn(flat, error) };
  }
}

/** What flatten.ts found says itself where it is. */
function placedProblem({ message, details }: AppError) {
  const { template, language, line, column } = details as Partial<TemplatePlace>;
  if (template === undefined || language === undefined || line === undefined || column === undefined)
    return { message };
  return { message, place: { template, language, line, column } };
}

function problemIn(flat: FlatText, { message, details }: AppError) {
  const { line, column } = details as Partial<TemplatePlace>;
  if (line === undefined || column === undefined) return { message };
  const place = placeOf(flat, line, column);
  return { message: `${placeText(place)}: ${withoutPlace(message)}`, place };
}

function refused(message: string): AppError {
  return new AppError('TEMPLATE', message);
}
