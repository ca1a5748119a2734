import { defineMigration } from './migration.ts';

export const migration0038 = defineMigration({
  name: '0038_synchronisation',
  at: 1795858038000,
  sqlite: [
    'ALTER TABLE "mailbox" ADD COLUMN "read_from" bigint',
    'ALTER TABLE "mailbox" ADD COLUMN "every_minutes" integer NOT NULL DEFAULT (10)',
    'ALTER TABLE "mailbox" ADD COLUMN "lease_by" text',
    'ALTER TABLE "mailbox" ADD COLUMN "marked_uid" bigint NOT NULL DEFAULT (0)',
    // What was read before was marked with its page.
    'UPDATE "mailbox" SET "marked_uid" = "last_uid"',
  ],
  postgres: [
    'ALTER TABLE "mailbox" ADD "read_from" bigint',
    'ALTER TABLE "mailbox" ADD "every_minutes" integer NOT NULL DEFAULT \'10\'',
    'ALTER TABLE "mailbox" ADD "lease_by" text',
    'ALTER TABLE "mailbox" ADD "marked_uid" bigint NOT NULL DEFAULT \'0\'',
    // What was read before was marked with its page.
    'UPDATE "mailbox" SET "marked_uid" = "last_uid"',
  ],
});
