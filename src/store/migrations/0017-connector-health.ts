import { defineMigration } from './migration.ts';

export const migration0017 = defineMigration({
  name: '0017_connector_health',
  at: 1795777100000,
  sqlite: [
    'ALTER TABLE "message" ADD COLUMN "fallback" boolean',
    'ALTER TABLE "connector_pace" ADD COLUMN "proven_at" bigint',
    'CREATE TABLE "connector_alert" ("connector_id" varchar PRIMARY KEY NOT NULL, "state" text NOT NULL, "reason" text NOT NULL, "told_at" bigint NOT NULL, "webhook_due_at" bigint, "webhook_attempts" integer NOT NULL, "webhook_error" text)',
  ],
  postgres: [
    'ALTER TABLE "message" ADD "fallback" boolean',
    'ALTER TABLE "connector_pace" ADD "proven_at" bigint',
    'CREATE TABLE "connector_alert" ("connector_id" character varying NOT NULL, "state" text NOT NULL, "reason" text NOT NULL, "told_at" bigint NOT NULL, "webhook_due_at" bigint, "webhook_attempts" integer NOT NULL, "webhook_error" text, CONSTRAINT "PK_connector_alert" PRIMARY KEY ("connector_id"))',
  ],
});
