import { defineMigration } from './migration.ts';

export const migration0045 = defineMigration({
  name: '0045_login_failures',
  at: 1796900200000,
  sqlite: [
    'CREATE TABLE "login_failure" ("key" varchar PRIMARY KEY NOT NULL, "failures" integer NOT NULL, "since_at" bigint NOT NULL)',
    'CREATE INDEX "login_failure_since" ON "login_failure" ("since_at") ',
  ],
  postgres: [
    'CREATE TABLE "login_failure" ("key" character varying NOT NULL, "failures" integer NOT NULL, "since_at" bigint NOT NULL, CONSTRAINT "PK_login_failure" PRIMARY KEY ("key"))',
    'CREATE INDEX "login_failure_since" ON "login_failure" ("since_at") ',
  ],
});
