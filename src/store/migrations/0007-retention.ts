import { defineMigration } from './migration.ts';

export const migration0007 = defineMigration({
  name: '0007_retention',
  at: 1795759920797,
  sqlite: [
    'ALTER TABLE "file" ADD "purged_at" bigint',
    'ALTER TABLE "message" ADD "purged_at" bigint',
    'ALTER TABLE "run" ADD "purged_at" bigint',
    'CREATE INDEX "file_stored" ON "file" ("id") WHERE "purged_at" IS NULL',
    'CREATE INDEX "message_stored" ON "message" ("id") WHERE "content_id" IS NOT NULL',
    'CREATE INDEX "run_item_redirect" ON "run_item" ("run_id") WHERE "redirect" IS NOT NULL',
  ],
  postgres: [
    'ALTER TABLE "file" ADD "purged_at" bigint',
    'ALTER TABLE "message" ADD "purged_at" bigint',
    'ALTER TABLE "run" ADD "purged_at" bigint',
    'CREATE INDEX "file_stored" ON "file"  ("id") WHERE "purged_at" IS NULL',
    'CREATE INDEX "message_stored" ON "message"  ("id") WHERE "content_id" IS NOT NULL',
    'CREATE INDEX "run_item_redirect" ON "run_item"  ("run_id") WHERE "redirect" IS NOT NULL',
  ],
});
