import { defineMigration } from './migration.ts';

export const migration0056 = defineMigration({
  name: '0056_event_approval',
  at: 1797400700000,
  sqlite: ['ALTER TABLE "event" ADD COLUMN "approval" text'],
  postgres: ['ALTER TABLE "event" ADD "approval" text'],
});
