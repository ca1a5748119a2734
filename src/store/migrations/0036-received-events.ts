import { defineMigration } from './migration.ts';

export const migration0036 = defineMigration({
  name: '0036_received_events',
  at: 1795848000000,
  sqlite: [
    'CREATE TABLE "received_event" ("id" varchar PRIMARY KEY NOT NULL, "rule_id" text NOT NULL, "message_id" text NOT NULL, "sender" text NOT NULL, "state" text NOT NULL, "detail" text NOT NULL, "event_id" text, "attempts" integer NOT NULL, "due_at" bigint, "created_at" bigint NOT NULL, "decided_at" bigint)',
    'CREATE UNIQUE INDEX "received_event_once" ON "received_event" ("rule_id", "message_id") ',
    'CREATE INDEX "received_event_message" ON "received_event" ("message_id") ',
    'CREATE INDEX "received_event_due" ON "received_event" ("due_at") WHERE "due_at" IS NOT NULL',
    'CREATE INDEX "received_event_sender" ON "received_event" ("rule_id", "sender", "decided_at") WHERE "state" = \'fired\'',
    'CREATE INDEX "received_event_rule" ON "received_event" ("rule_id", "id") ',
    'ALTER TABLE "rule" ADD COLUMN "enabled_at" bigint',
    'ALTER TABLE "mailbox" ADD COLUMN "auth_server" text NOT NULL DEFAULT (\'\')',
  ],
  postgres: [
    'CREATE TABLE "received_event" ("id" character varying NOT NULL, "rule_id" text NOT NULL, "message_id" text NOT NULL, "sender" text NOT NULL, "state" text NOT NULL, "detail" text NOT NULL, "event_id" text, "attempts" integer NOT NULL, "due_at" bigint, "created_at" bigint NOT NULL, "decided_at" bigint, CONSTRAINT "PK_dac37be399017d6050ae00e3b06" PRIMARY KEY ("id"))',
    'CREATE UNIQUE INDEX "received_event_once" ON "received_event"  ("rule_id", "message_id") ',
    'CREATE INDEX "received_event_message" ON "received_event"  ("message_id") ',
    'CREATE INDEX "received_event_due" ON "received_event"  ("due_at") WHERE "due_at" IS NOT NULL',
    'CREATE INDEX "received_event_sender" ON "received_event"  ("rule_id", "sender", "decided_at") WHERE "state" = \'fired\'',
    'CREATE INDEX "received_event_rule" ON "received_event"  ("rule_id", "id") ',
    'ALTER TABLE "rule" ADD "enabled_at" bigint',
    'ALTER TABLE "mailbox" ADD "auth_server" text NOT NULL DEFAULT \'\'',
  ],
});
