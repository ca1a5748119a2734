import { MoreThan } from 'typeorm';
import { ownerKey } from '../../sdk/index.ts';
import { insertRows } from '../../store/sql.ts';
import type { Store } from '../../store/store.ts';
import { type DocumentPasswordRow, DocumentPasswordTable } from '../../store/tables/document-password.table.ts';
import type { Tx } from '../../store/transaction.ts';

/** As the number is spelled, or else under another spelling of it; undefined where older ones are two that differ. */
export async function findPassword(read: Tx, owner: string): Promise<DocumentPasswordRow | undefined> {
  const found = await read.getRepository(DocumentPasswordTable).findBy({ ownerKey: ownerKey(owner) });
  return found.find((row) => row.owner === owner) ?? (found.length === 1 ? found[0] : undefined);
}

/** In place of the ones that these persons had. */
export async function putPasswords(tx: Tx, rows: readonly DocumentPasswordRow[]): Promise<void> {
  if (rows.length === 0) return;
  const keys = rows.map((row) => row.ownerKey);
  await tx.sql`DELETE FROM document_password WHERE owner_key IN (${() => keys})`;
  await insertRows(
    tx,
    'document_password',
    rows.map(({ owner, ownerKey: key, sealed, updatedAt, updatedBy }) => {
      return { owner, owner_key: key, sealed, updated_at: updatedAt, updated_by: updatedBy };
    }),
  );
}

/** False: there was none. */
export async function deletePassword(tx: Tx, owner: string): Promise<boolean> {
  const found = await findPassword(tx, owner);
  if (found === undefined) return false;
  await tx.sql`DELETE FROM document_password WHERE owner = ${found.owner}`;
  return true;
}

/** Whose passwords are stored, by the number of the person; never the passwords. */
export async function listPasswords(
  store: Store,
  page: { search: string; after: string; limit: number },
): Promise<Omit<DocumentPasswordRow, 'sealed'>[]> {
  const query = store.read.getRepository(DocumentPasswordTable).createQueryBuilder('one');
  query.select(['one.owner', 'one.updatedAt', 'one.updatedBy']).where({ owner: MoreThan(page.after) });
  if (page.search !== '') {
    const part = `%${page.search.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;
    query.andWhere(`LOWER(one.owner) LIKE :part ESCAPE '\\'`, { part });
  }
  return query.orderBy('one.owner').take(page.limit).getMany();
}

export async function countPasswords(store: Store): Promise<number> {
  return store.read.getRepository(DocumentPasswordTable).count();
}
