import { defineMigration } from './migration.ts';

export const migration0051 = defineMigration({
  name: '0051_unsubscribed',
  at: 1797400400000,
  sqlite: [
    'CREATE TABLE "unsubscribe_link" ("token_hash" text PRIMARY KEY NOT NULL, "address" text NOT NULL, "address_key" text NOT NULL, "message_id" text NOT NULL, "rule_id" text, "created_at" bigint NOT NULL)',
    'CREATE INDEX "unsubscribe_link_message" ON "unsubscribe_link" ("message_id") ',
    'CREATE TABLE "unsubscribed" ("id" varchar PRIMARY KEY NOT NULL, "address" text NOT NULL, "address_key" text NOT NULL, "at" bigint NOT NULL, "message_id" text NOT NULL, "rule_id" text, "ended_at" bigint, "ended_by" text, "ended_reason" text)',
    'CREATE UNIQUE INDEX "unsubscribed_address" ON "unsubscribed" ("address_key") WHERE "ended_at" IS NULL',
  ],
  postgres: [
    'CREATE TABLE "unsubscribe_link" ("token_hash" text NOT NULL, "address" text NOT NULL, "address_key" text NOT NULL, "message_id" text NOT NULL, "rule_id" text, "created_at" bigint NOT NULL, CONSTRAINT "PK_unsubscribe_link" PRIMARY KEY ("token_hash"))',
    'CREATE INDEX "unsubscribe_link_message" ON "unsubscribe_link"  ("message_id") ',
    'CREATE TABLE "unsubscribed" ("id" character varying NOT NULL, "address" text NOT NULL, "address_key" text NOT NULL, "at" bigint NOT NULL, "message_id" text NOT NULL, "rule_id" text, "ended_at" bigint, "ended_by" text, "ended_reason" text, CONSTRAINT "PK_unsubscribed" PRIMARY KEY ("id"))',
    'CREATE UNIQUE INDEX "unsubscribed_address" ON "unsubscribed"  ("address_key") WHERE "ended_at" IS NULL',
  ],
});
