import { defineMigration } from './migration.ts';

const OF_MESSAGE = `UPDATE "delivery" SET "run_id" = (SELECT m."run_id" FROM "message" m WHERE m."id" = "delivery"."id") WHERE "id" IN (SELECT "id" FROM "message" WHERE "run_id" IS NOT NULL)`;

export const migration0008 = defineMigration({
  name: '0008_run_counts',
  at: 1795760094552,
  sqlite: [
    'ALTER TABLE "delivery" ADD COLUMN "run_id" text',
    OF_MESSAGE,
    'ALTER TABLE "run_file" ADD COLUMN "reading" text',
    'CREATE INDEX "delivery_run" ON "delivery" ("run_id", "state", "id", "connector_id", "updated_at") WHERE "run_id" IS NOT NULL',
    'CREATE INDEX "run_document_file" ON "run_document" ("file_id") ',
    'CREATE INDEX "run_item_replaces" ON "run_item" ("run_id", "state") WHERE "replaces" IS NOT NULL',
    'CREATE INDEX "run_item_left_out" ON "run_item" ("run_id", "left_out_kind") WHERE "left_out_kind" IS NOT NULL',
    'DROP INDEX "message_run"',
    'CREATE INDEX "message_run" ON "message" ("run_id", "id", "from_address") WHERE "run_id" IS NOT NULL',
  ],
  postgres: [
    'ALTER TABLE "delivery" ADD "run_id" text',
    OF_MESSAGE,
    'ALTER TABLE "run_file" ADD "reading" text',
    'CREATE INDEX "delivery_run" ON "delivery"  ("run_id", "state", "id", "connector_id", "updated_at") WHERE "run_id" IS NOT NULL',
    'CREATE INDEX "run_document_file" ON "run_document"  ("file_id") ',
    'CREATE INDEX "run_item_replaces" ON "run_item"  ("run_id", "state") WHERE "replaces" IS NOT NULL',
    'CREATE INDEX "run_item_left_out" ON "run_item" ("run_id", "left_out_kind") WHERE "left_out_kind" IS NOT NULL',
    'DROP INDEX "message_run"',
    'CREATE INDEX "message_run" ON "message" ("run_id", "id", "from_address") WHERE "run_id" IS NOT NULL',
  ],
});
