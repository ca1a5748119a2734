import type { TemplateInput } from '../../schemas/template.gen.ts';
import { AppError, type Clock, invalid, type MailTemplate, newId, type TemplateEngine } from '../../src/sdk/index.ts';
import type { Store } from '../../src/store/store.ts';
import type { TemplateRow, TemplateVersionRow } from '../../src/store/tables/template.table.ts';
import type { Tx } from '../../src/store/transaction.ts';
import { rulesUsing } from '../rules-using.ts';
import { type Author, assertVersion } from '../version.ts';
import { libraryOf, mailTemplateOf } from './library.ts';
import {
  assertTemplateNameFree,
  countTemplates,
  deleteTemplateRow,
  findTemplate,
  getTemplate,
  getVersion,
  insertTemplate,
  insertVersion,
  listTemplateHeads,
  lockLibrary,
  updateTemplate,
  withAllUsed,
} from './template.store.ts';
import { draftProblems, openDraft, type TemplateDraft } from './template-draft.ts';

export interface TemplateDeps {
  store: Store;
  clock: Clock;
  templates: TemplateEngine;
}

/** An e-mail template with all that it is made of, as it is now; undefined for an id of none. */
export async function findMailTemplate(
  { store, templates }: Pick<TemplateDeps, 'store' | 'templates'>,
  id: string,
): Promise<MailTemplate | undefined> {
  const row = await findTemplate(store.read, id);
  if (row?.kind !== 'email') return undefined;
  return mailTemplateOf(libraryOf(await withAllUsed(store.read, [row])), row, templates);
}

export async function createTemplate(deps: TemplateDeps, input: TemplateInput, author: Author): Promise<TemplateRow> {
  const draft = await checkedDraft(deps, input);
  const now = deps.clock.now();
  const stamp = { createdAt: now, createdBy: author.name, modifiedAt: now, modifiedBy: author.name };
  const row: TemplateRow = { ...valuesOf(draft), id: newId(now), version: 1, ...stamp };
  return deps.store.write(async (tx) => {
    await lockLibrary(tx);
    await assertUsable(tx, row);
    await insertTemplate(tx, row);
    await insertVersion(tx, versionOf(row, null));
    return row;
  });
}

/** A new version. `restoredFrom`: the one that it brings back. */
export async function changeTemplate(
  deps: TemplateDeps,
  { id, input, restoredFrom = null }: { id: string; input: TemplateInput; restoredFrom?: number | null },
  author: Author,
): Promise<TemplateRow> {
  const stored = await getTemplate(deps.store.read, id);
  if (stored.kind !== input.kind)
    throw invalid([{ path: '/kind', message: `It stays what it is (${stored.kind}). Make another template instead.` }]);
  const isRenamed = stored.kind === 'part' && input.name.trim().toLowerCase() !== stored.nameKey;
  if (isRenamed) await assertNameUnused(deps.store.read, stored);
  const draft = await checkedDraft(deps, input, id);
  return deps.store.write(async (tx) => {
    await lockLibrary(tx);
    const before = await getTemplate(tx, id);
    assertVersion(before, author);
    const stamp = { modifiedAt: deps.clock.now(), modifiedBy: author.name };
    const row: TemplateRow = { ...before, ...valuesOf(draft), ...stamp, version: before.version + 1 };
    if (row.kind === 'part' && row.nameKey !== before.nameKey) await assertNameUnused(tx, before);
    await assertUsable(tx, row);
    await updateTemplate(tx, row);
    await insertVersion(tx, versionOf(row, restoredFrom));
    return row;
  });
}

/** The texts of an old version as a new one; the name stays. */
export async function restoreVersion(
  deps: TemplateDeps,
  { id, version }: { id: string; version: number },
  author: Author,
): Promise<TemplateRow> {
  const { name, kind } = await getTemplate(deps.store.read, id);
  const { texts, layoutId } = await getVersion(deps.store.read, id, version);
  return changeTemplate(
    deps,
    { id, input: { name, kind, layoutId, texts } as TemplateInput, restoredFrom: version },
    author,
  );
}

/** CONFLICT with their names while rules or other templates use it. */
export async function deleteTemplate({ store }: TemplateDeps, id: string, author: Author): Promise<void> {
  await store.write(async (tx) => {
    await lockLibrary(tx);
    const row = await getTemplate(tx, id);
    assertVersion(row, author);
    const users = [...(await rulesUsing(tx, id)), ...(await templatesUsing(tx, id))];
    if (users.length > 0) {
      throw new AppError('CONFLICT', `"${row.name}" is used by ${listed(users)}. Change these first.`, {
        details: { usedBy: users },
      });
    }
    await deleteTemplateRow(tx, id);
  });
}

async function checkedDraft(deps: TemplateDeps, input: TemplateInput, id = ''): Promise<TemplateDraft> {
  const draft = await openDraft(deps.store.read, input, id);
  const problems = await draftProblems({ read: deps.store.read, engine: deps.templates }, draft, input);
  if (problems.length === 0) return draft;
  const [{ line, column } = {}] = problems as { line?: number; column?: number }[];
  const place = line === undefined ? {} : { line, column };
  throw new AppError('TEMPLATE', [...new Set(problems.map(({ message }) => message))].join(' '), {
    details: { fields: problems, ...place },
  });
}

/** What was there when it was checked may be gone by now. */
async function assertUsable(tx: Tx, { id, nameKey, uses }: TemplateRow): Promise<void> {
  await assertTemplateNameFree(tx, nameKey, id);
  if ((await countTemplates(tx, uses)) !== uses.length)
    throw new AppError('CONFLICT', 'A part or layout of it was deleted meanwhile. Save again to see which.');
}

async function assertNameUnused(tx: Tx, { id, name }: TemplateRow): Promise<void> {
  const users = await templatesUsing(tx, id);
  if (users.length === 0) return;
  const message = `${listed(users)} names it as {{> ${name}}}. Take it out there first, then give it another name.`;
  throw new AppError('CONFLICT', message, { details: { fields: [{ path: '/name', message }], usedBy: users } });
}

async function templatesUsing(tx: Tx, id: string): Promise<string[]> {
  const heads = await listTemplateHeads(tx);
  return heads.filter(({ uses }) => uses.includes(id)).map(({ name }) => `the template "${name}"`);
}

function listed(names: readonly string[]): string {
  const more = names.length > 10 ? ` and ${names.length - 10} more` : '';
  return `${names.slice(0, 10).join(', ')}${more}`;
}

function valuesOf({ template, uses }: TemplateDraft) {
  const { name, nameKey, kind, layoutId, texts } = template;
  return { name, nameKey, kind, layoutId, texts, languages: texts.map(({ language }) => language), uses };
}

function versionOf(row: TemplateRow, restoredFrom: number | null): TemplateVersionRow {
  const { id, version, name, layoutId, texts, modifiedAt, modifiedBy } = row;
  return {
    id: newId(modifiedAt),
    templateId: id,
    version,
    name,
    layoutId,
    texts,
    at: modifiedAt,
    by: modifiedBy,
    restoredFrom,
  };
}
