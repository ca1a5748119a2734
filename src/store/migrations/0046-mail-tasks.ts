import { defineMigration } from './migration.ts';

export const migration0046 = defineMigration({
  name: '0046_mail_tasks',
  at: 1796900300000,
  sqlite: [
    'CREATE TABLE "mail_task" ("id" varchar PRIMARY KEY NOT NULL, "key" text NOT NULL, "state" text NOT NULL, "performer_kind" text NOT NULL, "performer_id" text NOT NULL, "performer_name" text NOT NULL, "owner_id" text, "owner_name" text, "rule_id" text, "event_id" text, "content" text, "reason" text, "created_at" bigint NOT NULL, "changed_at" bigint NOT NULL)',
    'CREATE UNIQUE INDEX "mail_task_key" ON "mail_task" ("key") ',
    'CREATE INDEX "mail_task_performer" ON "mail_task" ("performer_id", "state", "created_at") ',
    'CREATE INDEX "mail_task_event" ON "mail_task" ("event_id") WHERE "event_id" IS NOT NULL',
    'CREATE INDEX "mail_task_changed" ON "mail_task" ("changed_at") WHERE "content" IS NOT NULL',
  ],
  postgres: [
    'CREATE TABLE "mail_task" ("id" character varying NOT NULL, "key" text NOT NULL, "state" text NOT NULL, "performer_kind" text NOT NULL, "performer_id" text NOT NULL, "performer_name" text NOT NULL, "owner_id" text, "owner_name" text, "rule_id" text, "event_id" text, "content" text, "reason" text, "created_at" bigint NOT NULL, "changed_at" bigint NOT NULL, CONSTRAINT "PK_mail_task" PRIMARY KEY ("id"))',
    'CREATE UNIQUE INDEX "mail_task_key" ON "mail_task"  ("key") ',
    'CREATE INDEX "mail_task_performer" ON "mail_task"  ("performer_id", "state", "created_at") ',
    'CREATE INDEX "mail_task_event" ON "mail_task"  ("event_id") WHERE "event_id" IS NOT NULL',
    'CREATE INDEX "mail_task_changed" ON "mail_task"  ("changed_at") WHERE "content" IS NOT NULL',
  ],
});
