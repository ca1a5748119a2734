import {
  type ActionContext,
  AppError,
  canonicalLanguage,
  DEFAULT_LANGUAGE,
  type JsonObject,
  languageFor,
  type MailTemplate,
  type UsedTemplate,
} from '../../src/sdk/index.ts';
import type { MailParams } from './mail-params.gen.ts';

/** Parameters with the texts of their template, and helpers that speak its language. */
export interface Filled {
  params: MailParams;
  context: ActionContext;
  used?: UsedTemplate;
}

/** What the rule itself states goes before the template's. */
export function statesSubject({ subject }: MailParams): boolean {
  return subject !== undefined && subject.trim() !== '';
}

export function statesBody({ html, text }: MailParams): boolean {
  return (html !== undefined && html.trim() !== '') || (text !== undefined && text.trim() !== '');
}

/** Errors: VALIDATION when there is no such template; TEMPLATE when it cannot be put together. */
export async function withTemplate(params: MailParams, context: ActionContext, facts: JsonObject): Promise<Filled> {
  if (params.template === undefined) return { params, context };
  const template = await context.findTemplate?.(params.template);
  if (template === undefined) throw new AppError('VALIDATION', NO_TEMPLATE);
  const wanted = wantedLanguage(params, context, facts);
  const language = languageFor(wanted, template.languages);
  const texts = await template.compose(language);
  const { html, text, subject, ...rest } = params;
  const body = statesBody(params) ? { html, text } : { html: texts.html, text: texts.text };
  const stated = {
    subject: statesSubject(params) ? subject : texts.subject,
    ...body,
  };
  const defined = Object.fromEntries(Object.entries(stated).filter(([, one]) => one !== undefined));
  return {
    params: { ...rest, ...defined },
    context: language === DEFAULT_LANGUAGE ? context : speaking(context, localeOf(wanted, language)),
    used: { id: template.id, version: template.version, language },
  };
}

export const NO_TEMPLATE = 'There is no e-mail template with this id in the library. Choose another one.';

/** A value that is not there is no reason to send nothing: the default text is for everybody. */
function wantedLanguage({ language }: MailParams, { templates }: ActionContext, facts: JsonObject): string | undefined {
  if (language === undefined) return undefined;
  try {
    return templates.render(language, 'header', facts);
  } catch (error) {
    if (error instanceof AppError && error.code === 'MISSING_VALUE') return undefined;
    throw error;
  }
}

/** A text in fr for somebody in fr-CA has the dates of fr-CA. */
function localeOf(wanted: string | undefined, language: string): string {
  return canonicalLanguage(wanted ?? '') ?? language;
}

function speaking(context: ActionContext, locale: string): ActionContext {
  const { templates } = context;
  const render: typeof templates.render = (template, kind, facts, own = locale) =>
    templates.render(template, kind, facts, own);
  return { ...context, templates: { ...templates, render } };
}

/** The template that the parameters name; 'gone' when there is none. */
export async function templateNamed(
  { template }: MailParams,
  { findTemplate }: ActionContext,
): Promise<MailTemplate | 'gone' | undefined> {
  return template === undefined ? undefined : ((await findTemplate?.(template)) ?? 'gone');
}
