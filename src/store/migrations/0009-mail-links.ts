import { defineMigration } from './migration.ts';

export const migration0009 = defineMigration({
  name: '0009_mail_links',
  at: 1795764300000,
  sqlite: [
    'CREATE TABLE "mail_link" ("id" varchar PRIMARY KEY NOT NULL, "message_id" text NOT NULL, "position" integer NOT NULL, "token_hash" text NOT NULL, "name" text NOT NULL, "content_type" text NOT NULL, "size" integer NOT NULL, "sha256" text NOT NULL, "content_id" text, "created_at" bigint NOT NULL, "expires_at" bigint NOT NULL, "revoked_at" bigint, "revoked_by" text, "downloads" integer NOT NULL, "last_download_at" bigint)',
    'CREATE UNIQUE INDEX "mail_link_token" ON "mail_link" ("token_hash") ',
    'CREATE INDEX "mail_link_message" ON "mail_link" ("message_id", "position") ',
  ],
  postgres: [
    'CREATE TABLE "mail_link" ("id" character varying NOT NULL, "message_id" text NOT NULL, "position" integer NOT NULL, "token_hash" text NOT NULL, "name" text NOT NULL, "content_type" text NOT NULL, "size" integer NOT NULL, "sha256" text NOT NULL, "content_id" text, "created_at" bigint NOT NULL, "expires_at" bigint NOT NULL, "revoked_at" bigint, "revoked_by" text, "downloads" integer NOT NULL, "last_download_at" bigint, CONSTRAINT "PK_73a4334a150c223807c41cbb473" PRIMARY KEY ("id"))',
    'CREATE UNIQUE INDEX "mail_link_token" ON "mail_link"  ("token_hash") ',
    'CREATE INDEX "mail_link_message" ON "mail_link"  ("message_id", "position") ',
  ],
});
