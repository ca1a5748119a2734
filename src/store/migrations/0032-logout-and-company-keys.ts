import type { QueryRunner } from 'typeorm';
import { defineMigration } from './migration.ts';

export const migration0032 = defineMigration({
  name: '0032_logout_and_company_keys',
  at: 1795832000000,
  sqlite: [
    'CREATE TABLE "sign_on_logout" ("id" varchar PRIMARY KEY NOT NULL, "expires_at" bigint NOT NULL)',
    'CREATE INDEX "sign_on_logout_expires" ON "sign_on_logout" ("expires_at") ',
    'ALTER TABLE "credential" ADD COLUMN "provider_session" text',
    'CREATE INDEX "credential_provider_session" ON "credential" ("provider_id", "provider_session") WHERE "provider_session" IS NOT NULL',
    'ALTER TABLE "contact" ADD COLUMN "company_key" text',
  ],
  postgres: [
    'CREATE TABLE "sign_on_logout" ("id" character varying NOT NULL, "expires_at" bigint NOT NULL, CONSTRAINT "PK_8b67355d4b9f92db2d89bf1fea6" PRIMARY KEY ("id"))',
    'CREATE INDEX "sign_on_logout_expires" ON "sign_on_logout"  ("expires_at") ',
    'ALTER TABLE "credential" ADD "provider_session" text',
    'CREATE INDEX "credential_provider_session" ON "credential"  ("provider_id", "provider_session") WHERE "provider_session" IS NOT NULL',
    'ALTER TABLE "contact" ADD "company_key" text',
  ],
  fill: fillCompanyKeys,
});

/** No database can say it: SQLite knows the small letters of ASCII only. */
async function fillCompanyKeys(runner: QueryRunner): Promise<void> {
  const postgres = runner.dataSource.options.type === 'postgres';
  const rows: { id: string; company: string }[] = await runner.query(
    'SELECT "id", "company" FROM "contact" WHERE "company" IS NOT NULL',
  );
  const update = postgres
    ? 'UPDATE "contact" SET "company_key" = $1 WHERE "id" = $2'
    : 'UPDATE "contact" SET "company_key" = ? WHERE "id" = ?';
  for (const { id, company } of rows) await runner.query(update, [company.normalize('NFKC').toLowerCase(), id]);
}
