import { defineMigration } from './migration.ts';

export const migration0013 = defineMigration({
  name: '0013_providers',
  at: 1795775000000,
  sqlite: [
    'CREATE TABLE "provider" ("id" varchar PRIMARY KEY NOT NULL, "definition" text NOT NULL, "version" integer NOT NULL, "created_at" bigint NOT NULL, "created_by" text NOT NULL, "modified_at" bigint NOT NULL, "modified_by" text NOT NULL)',
  ],
  postgres: [
    'CREATE TABLE "provider" ("id" character varying NOT NULL, "definition" text NOT NULL, "version" integer NOT NULL, "created_at" bigint NOT NULL, "created_by" text NOT NULL, "modified_at" bigint NOT NULL, "modified_by" text NOT NULL, CONSTRAINT "PK_6ab2f66d8987bf1bfdd6136a2d5" PRIMARY KEY ("id"))',
  ],
});
