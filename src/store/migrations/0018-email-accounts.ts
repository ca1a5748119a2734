import { defineMigration } from './migration.ts';

export const migration0018 = defineMigration({
  name: '0018_email_accounts',
  at: 1795780000000,
  sqlite: [
    'ALTER TABLE "connector" ADD COLUMN "owner_id" text',
    'CREATE INDEX "connector_owner" ON "connector" ("owner_id") ',
    'CREATE TABLE "email_account" ("id" varchar PRIMARY KEY NOT NULL, "owner_id" text NOT NULL, "address" text NOT NULL, "address_key" text NOT NULL, "sender_name" text NOT NULL, "is_default" boolean NOT NULL, "shared" boolean NOT NULL, "read_email" boolean NOT NULL, "signature" text NOT NULL, "use_signature" boolean NOT NULL, "connected" boolean NOT NULL, "created_at" bigint NOT NULL)',
    'CREATE UNIQUE INDEX "email_account_owner" ON "email_account" ("owner_id", "address_key") ',
  ],
  postgres: [
    'ALTER TABLE "connector" ADD "owner_id" text',
    'CREATE INDEX "connector_owner" ON "connector" ("owner_id") ',
    'CREATE TABLE "email_account" ("id" character varying NOT NULL, "owner_id" text NOT NULL, "address" text NOT NULL, "address_key" text NOT NULL, "sender_name" text NOT NULL, "is_default" boolean NOT NULL, "shared" boolean NOT NULL, "read_email" boolean NOT NULL, "signature" text NOT NULL, "use_signature" boolean NOT NULL, "connected" boolean NOT NULL, "created_at" bigint NOT NULL, CONSTRAINT "PK_21a4813c9e9dd0de067dc542c57" PRIMARY KEY ("id"))',
    'CREATE UNIQUE INDEX "email_account_owner" ON "email_account" ("owner_id", "address_key") ',
  ],
});
