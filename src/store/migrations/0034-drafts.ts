import { defineMigration } from './migration.ts';

export const migration0034 = defineMigration({
  name: '0034_drafts',
  at: 1795839600000,
  sqlite: [
    'CREATE TABLE "draft" ("id" varchar PRIMARY KEY NOT NULL, "owner_id" text NOT NULL, "owner_name" text NOT NULL, "kind" text NOT NULL, "state" text NOT NULL, "content" text NOT NULL, "mailbox_id" text, "answers_id" text, "message_id" text, "round" integer NOT NULL, "version" integer NOT NULL, "created_at" bigint NOT NULL, "changed_at" bigint NOT NULL, "sent_at" bigint)',
    'CREATE INDEX "draft_owner" ON "draft" ("owner_id", "changed_at") ',
    'CREATE INDEX "draft_answers" ON "draft" ("answers_id", "changed_at") WHERE "answers_id" IS NOT NULL',
    'CREATE INDEX "draft_changed" ON "draft" ("changed_at") ',
  ],
  postgres: [
    'CREATE TABLE "draft" ("id" character varying NOT NULL, "owner_id" text NOT NULL, "owner_name" text NOT NULL, "kind" text NOT NULL, "state" text NOT NULL, "content" text NOT NULL, "mailbox_id" text, "answers_id" text, "message_id" text, "round" integer NOT NULL, "version" integer NOT NULL, "created_at" bigint NOT NULL, "changed_at" bigint NOT NULL, "sent_at" bigint, CONSTRAINT "PK_0b2b03d3f2c998450423648bc65" PRIMARY KEY ("id"))',
    'CREATE INDEX "draft_owner" ON "draft"  ("owner_id", "changed_at") ',
    'CREATE INDEX "draft_answers" ON "draft"  ("answers_id", "changed_at") WHERE "answers_id" IS NOT NULL',
    'CREATE INDEX "draft_changed" ON "draft"  ("changed_at") ',
  ],
});
