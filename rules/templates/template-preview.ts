import type { TemplateInput } from '../../schemas/template.gen.ts';
import type { TemplatePreviewInput } from '../../schemas/template-preview.gen.ts';
import {
  AppError,
  canonicalLanguage,
  DEFAULT_LANGUAGE,
  type FieldProblem,
  languageFor,
  type TemplateKind,
  type TemplateTexts,
} from '../../src/sdk/index.ts';
import { cloneFacts } from '../conditions/facts.ts';
import { htmlToText } from '../mail/html-to-text.ts';
import type { KeepPage } from '../preview/preview.ts';
import { composed } from './library.ts';
import { draftProblems, openDraft } from './template-draft.ts';
import type { TemplateDeps } from './templates.ts';

export interface TemplatePreview {
  /** of the text that is shown */
  language: string;
  subject: string | null;
  html: string | null;
  text: string | null;
  /** where the HTML is shown, below /api */
  frame: string | null;
  findings: FieldProblem[];
}

/** What stands in a layout that is looked at by itself. */
const SAMPLE_BODY = '<p>The text of the e-mail stands here.</p>';

/** A template as it stands in the editor, filled in with a record; what is wrong with it is told beside what can be shown. */
export async function previewTemplate(
  deps: TemplateDeps,
  { template: given, templateId, language, facts }: TemplatePreviewInput,
  keep: KeepPage,
): Promise<TemplatePreview> {
  const { read } = deps.store;
  // Somebody who has not named it yet sees it all the same.
  const { name } = given as { name?: unknown };
  const hasName = typeof name === 'string' && name.trim() !== '';
  const input = (hasName ? given : { ...given, name: 'New' }) as unknown as TemplateInput;
  const shown: TemplatePreview = {
    ...{ language: DEFAULT_LANGUAGE, subject: null, html: null, text: null, frame: null },
    findings: hasName ? [] : [{ path: '/name', message: 'The name cannot be empty.' }],
  };
  try {
    const draft = await openDraft(read, input, templateId);
    const { template, library } = draft;
    shown.language = languageFor(
      language,
      template.texts.map((text) => text.language),
    );
    shown.findings.push(...(await draftProblems({ read, engine: deps.templates }, draft, input, { tries: false })));
    const texts = await composed({ ...library, sampleBody: SAMPLE_BODY }, template, shown.language);
    fillIn(deps, shown, texts, { facts, locale: localeFor(language, shown.language) });
  } catch (error) {
    if (!(error instanceof AppError) || !['VALIDATION', 'TEMPLATE'].includes(error.code)) throw error;
    const fields = error.details.fields ?? [{ path: '', message: error.message }];
    const known = new Set(shown.findings.map(({ message }) => message));
    shown.findings.push(...fields.filter(({ message }) => !known.has(message)));
  }
  if (shown.html !== null) shown.frame = keep.page({ html: shown.html, subject: shown.subject ?? '' });
  return shown;
}

function fillIn(
  { templates }: TemplateDeps,
  shown: TemplatePreview,
  texts: TemplateTexts,
  { facts: given, locale }: { facts: object; locale: string | undefined },
): void {
  const facts = cloneFacts(given);
  const render = (text: string | undefined, kind: TemplateKind, path: string) => {
    if (text === undefined) return null;
    try {
      return templates.render(text, kind, facts, locale);
    } catch (error) {
      if (!(error instanceof AppError) || !['MISSING_VALUE', 'TEMPLATE'].includes(error.code)) throw error;
      shown.findings.push({ path, message: error.message });
      return null;
    }
  };
  shown.subject = render(texts.subject, 'header', '/subject');
  shown.html = render(texts.html, 'html', '/html');
  shown.text =
    texts.text === undefined && shown.html !== null ? htmlToText(shown.html) : render(texts.text, 'text', '/text');
}

function localeFor(wanted: string | undefined, language: string): string | undefined {
  return language === DEFAULT_LANGUAGE ? undefined : (canonicalLanguage(wanted ?? '') ?? language);
}
