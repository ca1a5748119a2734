import { defineMigration } from './migration.ts';

export const migration0049 = defineMigration({
  name: '0049_arrivals_and_partners',
  at: 1797200000000,
  sqlite: [
    'ALTER TABLE "mailbox" ADD COLUMN "seen_at" bigint',
    'ALTER TABLE "inbound_message" ADD COLUMN "came_after" bigint',
    'ALTER TABLE "app_user" ADD COLUMN "partner_id" text',
  ],
  postgres: [
    'ALTER TABLE "mailbox" ADD "seen_at" bigint',
    'ALTER TABLE "inbound_message" ADD "came_after" bigint',
    'ALTER TABLE "app_user" ADD "partner_id" text',
  ],
});
