import { defineMigration } from './migration.ts';

export const migration0012 = defineMigration({
  name: '0012_oauth',
  at: 1795775272180,
  sqlite: [
    'CREATE TABLE "oauth_app" ("provider_id" varchar PRIMARY KEY NOT NULL, "grant_kind" text NOT NULL, "client_id" text NOT NULL, "secret" text, "issuer" text, "tenant" text, "extra_scopes" text NOT NULL, "version" integer NOT NULL, "modified_at" bigint NOT NULL, "modified_by" text NOT NULL)',
    'CREATE TABLE "oauth_authorization" ("connector_id" varchar PRIMARY KEY NOT NULL, "provider_id" text NOT NULL, "grant_kind" text NOT NULL, "client_id" text NOT NULL, "issuer" text NOT NULL, "account" text NOT NULL, "destination" text NOT NULL, "scopes" text NOT NULL, "state" text NOT NULL, "reason" text NOT NULL, "refresh_token" text, "access_token" text, "access_expires_at" bigint, "renew_at" bigint, "generation" integer NOT NULL, "unanswered" integer NOT NULL, "lease_token" text, "lease_until" bigint, "authorized_at" bigint NOT NULL, "authorized_by" text NOT NULL, "consent_ends_at" bigint)',
    'CREATE TABLE "oauth_attempt" ("id" varchar PRIMARY KEY NOT NULL, "state_hash" text NOT NULL, "binding_hash" text NOT NULL, "session_key" text, "connector_id" text NOT NULL, "provider_id" text NOT NULL, "caller_id" text NOT NULL, "caller_name" text NOT NULL, "secrets" text NOT NULL, "redirect_uri" text NOT NULL, "issuer" text NOT NULL, "client_id" text NOT NULL, "account" text NOT NULL, "destination" text NOT NULL, "created_at" bigint NOT NULL, "expires_at" bigint NOT NULL, "used_at" bigint, "outcome" text, "message" text)',
    'CREATE UNIQUE INDEX "oauth_attempt_state" ON "oauth_attempt" ("state_hash") ',
    'CREATE INDEX "oauth_attempt_expires" ON "oauth_attempt" ("expires_at") ',
  ],
  postgres: [
    'CREATE TABLE "oauth_app" ("provider_id" character varying NOT NULL, "grant_kind" text NOT NULL, "client_id" text NOT NULL, "secret" text, "issuer" text, "tenant" text, "extra_scopes" text NOT NULL, "version" integer NOT NULL, "modified_at" bigint NOT NULL, "modified_by" text NOT NULL, CONSTRAINT "PK_6c41f6469e0d9f0f0c290c899f2" PRIMARY KEY ("provider_id"))',
    'CREATE TABLE "oauth_authorization" ("connector_id" character varying NOT NULL, "provider_id" text NOT NULL, "grant_kind" text NOT NULL, "client_id" text NOT NULL, "issuer" text NOT NULL, "account" text NOT NULL, "destination" text NOT NULL, "scopes" text NOT NULL, "state" text NOT NULL, "reason" text NOT NULL, "refresh_token" text, "access_token" text, "access_expires_at" bigint, "renew_at" bigint, "generation" integer NOT NULL, "unanswered" integer NOT NULL, "lease_token" text, "lease_until" bigint, "authorized_at" bigint NOT NULL, "authorized_by" text NOT NULL, "consent_ends_at" bigint, CONSTRAINT "PK_e41f500a843a18819bb24f257bd" PRIMARY KEY ("connector_id"))',
    'CREATE TABLE "oauth_attempt" ("id" character varying NOT NULL, "state_hash" text NOT NULL, "binding_hash" text NOT NULL, "session_key" text, "connector_id" text NOT NULL, "provider_id" text NOT NULL, "caller_id" text NOT NULL, "caller_name" text NOT NULL, "secrets" text NOT NULL, "redirect_uri" text NOT NULL, "issuer" text NOT NULL, "client_id" text NOT NULL, "account" text NOT NULL, "destination" text NOT NULL, "created_at" bigint NOT NULL, "expires_at" bigint NOT NULL, "used_at" bigint, "outcome" text, "message" text, CONSTRAINT "PK_8a77f3620cacb40e08fb05aa3cd" PRIMARY KEY ("id"))',
    'CREATE UNIQUE INDEX "oauth_attempt_state" ON "oauth_attempt"  ("state_hash") ',
    'CREATE INDEX "oauth_attempt_expires" ON "oauth_attempt"  ("expires_at") ',
  ],
});
