import type { TemplateInput } from '../../schemas/template.gen.ts';
import { AppError, type FieldProblem, invalid, type TemplateEngine } from '../../src/sdk/index.ts';
import type { TemplateRow } from '../../src/store/tables/template.table.ts';
import type { Tx } from '../../src/store/transaction.ts';
import { findInsertions } from '../expressions/partials.ts';
import { shapeProblems, storedTexts } from './check-template.ts';
import { BODY, composed, type Library, type LibraryTemplate, libraryOf, mailTemplateOf } from './library.ts';
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
  const library = libraryOf([...all.filter((one) => one.id !== id), template]);
  const uses = direct.map((one) => one.id).filter((one) => one !== id);
  return { template, library, uses };
}

/** What is wrong with its texts, and with those of others that it is a part of. */
export async function draftProblems(
  { read, engine }: { read: Tx; engine: TemplateEngine },
  { template, library }: TemplateDraft,
  input: TemplateInput,
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
  const changed = libraryOf([...rows.filter(({ id }) => id !== template.id), template, ...library.byId.values()]);
  const broken = users.flatMap((user) => {
    const row = changed.byId.get(user.id);
    const [first] = row === undefined ? [] : inspectAll(row, changed, engine);
    return first === undefined ? [] : [`"${user.name}" would have a mistake: ${first.problem.message}`];
  });
  return broken.length === 0 ? [] : [{ path: '/texts', message: broken.slice(0, 5).join(' ') }];
}

/** Styles that are too much work are told here, not with the first e-mail. */
async function styleProblems(
  library: Library,
  template: LibraryTemplate,
  input: TemplateInput,
): Promise<FieldProblem[]> {
  const problems: FieldProblem[] = [];
  for (const { language } of template.texts) {
    try {
      await composed(library, template, language);
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'TEMPLATE') throw error;
      problems.push({ path: `/texts/${storedOrder(input, language)}/html`, message: error.message });
    }
  }
  return problems;
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
