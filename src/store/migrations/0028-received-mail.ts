import { defineMigration } from './migration.ts';

export const migration0028 = defineMigration({
  name: '0028_received_mail',
  at: 1795818076957,
  sqlite: [
    'CREATE TABLE "mailbox" ("id" varchar PRIMARY KEY NOT NULL, "read" text NOT NULL, "mark_as_read" boolean NOT NULL, "first_days" integer NOT NULL, "state" text NOT NULL, "problem" text NOT NULL, "failures" integer NOT NULL, "due_at" bigint NOT NULL, "lease_token" text, "lease_until" bigint, "uid_validity" text, "last_uid" bigint NOT NULL, "synced_at" bigint, "proven_at" bigint, "created_at" bigint NOT NULL)',
    'CREATE INDEX "mailbox_due" ON "mailbox" ("due_at") ',
    'CREATE TABLE "inbound_message" ("id" varchar PRIMARY KEY NOT NULL, "mailbox_id" text NOT NULL, "uid_validity" text NOT NULL, "uid" bigint NOT NULL, "state" text NOT NULL, "problem" text, "kept_for" text NOT NULL, "content_id" text, "size" integer NOT NULL, "sha256" text NOT NULL, "received_at" bigint NOT NULL, "stored_at" bigint NOT NULL, "kind" text, "message_id" text, "from_address" text, "subject" text, "parsed" text, "delivery_id" text, "sent_at" bigint)',
    'CREATE UNIQUE INDEX "inbound_message_place" ON "inbound_message" ("mailbox_id", "uid_validity", "uid") ',
    'CREATE INDEX "inbound_message_digest" ON "inbound_message" ("mailbox_id", "sha256") ',
    'CREATE INDEX "inbound_message_mailbox" ON "inbound_message" ("mailbox_id", "state", "id") ',
    'CREATE INDEX "inbound_message_stored" ON "inbound_message" ("id") WHERE "state" = \'stored\'',
    'CREATE INDEX "inbound_message_content" ON "inbound_message" ("content_id") WHERE "content_id" IS NOT NULL',
    'CREATE INDEX "inbound_message_delivery" ON "inbound_message" ("delivery_id") WHERE "delivery_id" IS NOT NULL',
  ],
  postgres: [
    'CREATE TABLE "mailbox" ("id" character varying NOT NULL, "read" text NOT NULL, "mark_as_read" boolean NOT NULL, "first_days" integer NOT NULL, "state" text NOT NULL, "problem" text NOT NULL, "failures" integer NOT NULL, "due_at" bigint NOT NULL, "lease_token" text, "lease_until" bigint, "uid_validity" text, "last_uid" bigint NOT NULL, "synced_at" bigint, "proven_at" bigint, "created_at" bigint NOT NULL, CONSTRAINT "PK_f7191e7ca96ddaeebb57e58650f" PRIMARY KEY ("id"))',
    'CREATE INDEX "mailbox_due" ON "mailbox"  ("due_at") ',
    'CREATE TABLE "inbound_message" ("id" character varying NOT NULL, "mailbox_id" text NOT NULL, "uid_validity" text NOT NULL, "uid" bigint NOT NULL, "state" text NOT NULL, "problem" text, "kept_for" text NOT NULL, "content_id" text, "size" integer NOT NULL, "sha256" text NOT NULL, "received_at" bigint NOT NULL, "stored_at" bigint NOT NULL, "kind" text, "message_id" text, "from_address" text, "subject" text, "parsed" text, "delivery_id" text, "sent_at" bigint, CONSTRAINT "PK_a013d32c89ba79e84f4d371bd1b" PRIMARY KEY ("id"))',
    'CREATE UNIQUE INDEX "inbound_message_place" ON "inbound_message"  ("mailbox_id", "uid_validity", "uid") ',
    'CREATE INDEX "inbound_message_digest" ON "inbound_message"  ("mailbox_id", "sha256") ',
    'CREATE INDEX "inbound_message_mailbox" ON "inbound_message"  ("mailbox_id", "state", "id") ',
    'CREATE INDEX "inbound_message_stored" ON "inbound_message"  ("id") WHERE "state" = \'stored\'',
    'CREATE INDEX "inbound_message_content" ON "inbound_message"  ("content_id") WHERE "content_id" IS NOT NULL',
    'CREATE INDEX "inbound_message_delivery" ON "inbound_message"  ("delivery_id") WHERE "delivery_id" IS NOT NULL',
  ],
});
