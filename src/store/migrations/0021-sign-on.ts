import { defineMigration } from './migration.ts';

export const migration0021 = defineMigration({
  name: '0021_sign_on',
  at: 1795795000000,
  sqlite: [
    'CREATE TABLE "sign_on_provider" ("id" varchar PRIMARY KEY NOT NULL, "name" text NOT NULL, "name_key" text NOT NULL, "enabled" boolean NOT NULL, "issuer" text NOT NULL, "client_id" text NOT NULL, "secret" text, "scopes" text NOT NULL, "creates_people" boolean NOT NULL, "default_roles" text NOT NULL, "domains" text NOT NULL, "trusts_addresses" boolean NOT NULL, "claim" text, "claim_rules" text NOT NULL, "signs_out" boolean NOT NULL, "version" integer NOT NULL, "created_at" bigint NOT NULL, "modified_at" bigint NOT NULL, "modified_by" text NOT NULL)',
    'CREATE UNIQUE INDEX "sign_on_provider_name" ON "sign_on_provider" ("name_key") ',
    'CREATE TABLE "sign_on_attempt" ("state_hash" varchar PRIMARY KEY NOT NULL, "binding_hash" text NOT NULL, "provider_id" text NOT NULL, "secrets" text NOT NULL, "redirect_uri" text NOT NULL, "issuer" text NOT NULL, "client_id" text NOT NULL, "return_to" text NOT NULL, "expires_at" bigint NOT NULL, "used_at" bigint)',
    'CREATE INDEX "sign_on_attempt_expires" ON "sign_on_attempt" ("expires_at") ',
    'CREATE TABLE "sign_on_identity" ("id" varchar PRIMARY KEY NOT NULL, "provider_id" text NOT NULL, "issuer" text NOT NULL, "subject" text NOT NULL, "user_id" text NOT NULL, "email" text NOT NULL, "created_at" bigint NOT NULL)',
    'CREATE UNIQUE INDEX "sign_on_identity_subject" ON "sign_on_identity" ("provider_id", "issuer", "subject") ',
    'CREATE INDEX "sign_on_identity_user" ON "sign_on_identity" ("user_id") ',
    'ALTER TABLE "app_user" ADD COLUMN "email" text',
    'ALTER TABLE "app_user" ADD COLUMN "email_key" text',
    'ALTER TABLE "credential" ADD COLUMN "provider_id" text',
    'CREATE UNIQUE INDEX "app_user_email" ON "app_user" ("email_key") ',
  ],
  postgres: [
    'CREATE TABLE "sign_on_provider" ("id" character varying NOT NULL, "name" text NOT NULL, "name_key" text NOT NULL, "enabled" boolean NOT NULL, "issuer" text NOT NULL, "client_id" text NOT NULL, "secret" text, "scopes" text NOT NULL, "creates_people" boolean NOT NULL, "default_roles" text NOT NULL, "domains" text NOT NULL, "trusts_addresses" boolean NOT NULL, "claim" text, "claim_rules" text NOT NULL, "signs_out" boolean NOT NULL, "version" integer NOT NULL, "created_at" bigint NOT NULL, "modified_at" bigint NOT NULL, "modified_by" text NOT NULL, CONSTRAINT "PK_cb748ed7a3af942f2e1fb837a35" PRIMARY KEY ("id"))',
    'CREATE UNIQUE INDEX "sign_on_provider_name" ON "sign_on_provider"  ("name_key") ',
    'CREATE TABLE "sign_on_attempt" ("state_hash" character varying NOT NULL, "binding_hash" text NOT NULL, "provider_id" text NOT NULL, "secrets" text NOT NULL, "redirect_uri" text NOT NULL, "issuer" text NOT NULL, "client_id" text NOT NULL, "return_to" text NOT NULL, "expires_at" bigint NOT NULL, "used_at" bigint, CONSTRAINT "PK_00c5e3cdbeaee0ecdd685f88214" PRIMARY KEY ("state_hash"))',
    'CREATE INDEX "sign_on_attempt_expires" ON "sign_on_attempt"  ("expires_at") ',
    'CREATE TABLE "sign_on_identity" ("id" character varying NOT NULL, "provider_id" text NOT NULL, "issuer" text NOT NULL, "subject" text NOT NULL, "user_id" text NOT NULL, "email" text NOT NULL, "created_at" bigint NOT NULL, CONSTRAINT "PK_6ed5ad4eac1766a535e96e227c0" PRIMARY KEY ("id"))',
    'CREATE UNIQUE INDEX "sign_on_identity_subject" ON "sign_on_identity"  ("provider_id", "issuer", "subject") ',
    'CREATE INDEX "sign_on_identity_user" ON "sign_on_identity"  ("user_id") ',
    'ALTER TABLE "app_user" ADD "email" text',
    'ALTER TABLE "app_user" ADD "email_key" text',
    'ALTER TABLE "credential" ADD "provider_id" text',
    'CREATE UNIQUE INDEX "app_user_email" ON "app_user"  ("email_key") ',
  ],
});
