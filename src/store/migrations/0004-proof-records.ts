import { defineMigration } from './migration.ts';

/** The first record says when the chain begins: of what happened before there is none. */
export const migration0004 = defineMigration({
  name: '0004_proof_records',
  at: 1795230618945,
  sqlite: [
    'CREATE TABLE "proof_record" ("n" integer PRIMARY KEY AUTOINCREMENT NOT NULL, "subject" text NOT NULL, "kind" text NOT NULL, "recorded_at" bigint NOT NULL, "data" text NOT NULL, "seq" integer, "nth" integer, "hash" text)',
    'CREATE UNIQUE INDEX "proof_record_seq" ON "proof_record" ("seq") WHERE "seq" IS NOT NULL',
    'CREATE INDEX "proof_record_subject" ON "proof_record" ("subject") ',
    'CREATE INDEX "proof_record_open" ON "proof_record" ("n") WHERE "seq" IS NULL',
    `INSERT INTO "proof_record" ("subject", "kind", "recorded_at", "data") VALUES ('installation', 'begin', CAST(strftime('%s', 'now') AS INTEGER) * 1000, '{}')`,
  ],
  postgres: [
    'CREATE TABLE "proof_record" ("n" SERIAL NOT NULL, "subject" text NOT NULL, "kind" text NOT NULL, "recorded_at" bigint NOT NULL, "data" text NOT NULL, "seq" integer, "nth" integer, "hash" text, CONSTRAINT "PK_proof_record" PRIMARY KEY ("n"))',
    'CREATE UNIQUE INDEX "proof_record_seq" ON "proof_record"  ("seq") WHERE "seq" IS NOT NULL',
    'CREATE INDEX "proof_record_subject" ON "proof_record"  ("subject") ',
    'CREATE INDEX "proof_record_open" ON "proof_record"  ("n") WHERE "seq" IS NULL',
    `INSERT INTO "proof_record" ("subject", "kind", "recorded_at", "data") VALUES ('installation', 'begin', (EXTRACT(EPOCH FROM date_trunc('second', now())) * 1000)::bigint, '{}')`,
  ],
});
