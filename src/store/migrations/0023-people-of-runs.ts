import { defineMigration } from './migration.ts';

const INDEXES = [
  'CREATE INDEX "run_item_person" ON "run_item" ("owner_key", "message_id") WHERE "message_id" IS NOT NULL',
  'CREATE INDEX "delivery_zone" ON "delivery" ("run_id", "time_zone", "state", "id") WHERE "time_zone" IS NOT NULL',
];

export const migration0023 = defineMigration({
  name: '0023_people_of_runs',
  at: 1795800000000,
  sqlite: ['ALTER TABLE "delivery" ADD COLUMN "time_zone" text', ...INDEXES],
  postgres: ['ALTER TABLE "delivery" ADD "time_zone" text', ...INDEXES],
});
