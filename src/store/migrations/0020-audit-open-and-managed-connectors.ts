import { defineMigration } from './migration.ts';

export const migration0020 = defineMigration({
  name: '0020_audit_open_and_managed_connectors',
  at: 1795791000000,
  sqlite: [
    'ALTER TABLE "connector" ADD COLUMN "managed_by" text',
    'CREATE TABLE "audit_open" ("id" varchar PRIMARY KEY NOT NULL, "begun_at" bigint NOT NULL, "entry" text NOT NULL)',
  ],
  postgres: [
    'ALTER TABLE "connector" ADD "managed_by" text',
    'CREATE TABLE "audit_open" ("id" character varying NOT NULL, "begun_at" bigint NOT NULL, "entry" text NOT NULL, CONSTRAINT "PK_audit_open" PRIMARY KEY ("id"))',
  ],
});
