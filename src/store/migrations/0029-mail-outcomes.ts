import { defineMigration } from './migration.ts';

/** As in delivery.table.ts: an index is used where the same words ask. */
const UNTOLD = `"told_state" IS NOT NULL AND "state" IN ('accepted', 'failed', 'cancelled', 'bounced') AND ("told_state" <> "state" OR "told_at" <> "updated_at")`;
const INDEXES = [
  'CREATE INDEX "message_outcome" ON "message" ("outcome_id") WHERE "outcome_id" IS NOT NULL',
  `CREATE INDEX "delivery_untold" ON "delivery" ("id") WHERE ${UNTOLD}`,
];

export const migration0029 = defineMigration({
  name: '0029_mail_outcomes',
  at: 1795818300000,
  sqlite: [
    'ALTER TABLE "rule" ADD COLUMN "for_each" text',
    'ALTER TABLE "message" ADD COLUMN "outcome_id" text',
    'ALTER TABLE "delivery" ADD COLUMN "told_state" text',
    'ALTER TABLE "delivery" ADD COLUMN "told_at" bigint',
    'CREATE TABLE "mail_outcome" ("id" varchar PRIMARY KEY NOT NULL, "event_id" text NOT NULL, "rule_id" text NOT NULL, "rule_name" text NOT NULL, "instance_id" text, "fields" text NOT NULL, "failure_rule" text, "depth" integer NOT NULL, "branched_at" bigint, "created_at" bigint NOT NULL)',
    ...INDEXES,
  ],
  postgres: [
    'ALTER TABLE "rule" ADD "for_each" text',
    'ALTER TABLE "message" ADD "outcome_id" text',
    'ALTER TABLE "delivery" ADD "told_state" text',
    'ALTER TABLE "delivery" ADD "told_at" bigint',
    'CREATE TABLE "mail_outcome" ("id" character varying NOT NULL, "event_id" text NOT NULL, "rule_id" text NOT NULL, "rule_name" text NOT NULL, "instance_id" text, "fields" text NOT NULL, "failure_rule" text, "depth" integer NOT NULL, "branched_at" bigint, "created_at" bigint NOT NULL, CONSTRAINT "PK_mail_outcome" PRIMARY KEY ("id"))',
    ...INDEXES,
  ],
});
