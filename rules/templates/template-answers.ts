import { templateInputSchema } from '../../schemas/template.gen.ts';
import type { JsonSchema } from '../../src/sdk/index.ts';
import type { TemplateRow } from '../../src/store/tables/template.table.ts';
import { REPLAY } from '../preview/preview-answers.ts';
import type { TemplateHead, TemplateVersionHead } from './template.store.ts';

const text = { type: 'string' };
const textOrNull = { type: ['string', 'null'] };
const count = { type: 'integer' };
const instant = { type: 'integer', description: 'Milliseconds since 1970' };
const listOf = (items: JsonSchema): JsonSchema => ({ type: 'array', items });
const object = (properties: Record<string, JsonSchema>, more: JsonSchema = {}): JsonSchema => ({
  ...more,
  type: 'object',
  required: Object.keys(properties),
  properties,
});
const titled = (title: string, properties: Record<string, JsonSchema>) => object(properties, { title });

const TEXTS = listOf(templateInputSchema.$defs.templateText);
const kind = { enum: ['email', 'layout', 'part'] };

const head = {
  id: text,
  name: text,
  kind,
  layoutId: { ...textOrNull, description: 'Of an e-mail: the layout around it' },
  languages: { ...listOf(text), description: 'BCP 47, and default' },
  version: { ...count, description: 'The ETag, and the number of the newest version' },
  createdAt: instant,
  createdBy: text,
  modifiedAt: instant,
  modifiedBy: text,
};

export const TEMPLATE = titled('Template', { ...head, texts: TEXTS });

export const TEMPLATES = titled('TemplateList', {
  items: listOf(object(head)),
  next: { ...textOrNull, description: '`after` of the next page; null: this is the last one' },
});

const version = {
  version: count,
  name: text,
  layoutId: textOrNull,
  at: instant,
  by: text,
  restoredFrom: { type: ['integer', 'null'], description: 'The version that it brought back' },
};

export const VERSIONS = titled('TemplateVersionList', {
  items: listOf(object(version)),
  next: { type: ['integer', 'null'], description: '`before` of the next page; null: this is the last one' },
});

export const VERSION = titled('TemplateVersion', { ...version, texts: TEXTS });

export const STARTERS = titled('TemplateStarters', {
  items: listOf(object({ id: text, title: text, summary: text, html: text })),
});

const problems = { ...listOf(text), description: 'Why its e-mails are held or say nothing; none: all is well' };

export const USES = titled('TemplateUses', {
  rules: listOf(object({ id: text, name: text, problems })),
  templates: listOf(object({ id: text, name: text, kind })),
});

export const RULE_PROBLEMS = titled('RuleProblems', {
  items: listOf(object({ ruleId: text, problems })),
});

export const TEMPLATE_PREVIEW = titled('TemplatePreview', {
  language: { ...text, description: 'Of the text that is shown: BCP 47, or default' },
  subject: textOrNull,
  html: textOrNull,
  text: textOrNull,
  frame: { ...textOrNull, description: 'Path below /api of a page with the HTML; null without one' },
  findings: listOf({
    type: 'object',
    required: ['path', 'message'],
    properties: { path: text, message: text, line: count, column: count },
  }),
});

const { title: _, ...replay } = REPLAY;

export const TEMPLATE_REPLAY = titled('TemplateReplay', {
  rules: listOf(object({ ruleId: text, name: text, replay })),
});

export function headView({ nameKey: _key, uses: _uses, ...shown }: TemplateHead) {
  return shown;
}

export function templateView(row: TemplateRow) {
  return { body: { ...headView(row), texts: row.texts }, etag: String(row.version) };
}

export function versionView({ id: _id, templateId: _template, ...shown }: TemplateVersionHead) {
  return shown;
}
