import { defineMigration } from './migration.ts';

const INDEX = 'CREATE INDEX "email_account_proven" ON "email_account" ("address_key") WHERE "proven_at" IS NOT NULL';

/** A disconnected account has lost its test; that it was read, or that a mail went through it, says the same. */
const BEFORE = [
  'UPDATE "email_account" SET "proven_at" = COALESCE((SELECT c."tested_at" FROM "connector" c WHERE c."id" = "email_account"."id"), (SELECT m."created_at" FROM "mailbox" m WHERE m."id" = "email_account"."id"), (SELECT p."proven_at" FROM "connector_pace" p WHERE p."connector_id" = "email_account"."id"))',
];

export const migration0044 = defineMigration({
  name: '0044_proven_accounts',
  at: 1796900100000,
  sqlite: ['ALTER TABLE "email_account" ADD COLUMN "proven_at" bigint', INDEX, ...BEFORE],
  postgres: ['ALTER TABLE "email_account" ADD "proven_at" bigint', INDEX, ...BEFORE],
});
