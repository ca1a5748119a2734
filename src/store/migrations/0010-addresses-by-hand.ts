import { defineMigration } from './migration.ts';

export const migration0010 = defineMigration({
  name: '0010_addresses_by_hand',
  at: 1795766500000,
  sqlite: [
    'ALTER TABLE "run_item" ADD COLUMN "by_hand" text',
    'ALTER TABLE "run_item" ADD COLUMN "file_address" text',
    'ALTER TABLE "run_item" ADD COLUMN "address_by" text',
    'CREATE INDEX "run_item_file_address" ON "run_item" ("run_id", "state") WHERE "file_address" IS NOT NULL',
  ],
  postgres: [
    'ALTER TABLE "run_item" ADD "by_hand" text',
    'ALTER TABLE "run_item" ADD "file_address" text',
    'ALTER TABLE "run_item" ADD "address_by" text',
    'CREATE INDEX "run_item_file_address" ON "run_item" ("run_id", "state") WHERE "file_address" IS NOT NULL',
  ],
});
