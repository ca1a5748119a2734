import { defineMigration } from './migration.ts';

const INDEXES = [
  'CREATE INDEX "form_instance_form" ON "form_instance" ("form_id", "id")',
  'CREATE INDEX "form_instance_status" ON "form_instance" ("form_id", "status", "id")',
  'CREATE INDEX "form_instance_owner" ON "form_instance" ("form_id", "owner_key", "id")',
  'CREATE INDEX "form_instance_creator" ON "form_instance" ("form_id", "created_by_id", "id")',
  'CREATE UNIQUE INDEX "form_instance_event" ON "form_instance" ("event_id")',
];
const SETTINGS = ['process', 'number_prefix', 'statuses', 'owner_field', 'link'];

export const migration0026 = defineMigration({
  name: '0026_form_instances',
  at: 1795817500000,
  sqlite: [
    ...SETTINGS.map((column) => `ALTER TABLE "form" ADD COLUMN "${column}" text`),
    'CREATE TABLE "form_counter" ("form_id" varchar PRIMARY KEY NOT NULL, "last" integer NOT NULL)',
    'CREATE TABLE "form_instance" ("id" varchar PRIMARY KEY NOT NULL, "form_id" text NOT NULL, "number" text, "values" text NOT NULL, "status" text NOT NULL, "owner_name" text NOT NULL, "owner_email" text NOT NULL, "owner_key" text NOT NULL, "event_id" text NOT NULL, "version" integer NOT NULL, "created_at" bigint NOT NULL, "created_by" text NOT NULL, "created_by_id" text NOT NULL, "modified_at" bigint NOT NULL, "modified_by" text NOT NULL, "modified_email" text NOT NULL)',
    ...INDEXES,
  ],
  postgres: [
    ...SETTINGS.map((column) => `ALTER TABLE "form" ADD "${column}" text`),
    'CREATE TABLE "form_counter" ("form_id" character varying NOT NULL, "last" integer NOT NULL, CONSTRAINT "PK_form_counter" PRIMARY KEY ("form_id"))',
    'CREATE TABLE "form_instance" ("id" character varying NOT NULL, "form_id" text NOT NULL, "number" text, "values" text NOT NULL, "status" text NOT NULL, "owner_name" text NOT NULL, "owner_email" text NOT NULL, "owner_key" text NOT NULL, "event_id" text NOT NULL, "version" integer NOT NULL, "created_at" bigint NOT NULL, "created_by" text NOT NULL, "created_by_id" text NOT NULL, "modified_at" bigint NOT NULL, "modified_by" text NOT NULL, "modified_email" text NOT NULL, CONSTRAINT "PK_form_instance" PRIMARY KEY ("id"))',
    ...INDEXES,
  ],
});
