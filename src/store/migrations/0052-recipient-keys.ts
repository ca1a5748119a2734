import type { QueryRunner } from 'typeorm';
import { defineMigration } from './migration.ts';

const SPELLED = 'DROP INDEX "recipient_address"';
const KEYED = 'CREATE INDEX "recipient_key" ON "recipient" ("address_key")';
const FILL = 'UPDATE "recipient" SET "address_key" = LOWER("address")';

/** Recipients are found by the address as it is compared, whoever wrote it in capitals. */
export const migration0052 = defineMigration({
  name: '0052_recipient_keys',
  at: 1797400500000,
  sqlite: ['ALTER TABLE "recipient" ADD COLUMN "address_key" text', FILL, SPELLED, KEYED],
  postgres: ['ALTER TABLE "recipient" ADD "address_key" text', FILL, SPELLED, KEYED],
  fill: fillOthers,
});

/** SQLite knows the small letters of ASCII only, and PostgreSQL those of its locale. */
async function fillOthers(runner: QueryRunner): Promise<void> {
  const postgres = runner.dataSource.options.type === 'postgres';
  const isOther = postgres ? `"address" ~ '[^ -~]'` : `"address" GLOB '*[^ -~]*'`;
  const rows: { delivery_id: string; position: number; address: string }[] = await runner.query(
    `SELECT "delivery_id", "position", "address" FROM "recipient" WHERE ${isOther}`,
  );
  const update = postgres
    ? 'UPDATE "recipient" SET "address_key" = $1 WHERE "delivery_id" = $2 AND "position" = $3'
    : 'UPDATE "recipient" SET "address_key" = ? WHERE "delivery_id" = ? AND "position" = ?';
  for (const row of rows) await runner.query(update, [row.address.toLowerCase(), row.delivery_id, row.position]);
}
