import type { TemplateInput } from '../../schemas/template.gen.ts';
import { AppError, type FieldProblem, invalid, type TemplateEngine } from '../../src/sdk/index.ts';
import type { TemplateRow } from '../../src/store/tables/template.table.ts';
import type { Tx } from '../../src/store/transaction.ts';
import { findInsertions } from '../expressions/partials.ts';
import { shapeProblems, storedTexts } from './check-template.ts';
import { BODY, composed, flatText, type Library, type LibraryTemplate, libraryOf, mailTemplateOf } from './library.ts';
import { findPartsNamed, findTemplate, listTemplateHeads, type TemplateHead, withAllUsed } from './template.store.ts';

/** A template as it stands in the editor, with all that it is made of. */
export interface TemplateDraft {
  template: LibraryTemplate;
  library: Library;
  /** ids of the layout and the parts that it names itself */
  uses: string[];
}

/** VALIDATION where the shape is wrong; what its texts say is looked at by `draftProblems`. `id`: of the one it replaces. */
export async function openDraft(read: Tx, input: unknown, id = ''): Promise<TemplateDraft> {
  const problems = shapeProblems(input);
  if (problems.length > 0) throw invalid(problems);
  const given = input as TemplateInput;
  const texts = storedTexts(given);
  const name = given.name.trim();
  const layoutId = given.kind === 'email' ? given.layoutId || null : null;
  const layout = layoutId === null ? undefined : await findTemplate(read, layoutId);
  if (layoutId !== null && layout?.kind !== 'layout')
    throw invalid([{ path: '/layoutId', message: 'There is no such layout. Choose another one, or none.' }]);
  const parts = await findPartsNamed(read, partNames(texts));
  const direct = [...parts, ...(layout === undefined ? [] : [layout])];
  const all = await withAllUsed(read, direct);
  const template: LibraryTemplate = {
    id,
    name,
    nameKey: name.toLowerCase(),
    kind: given.kind,
    layoutId,
    texts,
    version: 0,
  };
  const library = libraryOf([...all.filter((one) => one.id !== id), template], 'editing');
  const uses = direct.map((one) => one.id).filter((one) => one !== id);
  return { template, library, uses };
}

/** What is wrong with its texts, and with those of others that it is a part of; with `tries` those are worked in, which takes seconds. */
export async function draftProblems(
  { read, engine }: { read: Tx; engine: TemplateEngine },
  { template, library }: TemplateDraft,
  input: TemplateInput,
  { tries }: { tries: boolean } = { tries: true },
): Promise<FieldProblem[]> {
  const own: FieldProblem[] = inspectAll(template, library, engine).flatMap(({ language, problem, part }) => {
    const index = storedOrder(input, language);
    const { place } = problem;
    const isOwn = place?.template === template.name && place.language === language;
    const at = isOwn ? { line: place.line, column: place.column } : {};
    return [{ path: `/texts/${index}/${part}`, message: problem.message, ...at }];
  });
  if (own.length === 0) own.push(...(await styleProblems(library, template, input)));
  if (own.length > 0 || template.id === '' || template.kind === 'email') return own;
  const users = await usersOf(read, template.id);
  const rows = await withAllUsed(read, await rowsOf(read, users));
  const changed = libraryOf(
    [...rows.filter(({ id }) => id !== template.id), template, ...library.byId.values()],
    'editing',
  );
  const using = users.flatMap(({ id }) => changed.byId.get(id) ?? []);
  const broken = using.flatMap((row) => {
    const [first] = inspectAll(row, changed, engine);
    return first === undefined ? [] : [`"${row.name}" would have a mistake: ${first.problem.message}`];
  });
  if (broken.length === 0 && tries) broken.push(...(await tooHeavy(changed, using)));
  return broken.length === 0 ? [] : [{ path: '/texts', message: broken.slice(0, 5).join(' ') }];
}

/** Styles that are too much work are told here, not with the first e-mail. The first such text is enough: each takes seconds. */
async function styleProblems(
  library: Library,
  template: LibraryTemplate,
  input: TemplateInput,
): Promise<FieldProblem[]> {
  for (const { language } of template.texts) {
    const message = await styleProblem(library, template, language);
    if (message !== undefined) return [{ path: `/texts/${storedOrder(input, language)}/html`, message }];
  }
  return [];
}

/** So many e-mails are put together with a layout or a part that changed, those with the most to do. */
const MOST_TRIED = 20;

/** The first of those that it is in whose styles become too much work with it. */
async function tooHeavy(library: Library, using: readonly LibraryTemplate[]): Promise<string[]> {
  const texts = using
    .filter(({ kind }) => kind === 'email')
    .flatMap((template) => template.texts.map(({ language }) => ({ template, language })))
    .map((one) => ({ ...one, work: workIn(flatText(library, one.template, { ...one, part: 'html' }).text) }))
    .sort((a, b) => b.work - a.work);
  for (const { template, language } of texts.slice(0, MOST_TRIED)) {
    const message = await styleProblem(library, template, language);
    if (message !== undefined) return [`"${template.name}" (${language}) would not work any more with it. ${message}`];
  }
  return [];
}

/** Grows with what its styles cost: rules times elements. */
function workIn(html: string): number {
  const styles = html.match(/<style[\s>][\s\S]*?(?:<\/style|$)/gi)?.join('').length ?? 0;
  return styles * html.split('<').length;
}

async function styleProblem(
  library: Library,
  template: LibraryTemplate,
  language: string,
): Promise<string | undefined> {
  try {
    await composed(library, template, language);
    return undefined;
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'TEMPLATE') throw error;
    return error.message;
  }
}

/** Everything that this one is in, through others as well. */
export async function usersOf(read: Tx, id: string): Promise<TemplateHead[]> {
  const heads = await listTemplateHeads(read);
  const found = new Map<string, TemplateHead>();
  for (let level = [id]; level.length > 0; ) {
    const next = heads.filter((one) => !found.has(one.id) && one.uses.some((used) => level.includes(used)));
    for (const one of next) found.set(one.id, one);
    level = next.map((one) => one.id);
  }
  return [...found.values()];
}

async function rowsOf(read: Tx, heads: readonly TemplateHead[]): Promise<TemplateRow[]> {
  const rows: TemplateRow[] = [];
  for (const { id } of heads) {
    const row = await findTemplate(read, id);
    if (row !== undefined) rows.push(row);
  }
  return rows;
}

function inspectAll(template: LibraryTemplate, library: Library, engine: TemplateEngine) {
  const { languages, inspect } = mailTemplateOf(library, template, engine);
  return languages.flatMap((language) =>
    inspect(language).flatMap(({ part, problem }) => (problem === undefined ? [] : [{ language, part, problem }])),
  );
}

/** Where the text of a language is in what was given: its languages may be written in another way. */
function storedOrder(input: TemplateInput, language: string): number {
  return Math.max(
    input.texts.findIndex((one) => storedTexts({ ...input, texts: [one] })[0]?.language === language),
    0,
  );
}

/** Names in lower case; a text that cannot be read names nothing, and is told by itself. */
function partNames(texts: readonly { subject?: string; html?: string; text?: string }[]): string[] {
  const names = texts.flatMap(({ subject, html, text }) => [subject, html, text].flatMap(namesIn));
  return [...new Set(names)].filter((name) => name !== BODY);
}

function namesIn(text: string | undefined): string[] {
  if (text === undefined) return [];
  try {
    return findInsertions(text).flatMap(({ name }) => (name === undefined ? [] : [name.toLowerCase()]));
  } catch (error) {
    if (error instanceof AppError && error.code === 'TEMPLATE') return [];
    throw error;
  }
}
