import { createHash } from 'node:crypto';
import type { QueryRunner } from 'typeorm';
import { ownerKey } from '../../sdk/index.ts';
import { updateRows } from '../sql.ts';
import { defineMigration } from './migration.ts';

const AT_ONCE = 500;
const BY_HAND = '"file_address" IS NOT NULL OR "file_owner" IS NOT NULL OR "document_by" IS NOT NULL';
const INDEXES = [
  'DROP INDEX "run_item_owner"',
  'CREATE INDEX "run_item_owner" ON "run_item" ("run_id", "owner_key")',
  'DROP INDEX "run_item_file_address"',
  `CREATE INDEX "run_item_by_hand" ON "run_item" ("run_id", "state") WHERE ${BY_HAND}`,
  'DROP INDEX "run_item_redirect"',
  'CREATE INDEX "run_item_redirect" ON "run_item" ("run_id", "state") WHERE "redirect" IS NOT NULL',
  'DROP INDEX "run_document_owner"',
  'CREATE INDEX "run_document_owner" ON "run_document" ("run_id", "owner_key")',
  `CREATE INDEX "delivery_suppressed" ON "delivery" ("run_id") WHERE "held_reason" = 'suppressed'`,
  'CREATE INDEX "document_password_key" ON "document_password" ("owner_key")',
];
const OPTIONAL = ['file_owner', 'owner_by', 'document_by', 'redirects'];
const KEYED = ['run_item', 'run_document', 'document_password'];

export const migration0011 = defineMigration({
  name: '0011_one_person_one_key',
  at: 1795775000000,
  sqlite: [
    ...KEYED.map((table) => `ALTER TABLE "${table}" ADD COLUMN "owner_key" text NOT NULL DEFAULT ('')`),
    ...OPTIONAL.map((column) => `ALTER TABLE "run_item" ADD COLUMN "${column}" text`),
    `ALTER TABLE "run_file" ADD COLUMN "note" text NOT NULL DEFAULT ('')`,
    ...INDEXES,
  ],
  postgres: [
    ...KEYED.map((table) => `ALTER TABLE "${table}" ADD "owner_key" text NOT NULL DEFAULT ''`),
    ...OPTIONAL.map((column) => `ALTER TABLE "run_item" ADD "${column}" text`),
    `ALTER TABLE "run_file" ADD "note" text NOT NULL DEFAULT ''`,
    ...INDEXES,
  ],
  fill: async (runner) => {
    await fillItems(runner);
    await fillKeys(runner, 'run_document', 'id');
    await fillKeys(runner, 'document_password', 'owner');
    await runner.manager.sql`
      UPDATE run_item SET document_by = '' WHERE document_chosen = 1 AND document_id IS NOT NULL`;
  },
});

interface Item {
  id: string;
  owner: string;
  occasion: string | null;
  rule_id: string;
  period: string;
}

/** What is sent once went by the number as it was typed: the e-mails of before must be found by its key, too. */
async function fillItems(runner: QueryRunner): Promise<void> {
  for (let after = ''; ; ) {
    const items = await runner.manager.sql<Item[]>`
      SELECT i.id, i.owner, i.occasion, r.rule_id, r.period FROM run_item i JOIN run r ON r.id = i.run_id
      WHERE i.id > ${after} ORDER BY i.id LIMIT ${AT_ONCE}`;
    const last = items.at(-1);
    if (last === undefined) return;
    const columns = { id: 'text', owner_key: 'text', occasion: 'text' } as const;
    await updateRows(
      runner.manager,
      'run_item',
      columns,
      items.map((item) => ({ id: item.id, owner_key: ownerKey(item.owner), occasion: occasionOf(item) })),
    );
    after = last.id;
  }
}

function occasionOf({ owner, occasion, rule_id: rule, period }: Item): string | null {
  if (occasion === null) return null;
  return createHash('sha256')
    .update(JSON.stringify(['occasion', rule, period, ownerKey(owner)]))
    .digest('hex');
}

async function fillKeys(
  runner: QueryRunner,
  table: 'run_document' | 'document_password',
  id: 'id' | 'owner',
): Promise<void> {
  for (let after = ''; ; ) {
    const rows = await runner.manager.sql<{ id: string; owner: string | null }[]>`
      SELECT ${() => id} AS id, owner FROM ${() => table} WHERE ${() => id} > ${after} AND owner IS NOT NULL
      ORDER BY ${() => id} LIMIT ${AT_ONCE}`;
    const last = rows.at(-1);
    if (last === undefined) return;
    const changes = rows.map((row) => ({ [id]: row.id, owner_key: ownerKey(row.owner ?? '') }));
    await updateRows(runner.manager, table, { [id]: 'text', owner_key: 'text' }, changes);
    after = last.id;
  }
}
