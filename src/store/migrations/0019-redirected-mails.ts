import { defineMigration } from './migration.ts';

const TOLD = 'Redirected by the guard to ';
/** Until now only the sentence at the recipients who were left out said where a mail goes. */
const STATEMENTS = [
  `UPDATE "delivery" SET "redirected_to" = (
    SELECT SUBSTR(r."response", ${TOLD.length + 1}, LENGTH(r."response") - ${TOLD.length + 1}) FROM "recipient" r
    WHERE r."delivery_id" = "delivery"."id" AND r."state" = 'suppressed' AND r."response" LIKE '${TOLD}%' LIMIT 1)
  WHERE "id" IN (SELECT "delivery_id" FROM "recipient" WHERE "state" = 'suppressed' AND "response" LIKE '${TOLD}%')`,
  `CREATE INDEX "delivery_captured" ON "delivery" ("run_id", "state") WHERE "held_reason" = 'guard'`,
  'CREATE INDEX "delivery_redirected" ON "delivery" ("run_id", "state", "redirected_to") WHERE "redirected_to" IS NOT NULL',
];

export const migration0019 = defineMigration({
  name: '0019_redirected_mails',
  at: 1795781000000,
  sqlite: ['ALTER TABLE "delivery" ADD COLUMN "redirected_to" text', ...STATEMENTS],
  postgres: ['ALTER TABLE "delivery" ADD "redirected_to" text', ...STATEMENTS],
});
