import { defineMigration } from './migration.ts';

export const migration0025 = defineMigration({
  name: '0025_mailbox_cursors',
  at: 1795817000000,
  sqlite: [
    'CREATE TABLE "mailbox_cursor" ("connector_id" varchar PRIMARY KEY NOT NULL, "uid_validity" text, "last_uid" bigint NOT NULL, "checked_at" bigint, "problem" text, "failures" integer NOT NULL, "reports" integer NOT NULL, "due_at" bigint NOT NULL, "lease_token" text)',
  ],
  postgres: [
    'CREATE TABLE "mailbox_cursor" ("connector_id" character varying NOT NULL, "uid_validity" text, "last_uid" bigint NOT NULL, "checked_at" bigint, "problem" text, "failures" integer NOT NULL, "reports" integer NOT NULL, "due_at" bigint NOT NULL, "lease_token" text, CONSTRAINT "PK_mailbox_cursor" PRIMARY KEY ("connector_id"))',
  ],
});
