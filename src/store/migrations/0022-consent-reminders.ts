import { defineMigration } from './migration.ts';

export const migration0022 = defineMigration({
  name: '0022_consent_reminders',
  at: 1795799000000,
  sqlite: [
    'CREATE TABLE "temporary_connector_alert" ("connector_id" varchar NOT NULL, "kind" varchar NOT NULL, "state" text NOT NULL, "reason" text NOT NULL, "of_at" bigint, "told_at" bigint NOT NULL, "webhook_due_at" bigint, "webhook_attempts" integer NOT NULL, "webhook_error" text, PRIMARY KEY ("connector_id", "kind"))',
    `INSERT INTO "temporary_connector_alert" ("connector_id", "kind", "state", "reason", "told_at", "webhook_due_at", "webhook_attempts", "webhook_error")
      SELECT "connector_id", 'health', "state", "reason", "told_at", "webhook_due_at", "webhook_attempts", "webhook_error" FROM "connector_alert"`,
    'DROP TABLE "connector_alert"',
    'ALTER TABLE "temporary_connector_alert" RENAME TO "connector_alert"',
  ],
  postgres: [
    `ALTER TABLE "connector_alert" ADD "kind" character varying NOT NULL DEFAULT 'health'`,
    'ALTER TABLE "connector_alert" ALTER COLUMN "kind" DROP DEFAULT',
    'ALTER TABLE "connector_alert" ADD "of_at" bigint',
    'ALTER TABLE "connector_alert" DROP CONSTRAINT "PK_connector_alert"',
    'ALTER TABLE "connector_alert" ADD CONSTRAINT "PK_connector_alert" PRIMARY KEY ("connector_id", "kind")',
  ],
});
