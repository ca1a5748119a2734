import { defineMigration } from './migration.ts';

export const migration0024 = defineMigration({
  name: '0024_contacts',
  at: 1795814000000,
  sqlite: [
    'CREATE TABLE "contact" ("id" varchar PRIMARY KEY NOT NULL, "kind" text NOT NULL, "name" text NOT NULL, "name_key" text NOT NULL, "company" text, "language" text, "time_zone" text, "created_at" bigint NOT NULL, "created_by" text NOT NULL, "modified_at" bigint NOT NULL, "modified_by" text NOT NULL, "version" integer NOT NULL)',
    'CREATE INDEX "contact_name" ON "contact" ("name_key", "id") ',
    'CREATE TABLE "contact_address" ("contact_id" varchar NOT NULL, "address_key" varchar NOT NULL, "address" text NOT NULL, "primary" boolean NOT NULL, "valid_from" bigint NOT NULL, PRIMARY KEY ("contact_id", "address_key"))',
    'CREATE INDEX "contact_address_key" ON "contact_address" ("address_key") ',
  ],
  postgres: [
    'CREATE TABLE "contact" ("id" character varying NOT NULL, "kind" text NOT NULL, "name" text NOT NULL, "name_key" text NOT NULL, "company" text, "language" text, "time_zone" text, "created_at" bigint NOT NULL, "created_by" text NOT NULL, "modified_at" bigint NOT NULL, "modified_by" text NOT NULL, "version" integer NOT NULL, CONSTRAINT "PK_contact" PRIMARY KEY ("id"))',
    'CREATE INDEX "contact_name" ON "contact"  ("name_key", "id") ',
    'CREATE TABLE "contact_address" ("contact_id" character varying NOT NULL, "address_key" character varying NOT NULL, "address" text NOT NULL, "primary" boolean NOT NULL, "valid_from" bigint NOT NULL, CONSTRAINT "PK_contact_address" PRIMARY KEY ("contact_id", "address_key"))',
    'CREATE INDEX "contact_address_key" ON "contact_address"  ("address_key") ',
  ],
});
