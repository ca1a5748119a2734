import { defineMigration } from './migration.ts';

export const migration0016 = defineMigration({
  name: '0016_sending_limits',
  at: 1795777000000,
  sqlite: [
    'ALTER TABLE "delivery" ADD COLUMN "approved_by" text',
    'ALTER TABLE "delivery" ADD COLUMN "limit_key" text',
    `CREATE INDEX "delivery_limit" ON "delivery" ("limit_key", "id") WHERE "limit_key" IS NOT NULL`,
    'CREATE TABLE "send_count" ("key" varchar PRIMARY KEY NOT NULL, "hour_at" bigint NOT NULL, "count" integer NOT NULL)',
    'CREATE INDEX "send_count_hour" ON "send_count" ("hour_at") ',
  ],
  postgres: [
    'ALTER TABLE "delivery" ADD "approved_by" text',
    'ALTER TABLE "delivery" ADD "limit_key" text',
    `CREATE INDEX "delivery_limit" ON "delivery" ("limit_key", "id") WHERE "limit_key" IS NOT NULL`,
    'CREATE TABLE "send_count" ("key" character varying NOT NULL, "hour_at" bigint NOT NULL, "count" integer NOT NULL, CONSTRAINT "PK_send_count" PRIMARY KEY ("key"))',
    'CREATE INDEX "send_count_hour" ON "send_count"  ("hour_at") ',
  ],
});
