import { type TemplateInput, templateInputSchema } from '../../schemas/template.gen.ts';
import { findProblems } from '../../src/schema/validator.ts';
import {
  AppError,
  canonicalLanguage,
  DEFAULT_LANGUAGE,
  type FieldProblem,
  type TemplatePart,
} from '../../src/sdk/index.ts';
import type { TemplateTextRow } from '../../src/store/tables/template.table.ts';
import { findInsertions } from '../expressions/partials.ts';
import { BODY } from './library.ts';

/** What `{{> Name}}` can say without quotes. */
const PART_NAME = /^\p{L}[\p{L}\p{N}_-]*$/u;
const STYLE = /<style[\s>][\s\S]*?(?:<\/style|$)/gi;
/** What a mail program does not load, and this server neither. */
const LOADED = /<(link|script|iframe|object|embed)[\s>/]|@import\b/i;

/** What is wrong with the shape of a template, whatever its texts say. Paths are JSON pointers into the input. */
export function shapeProblems(input: unknown): FieldProblem[] {
  const problems = findProblems(templateInputSchema, input);
  if (problems.length > 0) return problems;
  const { name, kind, layoutId, texts } = input as TemplateInput;
  const found: FieldProblem[] = [];
  if (name.trim() === '') found.push({ path: '/name', message: 'The name cannot be empty.' });
  if (kind === 'part' && !PART_NAME.test(name.trim())) {
    found.push({ path: '/name', message: 'The name of a part is one word: a letter, then letters, digits, - or _.' });
  }
  if (kind === 'part' && name.trim().toLowerCase() === BODY) {
    found.push({ path: '/name', message: 'In a layout {{> body}} is the e-mail itself; choose another name.' });
  }
  if (kind !== 'email' && layoutId)
    found.push({ path: '/layoutId', message: 'Only an e-mail has a layout around it.' });
  return [
    ...found,
    ...languageProblems(texts),
    ...texts.flatMap((text, index) => textProblems(input as TemplateInput, text, index)),
  ];
}

/** As it is stored: canonical tags, one kind of line end, nothing that is empty. */
export function storedTexts({ texts }: TemplateInput): TemplateTextRow[] {
  return texts
    .map(({ language, subject, html, text }) => ({
      language: canonicalLanguage(language) ?? language,
      ...given('subject', subject),
      ...given('html', html),
      ...given('text', text),
    }))
    .sort((a, b) => order(a.language) - order(b.language) || (a.language < b.language ? -1 : 1));
}

function given(part: TemplatePart, text: string | undefined) {
  return text === undefined || text.trim() === '' ? {} : { [part]: text.replace(/\r\n?/g, '\n') };
}

function order(language: string): number {
  return language === DEFAULT_LANGUAGE ? 0 : 1;
}

function languageProblems(texts: TemplateInput['texts']): FieldProblem[] {
  const tags = texts.map(({ language }) => canonicalLanguage(language));
  const problems = tags.flatMap((tag, index) => {
    const path = `/texts/${index}/language`;
    if (tag === undefined) return [{ path, message: 'This is no language tag. One looks like fr or fr-CA.' }];
    return tags.indexOf(tag) === index ? [] : [{ path, message: `There are two texts in ${tag}; keep one.` }];
  });
  if (tags.includes(DEFAULT_LANGUAGE)) return problems;
  return [
    ...problems,
    {
      path: '/texts',
      message: 'Give a text with the language "default": it is for everybody whose language is not there.',
    },
  ];
}

function textProblems(
  { kind, texts }: TemplateInput,
  { subject = '', html = '', text = '' }: TemplateInput['texts'][number],
  index: number,
): FieldProblem[] {
  const at = (part: TemplatePart, message: string) => ({ path: `/texts/${index}/${part}`, message });
  const found: FieldProblem[] = [];
  if (kind !== 'email' && subject.trim() !== '') found.push(at('subject', 'Only an e-mail has a subject.'));
  if (/\p{Cc}/u.test(subject)) found.push(at('subject', 'The subject is one line.'));
  if (kind === 'layout' && text.trim() !== '') found.push(at('text', 'A layout is HTML only: plain text has none.'));
  if (html.trim() === '' && (kind === 'layout' || text.trim() === '')) found.push(at('html', 'Give the text.'));
  if (kind === 'email' && subject.trim() === '' && texts.some((other) => (other.subject ?? '').trim() !== ''))
    found.push(at('subject', 'Another language has a subject; give this one a subject, too.'));
  const misplaced = kind === 'layout' && html.trim() !== '' ? bodyProblem(html) : undefined;
  if (misplaced !== undefined) found.push(at('html', misplaced));
  return [...found, ...htmlProblems(html).map((message) => at('html', message))];
}

/** Where nobody reads what stands there: in a comment, in a tag, in what is no text of the page. */
const UNREAD = /<!--(?![\s\S]*-->)|<\/?[a-z][^<>]*$|<(style|title|textarea|script|head)\b(?![\s\S]*<\/\1)/i;

/** The e-mail stands in its layout once, whatever its values are. */
function bodyProblem(html: string): string | undefined {
  const bodies = bodiesIn(html);
  const [body] = bodies ?? [];
  if (bodies === undefined) return undefined;
  if (body === undefined || bodies.length > 1) return 'Write {{> body}} once, where the e-mail stands in the layout.';
  if (body.inBlock) return 'Take {{> body}} out of its block: there the e-mail could be left out or repeated.';
  if (!UNREAD.test(html.slice(0, body.start))) return undefined;
  return 'Move {{> body}}: it stands in a comment, in a tag or in <head>, <style>, <title>, where nobody would read the e-mail.';
}

/** Undefined: the text is no template, which is told by itself. */
function bodiesIn(html: string) {
  try {
    return findInsertions(html.replace(/\r\n?/g, '\n')).filter(({ name }) => name?.toLowerCase() === BODY);
  } catch (error) {
    if (error instanceof AppError && error.code === 'TEMPLATE') return undefined;
    throw error;
  }
}

function htmlProblems(html: string): string[] {
  const problems: string[] = [];
  if (html.match(STYLE)?.some((style) => style.includes('{{')))
    problems.push('Values cannot stand in <style>: write them into the text.');
  const loaded = LOADED.exec(html)?.[0];
  if (loaded !== undefined)
    problems.push(
      `"${loaded.trim()}" loads something from elsewhere, which e-mails cannot. Write styles into <style>.`,
    );
  return problems;
}
