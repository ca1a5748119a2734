import { defineMigration } from './migration.ts';

export const migration0027 = defineMigration({
  name: '0027_schedules',
  at: 1795817800000,
  sqlite: [
    'CREATE TABLE "schedule" ("id" varchar PRIMARY KEY NOT NULL, "name" text NOT NULL, "rule_id" text NOT NULL, "facts" text NOT NULL, "time_zone" text NOT NULL, "timing" text NOT NULL, "expires" text, "missed" text NOT NULL, "state" text NOT NULL, "next_at" bigint, "anchor_at" bigint NOT NULL, "runs" integer NOT NULL, "last_at" bigint, "unique_key" text, "owner_id" text NOT NULL, "created_at" bigint NOT NULL, "created_by" text NOT NULL, "modified_at" bigint NOT NULL, "modified_by" text NOT NULL, "version" integer NOT NULL)',
    'CREATE INDEX "schedule_next" ON "schedule" ("next_at") WHERE "next_at" IS NOT NULL',
    'CREATE UNIQUE INDEX "schedule_unique_key" ON "schedule" ("unique_key") ',
    'CREATE TABLE "schedule_run" ("id" varchar PRIMARY KEY NOT NULL, "schedule_id" text NOT NULL, "due_at" bigint NOT NULL, "at" bigint NOT NULL, "outcome" text NOT NULL, "message" text, "event_id" text)',
    'CREATE INDEX "schedule_run_schedule" ON "schedule_run" ("schedule_id", "id") ',
  ],
  postgres: [
    'CREATE TABLE "schedule" ("id" character varying NOT NULL, "name" text NOT NULL, "rule_id" text NOT NULL, "facts" text NOT NULL, "time_zone" text NOT NULL, "timing" text NOT NULL, "expires" text, "missed" text NOT NULL, "state" text NOT NULL, "next_at" bigint, "anchor_at" bigint NOT NULL, "runs" integer NOT NULL, "last_at" bigint, "unique_key" text, "owner_id" text NOT NULL, "created_at" bigint NOT NULL, "created_by" text NOT NULL, "modified_at" bigint NOT NULL, "modified_by" text NOT NULL, "version" integer NOT NULL, CONSTRAINT "PK_schedule" PRIMARY KEY ("id"))',
    'CREATE INDEX "schedule_next" ON "schedule"  ("next_at") WHERE "next_at" IS NOT NULL',
    'CREATE UNIQUE INDEX "schedule_unique_key" ON "schedule"  ("unique_key") ',
    'CREATE TABLE "schedule_run" ("id" character varying NOT NULL, "schedule_id" text NOT NULL, "due_at" bigint NOT NULL, "at" bigint NOT NULL, "outcome" text NOT NULL, "message" text, "event_id" text, CONSTRAINT "PK_schedule_run" PRIMARY KEY ("id"))',
    'CREATE INDEX "schedule_run_schedule" ON "schedule_run"  ("schedule_id", "id") ',
  ],
});
