import { defineMigration } from './migration.ts';

export const migration0031 = defineMigration({
  name: '0031_senders_and_hooks',
  at: 1795826000000,
  sqlite: [
    'ALTER TABLE "email_account" ADD COLUMN "rules_may_send" boolean NOT NULL DEFAULT (0)',
    'ALTER TABLE "message" ADD COLUMN "sender_detail" text',
    'ALTER TABLE "schedule" ADD COLUMN "instances" boolean NOT NULL DEFAULT (0)',
    'ALTER TABLE "schedule" ADD COLUMN "hook_hash" text',
    'ALTER TABLE "schedule" ADD COLUMN "hook_at" bigint',
    'CREATE UNIQUE INDEX "schedule_hook" ON "schedule" ("hook_hash") ',
  ],
  postgres: [
    'ALTER TABLE "email_account" ADD "rules_may_send" boolean NOT NULL DEFAULT false',
    'ALTER TABLE "message" ADD "sender_detail" text',
    'ALTER TABLE "schedule" ADD "instances" boolean NOT NULL DEFAULT false',
    'ALTER TABLE "schedule" ADD "hook_hash" text',
    'ALTER TABLE "schedule" ADD "hook_at" bigint',
    'CREATE UNIQUE INDEX "schedule_hook" ON "schedule"  ("hook_hash") ',
  ],
});
