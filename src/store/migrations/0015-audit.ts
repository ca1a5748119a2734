import { defineMigration } from './migration.ts';

const COLUMNS =
  '"recorded_at" bigint NOT NULL, "action" text NOT NULL, "kind" text NOT NULL, "actor_id" text NOT NULL, "actor_name" text NOT NULL, "token_id" text NOT NULL, "address" text NOT NULL, "request_id" text NOT NULL, "subject_id" text NOT NULL, "subject_name" text NOT NULL, "fields" text NOT NULL, "outcome" text NOT NULL, "hash" text NOT NULL';
const MESSAGE = 'audit_record is append-only';

/** What is written stays: the database refuses to change or delete it, whoever asks by its tables. */
export const migration0015 = defineMigration({
  name: '0015_audit',
  at: 1795777414398,
  sqlite: [
    `CREATE TABLE "audit_record" ("seq" integer PRIMARY KEY NOT NULL, ${COLUMNS})`,
    'CREATE INDEX "audit_record_actor" ON "audit_record" ("actor_id", "seq") ',
    'CREATE INDEX "audit_record_subject" ON "audit_record" ("subject_id", "seq") ',
    'CREATE INDEX "audit_record_kind" ON "audit_record" ("kind", "seq") ',
    `CREATE TRIGGER "audit_record_no_update" BEFORE UPDATE ON "audit_record" BEGIN SELECT RAISE(ABORT, '${MESSAGE}'); END`,
    `CREATE TRIGGER "audit_record_no_delete" BEFORE DELETE ON "audit_record" BEGIN SELECT RAISE(ABORT, '${MESSAGE}'); END`,
  ],
  postgres: [
    `CREATE TABLE "audit_record" ("seq" integer NOT NULL, ${COLUMNS}, CONSTRAINT "PK_audit_record" PRIMARY KEY ("seq"))`,
    'CREATE INDEX "audit_record_actor" ON "audit_record"  ("actor_id", "seq") ',
    'CREATE INDEX "audit_record_subject" ON "audit_record"  ("subject_id", "seq") ',
    'CREATE INDEX "audit_record_kind" ON "audit_record"  ("kind", "seq") ',
    `CREATE FUNCTION "audit_record_stays"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '${MESSAGE}'; END $$`,
    'CREATE TRIGGER "audit_record_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "audit_record" FOR EACH STATEMENT EXECUTE FUNCTION "audit_record_stays"()',
  ],
});
