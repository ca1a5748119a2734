import { defineMigration } from './migration.ts';

export const migration0049 = defineMigration({
  name: '0049_order_of_arrival',
  at: 1797200000000,
  sqlite: [
    'ALTER TABLE "mailbox" ADD COLUMN "seen_at" bigint',
    'ALTER TABLE "inbound_message" ADD COLUMN "came_after" bigint',
  ],
  postgres: ['ALTER TABLE "mailbox" ADD "seen_at" bigint', 'ALTER TABLE "inbound_message" ADD "came_after" bigint'],
});
