import { createHash } from 'node:crypto';
import { afterEach, expect, test } from 'vitest';
import { dataSourceFor } from '../../../src/store/data-source.ts';
import { insertRows } from '../../../src/store/sql.ts';
import { openStore, type Store } from '../../../src/store/store.ts';
import { forEachDatabase } from '../../support/test-database.ts';

/** Data of before the numbers of persons had keys. */
const OLD_MIGRATIONS = 10;
const ROWS = 1_201;

let store: Store | undefined;
afterEach(async () => {
  await store?.close();
  store = undefined;
});

const run = {
  ...{ id: 'r1', name: 'November', period: '2026-11', rule_id: 'u1', options: '{}', state: 'finished' },
  ...{ state_reason: '', version: 1, step: '', step_done: 0, created_at: 1, created_by: 'x', created_by_id: 'x' },
  makers: '[]',
};
const item = (seq: number) => ({
  ...{ id: `i${String(seq).padStart(5, '0')}`, run_id: 'r1', seq, line: seq, owner: `E${seq}`, address: '' },
  ...{ address_key: '', facts: '{}', document_id: `d${seq}`, document_chosen: seq === 1 ? 1 : 0, state: 'planned' },
  ...{ occasion: seq === 2 ? null : `of E${seq}`, version: 1, updated_at: 1 },
});
const document = { id: 'd1', run_id: 'r1', file_id: 'f', name: 'e7.pdf', name_key: 'e7.pdf', size: 1, sha256: 's' };

forEachDatabase((database) => {
  test('rows, documents and passwords of before get their keys, and what was sent once is found by them', async () => {
    const url = await database.create();
    const old = await dataSourceFor(url).initialize();
    Object.assign(old, { migrations: old.migrations.slice(0, OLD_MIGRATIONS) });
    await old.runMigrations({ transaction: 'each' });
    await insertRows(old.manager, 'run', [run]);
    await insertRows(
      old.manager,
      'run_item',
      Array.from({ length: ROWS }, (_, at) => item(at + 1)),
    );
    await insertRows(old.manager, 'run_document', [
      { ...document, owner: ' \uff257' },
      { ...document, id: 'd2', owner: null },
    ]);
    const password = { sealed: 'x', updated_at: 1, updated_by: 'x' };
    await insertRows(old.manager, 'document_password', [{ owner: 'P7', ...password }]);
    await old.destroy();

    store = await openStore({ url });
    const rows = await store.read.sql<{ owner_key: string; occasion: string | null; document_by: string | null }[]>`
      SELECT owner_key, occasion, document_by FROM run_item ORDER BY seq`;
    expect(rows).toHaveLength(ROWS);
    expect(rows.map((row) => row.owner_key)).toEqual(rows.map((_, at) => `e${at + 1}`));
    const occasion = createHash('sha256')
      .update(JSON.stringify(['occasion', 'u1', '2026-11', 'e1201']))
      .digest('hex');
    expect(rows[1_200]?.occasion).toBe(occasion);
    expect(rows[1]?.occasion).toBeNull();
    expect(rows.map((row) => row.document_by).filter((by) => by !== null)).toEqual(['']);
    const keys = await store.read.sql<{ owner_key: string }[]>`SELECT owner_key FROM run_document ORDER BY id`;
    expect(keys.map((row) => row.owner_key)).toEqual(['e7', '']);
    expect(await store.read.sql`SELECT owner_key FROM document_password`).toEqual([{ owner_key: 'p7' }]);
  });
});
