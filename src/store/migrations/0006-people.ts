import { defineMigration } from './migration.ts';

export const migration0006 = defineMigration({
  name: '0006_people',
  at: 1795758900000,
  sqlite: [
    'DROP INDEX "app_user_name"',
    'CREATE TABLE "temporary_app_user" ("id" varchar PRIMARY KEY NOT NULL, "name" text NOT NULL, "name_key" text NOT NULL, "password_hash" text NOT NULL, "roles" text NOT NULL, "disabled" boolean NOT NULL, "created_at" bigint NOT NULL, "password_until" bigint, "signed_in_at" bigint, "modified_at" bigint, "modified_by" text, "version" integer NOT NULL DEFAULT (1))',
    'INSERT INTO "temporary_app_user"("id", "name", "name_key", "password_hash", "roles", "disabled", "created_at") SELECT "id", "name", "name_key", "password_hash", "roles", "disabled", "created_at" FROM "app_user"',
    'DROP TABLE "app_user"',
    'ALTER TABLE "temporary_app_user" RENAME TO "app_user"',
    'CREATE UNIQUE INDEX "app_user_name" ON "app_user" ("name_key") ',
    'CREATE INDEX "credential_user" ON "credential" ("user_id") ',
  ],
  postgres: [
    'ALTER TABLE "app_user" ADD "password_until" bigint',
    'ALTER TABLE "app_user" ADD "signed_in_at" bigint',
    'ALTER TABLE "app_user" ADD "modified_at" bigint',
    'ALTER TABLE "app_user" ADD "modified_by" text',
    'ALTER TABLE "app_user" ADD "version" integer NOT NULL DEFAULT \'1\'',
    'CREATE INDEX "credential_user" ON "credential"  ("user_id") ',
  ],
});
