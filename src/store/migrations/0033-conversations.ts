import { defineMigration } from './migration.ts';

export const migration0033 = defineMigration({
  name: '0033_conversations',
  at: 1795836000000,
  sqlite: [
    'CREATE TABLE "conversation" ("id" varchar PRIMARY KEY NOT NULL, "mailbox_id" text NOT NULL, "last_message_id" text NOT NULL, "last_at" bigint NOT NULL, "messages" integer NOT NULL)',
    'CREATE INDEX "conversation_mailbox" ON "conversation" ("mailbox_id", "last_at", "id") ',
    'CREATE TABLE "conversation_id" ("id" varchar PRIMARY KEY NOT NULL, "conversation_id" text NOT NULL, "message_id" text NOT NULL)',
    'CREATE INDEX "conversation_id_conversation" ON "conversation_id" ("conversation_id") ',
    'ALTER TABLE "inbound_message" ADD COLUMN "conversation_id" text',
    'ALTER TABLE "inbound_message" ADD COLUMN "search_text" text',
    'CREATE INDEX "inbound_message_conversation" ON "inbound_message" ("conversation_id", "id") WHERE "conversation_id" IS NOT NULL',
    // What was read before begins conversations of its own.
    'UPDATE "inbound_message" SET "conversation_id" = "id" WHERE "state" = \'read\'',
    'INSERT INTO "conversation" ("id", "mailbox_id", "last_message_id", "last_at", "messages") SELECT "id", "mailbox_id", "id", "received_at", 1 FROM "inbound_message" WHERE "state" = \'read\'',
  ],
  postgres: [
    'CREATE TABLE "conversation" ("id" character varying NOT NULL, "mailbox_id" text NOT NULL, "last_message_id" text NOT NULL, "last_at" bigint NOT NULL, "messages" integer NOT NULL, CONSTRAINT "PK_864528ec4274360a40f66c29845" PRIMARY KEY ("id"))',
    'CREATE INDEX "conversation_mailbox" ON "conversation"  ("mailbox_id", "last_at", "id") ',
    'CREATE TABLE "conversation_id" ("id" character varying NOT NULL, "conversation_id" text NOT NULL, "message_id" text NOT NULL, CONSTRAINT "PK_cf1fb0881de716f54a1126dab4d" PRIMARY KEY ("id"))',
    'CREATE INDEX "conversation_id_conversation" ON "conversation_id"  ("conversation_id") ',
    'ALTER TABLE "inbound_message" ADD "conversation_id" text',
    'ALTER TABLE "inbound_message" ADD "search_text" text',
    'CREATE INDEX "inbound_message_conversation" ON "inbound_message"  ("conversation_id", "id") WHERE "conversation_id" IS NOT NULL',
    // What was read before begins conversations of its own.
    'UPDATE "inbound_message" SET "conversation_id" = "id" WHERE "state" = \'read\'',
    'INSERT INTO "conversation" ("id", "mailbox_id", "last_message_id", "last_at", "messages") SELECT "id", "mailbox_id", "id", "received_at", 1 FROM "inbound_message" WHERE "state" = \'read\'',
  ],
});
