import { defineMigration } from './migration.ts';

export const migration0057 = defineMigration({
  name: '0057_rule_proposals',
  at: 1797400710000,
  sqlite: [
    'CREATE TABLE "rule_proposal" ("rule_id" varchar PRIMARY KEY NOT NULL, "input" text NOT NULL, "base_version" integer NOT NULL, "proposed_by_id" text NOT NULL, "proposed_by" text NOT NULL, "proposed_at" bigint NOT NULL)',
  ],
  postgres: [
    'CREATE TABLE "rule_proposal" ("rule_id" character varying NOT NULL, "input" text NOT NULL, "base_version" integer NOT NULL, "proposed_by_id" text NOT NULL, "proposed_by" text NOT NULL, "proposed_at" bigint NOT NULL, CONSTRAINT "PK_rule_proposal" PRIMARY KEY ("rule_id"))',
  ],
});
