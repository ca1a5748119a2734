import { defineMigration } from './migration.ts';

const INDEXES = [
  'CREATE UNIQUE INDEX "template_name" ON "template" ("name_key")',
  'CREATE UNIQUE INDEX "template_version_number" ON "template_version" ("template_id", "version")',
];
const USED = [
  ['template_id', 'text'],
  ['template_version', 'integer'],
  ['template_language', 'text'],
];

export const migration0030 = defineMigration({
  name: '0030_templates',
  at: 1795818400000,
  sqlite: [
    'CREATE TABLE "template" ("id" varchar PRIMARY KEY NOT NULL, "name" text NOT NULL, "name_key" text NOT NULL, "kind" text NOT NULL, "layout_id" text, "texts" text NOT NULL, "languages" text NOT NULL, "uses" text NOT NULL, "version" integer NOT NULL, "created_at" bigint NOT NULL, "created_by" text NOT NULL, "modified_at" bigint NOT NULL, "modified_by" text NOT NULL)',
    'CREATE TABLE "template_version" ("id" varchar PRIMARY KEY NOT NULL, "template_id" text NOT NULL, "version" integer NOT NULL, "name" text NOT NULL, "layout_id" text, "texts" text NOT NULL, "at" bigint NOT NULL, "by" text NOT NULL, "restored_from" integer)',
    ...INDEXES,
    ...USED.map(([column, type]) => `ALTER TABLE "message" ADD COLUMN "${column}" ${type}`),
  ],
  postgres: [
    'CREATE TABLE "template" ("id" character varying NOT NULL, "name" text NOT NULL, "name_key" text NOT NULL, "kind" text NOT NULL, "layout_id" text, "texts" text NOT NULL, "languages" text NOT NULL, "uses" text NOT NULL, "version" integer NOT NULL, "created_at" bigint NOT NULL, "created_by" text NOT NULL, "modified_at" bigint NOT NULL, "modified_by" text NOT NULL, CONSTRAINT "PK_template" PRIMARY KEY ("id"))',
    'CREATE TABLE "template_version" ("id" character varying NOT NULL, "template_id" text NOT NULL, "version" integer NOT NULL, "name" text NOT NULL, "layout_id" text, "texts" text NOT NULL, "at" bigint NOT NULL, "by" text NOT NULL, "restored_from" integer, CONSTRAINT "PK_template_version" PRIMARY KEY ("id"))',
    ...INDEXES,
    ...USED.map(([column, type]) => `ALTER TABLE "message" ADD "${column}" ${type}`),
  ],
});
