import { defineMigration } from './migration.ts';

const SHARE =
  'CREATE INDEX "delivery_share" ON "delivery" ("connector_id", "run_id", "due_at") WHERE "state" = \'queued\'';

export const migration0042 = defineMigration({
  name: '0042_sending_sessions',
  at: 1796868000000,
  sqlite: [
    'CREATE TABLE "sending_session" ("id" varchar PRIMARY KEY NOT NULL, "connector_id" text NOT NULL, "until_at" bigint NOT NULL)',
    'CREATE INDEX "sending_session_connector" ON "sending_session" ("connector_id") ',
    SHARE,
  ],
  postgres: [
    'CREATE TABLE "sending_session" ("id" character varying NOT NULL, "connector_id" text NOT NULL, "until_at" bigint NOT NULL, CONSTRAINT "PK_sending_session" PRIMARY KEY ("id"))',
    'CREATE INDEX "sending_session_connector" ON "sending_session" ("connector_id") ',
    SHARE,
  ],
});
