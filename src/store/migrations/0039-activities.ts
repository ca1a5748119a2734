import { defineMigration } from './migration.ts';

/** What was there before: letters of contacts by who wrote them, and instances by the event that made them. */
const BEFORE = [
  'INSERT INTO "inbound_contact" ("contact_id", "message_id", "mailbox_id", "received_at") SELECT a."contact_id", m."id", m."mailbox_id", m."received_at" FROM "inbound_message" m JOIN "contact_address" a ON a."address_key" = LOWER(m."from_address") WHERE m."state" = \'read\' AND a."primary" AND a."valid_from" <= m."received_at"',
  'UPDATE "event" SET "instance_id" = (SELECT i."id" FROM "form_instance" i WHERE i."event_id" = "event"."id") WHERE "id" IN (SELECT "event_id" FROM "form_instance")',
];

export const migration0039 = defineMigration({
  name: '0039_activities',
  at: 1795858039000,
  sqlite: [
    'CREATE TABLE "inbound_contact" ("contact_id" varchar NOT NULL, "message_id" varchar NOT NULL, "mailbox_id" text NOT NULL, "received_at" bigint NOT NULL, PRIMARY KEY ("contact_id", "message_id"))',
    'CREATE INDEX "inbound_contact_time" ON "inbound_contact" ("contact_id", "mailbox_id", "received_at", "message_id") ',
    'CREATE TABLE "contact_past_address" ("contact_id" varchar NOT NULL, "address_key" varchar NOT NULL, "address" text NOT NULL, "valid_from" bigint NOT NULL, "valid_until" bigint NOT NULL, PRIMARY KEY ("contact_id", "address_key", "valid_from"))',
    'ALTER TABLE "event" ADD COLUMN "instance_id" text',
    'CREATE INDEX "event_instance" ON "event" ("instance_id", "id") WHERE "instance_id" IS NOT NULL',
    ...BEFORE,
  ],
  postgres: [
    'CREATE TABLE "inbound_contact" ("contact_id" character varying NOT NULL, "message_id" character varying NOT NULL, "mailbox_id" text NOT NULL, "received_at" bigint NOT NULL, CONSTRAINT "PK_inbound_contact" PRIMARY KEY ("contact_id", "message_id"))',
    'CREATE INDEX "inbound_contact_time" ON "inbound_contact"  ("contact_id", "mailbox_id", "received_at", "message_id") ',
    'CREATE TABLE "contact_past_address" ("contact_id" character varying NOT NULL, "address_key" character varying NOT NULL, "address" text NOT NULL, "valid_from" bigint NOT NULL, "valid_until" bigint NOT NULL, CONSTRAINT "PK_contact_past_address" PRIMARY KEY ("contact_id", "address_key", "valid_from"))',
    'ALTER TABLE "event" ADD "instance_id" text',
    'CREATE INDEX "event_instance" ON "event"  ("instance_id", "id") WHERE "instance_id" IS NOT NULL',
    ...BEFORE,
  ],
});
