import {
  type Finding,
  isRunField,
  type MailTemplate,
  type TemplateInspection,
  type TemplatePlace,
} from '../../src/sdk/index.ts';
import type { MailParams } from './mail-params.gen.ts';
import { NO_TEMPLATE, statesBody, statesSubject } from './template-texts.ts';

interface Checked {
  params: MailParams;
  template: MailTemplate;
  /** whether the facts cannot have this field */
  isUnknown(field: string): boolean;
}

/** What the template of a rule lacks or says wrongly, in each of its languages; all of it at `/template`. */
export function templateFindings(
  template: MailTemplate | 'gone' | undefined,
  of: Omit<Checked, 'template'>,
): Finding[] {
  if (template === undefined) {
    if (of.params.language === undefined) return [];
    return [warn('/language', 'Without a template there is one text only, whatever the language.')];
  }
  if (template === 'gone') return [refuse(NO_TEMPLATE)];
  return template.languages.flatMap((language) => languageFindings({ ...of, template }, language));
}

/** Whether all languages of a template have a subject, or a body. */
export function templateHas(template: MailTemplate | 'gone' | undefined, part: 'subject' | 'body'): boolean {
  if (template === undefined) return false;
  // That it is gone is told by itself.
  if (template === 'gone') return true;
  return template.languages.every((language) =>
    template.inspect(language).some((text) => (part === 'subject' ? text.part === part : text.part !== 'subject')),
  );
}

function languageFindings(of: Checked, language: string): Finding[] {
  const texts = of.template.inspect(language).filter(({ part }) => isUsed(of.params, part));
  return texts.flatMap(({ problem, fields }) => [
    ...(problem === undefined ? [] : [{ ...refuse(problem.message, 'TEMPLATE'), ...at(problem.place) }]),
    ...fields.flatMap(({ field, place }) => fieldFindings(of, field, place)),
  ]);
}

/** What the rule states itself is not looked for in the template. */
function isUsed(params: MailParams, part: TemplateInspection['part']): boolean {
  return part === 'subject' ? !statesSubject(params) : !statesBody(params);
}

function fieldFindings({ isUnknown }: Checked, field: string, place: TemplatePlace): Finding[] {
  if (!isUnknown(field)) return [];
  const { template, language, line, column } = place;
  const where = `the template "${template}" names it (${language}, line ${line}, column ${column})`;
  if (isRunField(field)) {
    return [{ ...warn('/template', `"${field}" is there in payroll runs only; ${where}.`), ...at(place) }];
  }
  return [{ ...refuse(`The form has no field "${field}"; ${where}.`), ...at(place) }];
}

function at(place: TemplatePlace | undefined): { line?: number; column?: number } {
  return place === undefined ? {} : { line: place.line, column: place.column };
}

function refuse(message: string, code?: Finding['code']): Finding {
  return { level: 'error', path: '/template', message, ...(code === undefined ? {} : { code }) };
}

function warn(path: string, message: string): Finding {
  return { level: 'warning', path, message };
}
