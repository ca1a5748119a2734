import { type EntityManager, In } from 'typeorm';
import { AppError } from '../../src/sdk/index.ts';
import { isPostgres } from '../../src/store/sql.ts';
import {
  type StoredTemplateKind,
  type TemplateRow,
  TemplateTable,
  type TemplateVersionRow,
  TemplateVersionTable,
} from '../../src/store/tables/template.table.ts';
import type { Tx } from '../../src/store/transaction.ts';

/** Of lists: everything but the texts. */
export type TemplateHead = Omit<TemplateRow, 'texts'>;
export type TemplateVersionHead = Omit<TemplateVersionRow, 'texts'>;

/** Parts in parts, and a layout around them. */
const DEEPEST = 10;

export async function findTemplate(read: EntityManager, id: string): Promise<TemplateRow | undefined> {
  return (await read.getRepository(TemplateTable).findOneBy({ id })) ?? undefined;
}

export async function getTemplate(read: EntityManager, id: string): Promise<TemplateRow> {
  const row = await findTemplate(read, id);
  if (row === undefined)
    throw new AppError('NOT_FOUND', 'There is no template with this id. It may have been deleted.');
  return row;
}

export async function findPartsNamed(read: EntityManager, nameKeys: readonly string[]): Promise<TemplateRow[]> {
  if (nameKeys.length === 0) return [];
  return read.getRepository(TemplateTable).findBy({ nameKey: In([...nameKeys]), kind: 'part' });
}

/** These templates, and all that they are made of. */
export async function withAllUsed(read: EntityManager, start: readonly TemplateRow[]): Promise<TemplateRow[]> {
  const found = new Map(start.map((row) => [row.id, row]));
  let level = start;
  for (let depth = 0; depth < DEEPEST && level.length > 0; depth += 1) {
    const ids = [...new Set(level.flatMap(({ uses }) => uses))].filter((id) => !found.has(id));
    level = ids.length === 0 ? [] : await read.getRepository(TemplateTable).findBy({ id: In(ids) });
    for (const row of level) found.set(row.id, row);
  }
  return [...found.values()];
}

export interface TemplateFilter {
  /** a part of the name */
  search: string;
  kind: StoredTemplateKind | undefined;
  /** id of the last one of the page before */
  after: string | undefined;
  limit: number;
}

/** By name. */
export async function listTemplates(read: EntityManager, filter: TemplateFilter): Promise<TemplateHead[]> {
  const { search, kind, after, limit } = filter;
  const query = headsOf(read).where('1 = 1');
  if (kind !== undefined) query.andWhere('one.kind = :kind', { kind });
  if (search !== '') {
    const part = `%${search.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;
    query.andWhere("one.nameKey LIKE :part ESCAPE '\\'", { part });
  }
  const last = after === undefined ? undefined : await findTemplate(read, after);
  if (last !== undefined) query.andWhere('one.nameKey > :nameKey', { nameKey: last.nameKey });
  return query.orderBy('one.nameKey').take(limit).getMany();
}

/** Who uses what, of all of them. */
export async function listTemplateHeads(read: EntityManager): Promise<TemplateHead[]> {
  return headsOf(read).orderBy('one.nameKey').getMany();
}

function headsOf(read: EntityManager) {
  const columns = ['id', 'name', 'nameKey', 'kind', 'layoutId', 'languages', 'uses', 'version'];
  const stamps = ['createdAt', 'createdBy', 'modifiedAt', 'modifiedBy'];
  return read
    .getRepository(TemplateTable)
    .createQueryBuilder('one')
    .select([...columns, ...stamps].map((column) => `one.${column}`));
}

export async function assertTemplateNameFree(tx: Tx, nameKey: string, id: string): Promise<void> {
  const other = await tx.getRepository(TemplateTable).findOneBy({ nameKey });
  if (other === null || other.id === id) return;
  const message = `There is already a template named "${other.name}"; choose another name.`;
  throw new AppError('CONFLICT', message, { details: { fields: [{ path: '/name', message }] } });
}

export async function countTemplates(tx: Tx, ids: readonly string[]): Promise<number> {
  return ids.length === 0 ? 0 : tx.getRepository(TemplateTable).countBy({ id: In([...ids]) });
}

/** What one changes may be a part of what the other changes: one after the other. */
export async function lockLibrary(tx: Tx): Promise<void> {
  if (isPostgres(tx)) await tx.sql`SELECT pg_advisory_xact_lock(hashtext('template library'))`;
}

export async function insertTemplate(tx: Tx, row: TemplateRow): Promise<void> {
  await tx.insert(TemplateTable, row as never);
}

export async function updateTemplate(tx: Tx, row: TemplateRow): Promise<void> {
  const { id, ...values } = row;
  await tx.update(TemplateTable, { id }, values as never);
}

export async function deleteTemplateRow(tx: Tx, id: string): Promise<void> {
  await tx.delete(TemplateVersionTable, { templateId: id });
  await tx.delete(TemplateTable, { id });
}

export async function insertVersion(tx: Tx, row: TemplateVersionRow): Promise<void> {
  await tx.insert(TemplateVersionTable, row as never);
}

/** The newest first. */
export async function listVersions(
  read: EntityManager,
  { id, before, limit }: { id: string; before: number | undefined; limit: number },
): Promise<TemplateVersionHead[]> {
  const columns = ['id', 'templateId', 'version', 'name', 'layoutId', 'at', 'by', 'restoredFrom'];
  const query = read
    .getRepository(TemplateVersionTable)
    .createQueryBuilder('one')
    .select(columns.map((column) => `one.${column}`))
    .where('one.templateId = :id', { id });
  if (before !== undefined) query.andWhere('one.version < :before', { before });
  return query.orderBy('one.version', 'DESC').take(limit).getMany();
}

export async function getVersion(read: EntityManager, id: string, version: number): Promise<TemplateVersionRow> {
  const row = await read.getRepository(TemplateVersionTable).findOneBy({ templateId: id, version });
  if (row === null) throw new AppError('NOT_FOUND', `The template has no version ${version}.`);
  return row;
}
