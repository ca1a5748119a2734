import type { QueryRunner } from 'typeorm';
import { defineMigration } from './migration.ts';

const INDEX = 'CREATE INDEX "message_copies" ON "message" ("copy_of") WHERE "copy_of" IS NOT NULL';

/** Of what a person sent again, the first e-mail: nobody gets it once more by a retry of the first. */
export const migration0062 = defineMigration({
  name: '0062_copies',
  at: 1797401300000,
  sqlite: ['ALTER TABLE "message" ADD COLUMN "copy_of" text', INDEX],
  postgres: ['ALTER TABLE "message" ADD "copy_of" text', INDEX],
  fill: fillCopies,
});

/** Ids are ordered by time: a first e-mail has its own first before its copies ask for it. */
async function fillCopies(runner: QueryRunner): Promise<void> {
  const postgres = runner.dataSource.options.type === 'postgres';
  const rows: { first: string; copy: string }[] = await runner.query(
    `SELECT "delivery_id" AS "first", "detail" AS "copy" FROM "attempt" WHERE "kind" = 'person' AND "verdict" = 'resend'
     ORDER BY "detail"`,
  );
  const update = postgres
    ? 'UPDATE "message" SET "copy_of" = $1 WHERE "id" = $2'
    : 'UPDATE "message" SET "copy_of" = ? WHERE "id" = ?';
  const firstOf = new Map<string, string>();
  for (const { first, copy } of rows) {
    firstOf.set(copy, firstOf.get(first) ?? first);
    await runner.query(update, [firstOf.get(copy), copy]);
  }
}
