import { defineMigration } from './migration.ts';

export const migration0005 = defineMigration({
  name: '0005_suppressions_and_passwords',
  at: 1795758841764,
  sqlite: [
    'CREATE TABLE "document_password" ("owner" varchar PRIMARY KEY NOT NULL, "sealed" text NOT NULL, "updated_at" bigint NOT NULL, "updated_by" text NOT NULL)',
    'CREATE TABLE "suppression" ("id" varchar PRIMARY KEY NOT NULL, "address" text NOT NULL, "address_key" text NOT NULL, "kind" text NOT NULL, "reason" text NOT NULL, "created_at" bigint NOT NULL, "created_by" text NOT NULL, "removed_at" bigint, "removed_by" text, "removed_reason" text)',
    'CREATE UNIQUE INDEX "suppression_address" ON "suppression" ("address_key") WHERE "removed_at" IS NULL',
    'CREATE INDEX "suppression_history" ON "suppression" ("address_key", "id") ',
  ],
  postgres: [
    'CREATE TABLE "document_password" ("owner" character varying NOT NULL, "sealed" text NOT NULL, "updated_at" bigint NOT NULL, "updated_by" text NOT NULL, CONSTRAINT "PK_484eeb95d918eeccfca248382af" PRIMARY KEY ("owner"))',
    'CREATE TABLE "suppression" ("id" character varying NOT NULL, "address" text NOT NULL, "address_key" text NOT NULL, "kind" text NOT NULL, "reason" text NOT NULL, "created_at" bigint NOT NULL, "created_by" text NOT NULL, "removed_at" bigint, "removed_by" text, "removed_reason" text, CONSTRAINT "PK_6cdb9d5d3bd43881a7072964b56" PRIMARY KEY ("id"))',
    'CREATE UNIQUE INDEX "suppression_address" ON "suppression"  ("address_key") WHERE "removed_at" IS NULL',
    'CREATE INDEX "suppression_history" ON "suppression"  ("address_key", "id") ',
  ],
});
