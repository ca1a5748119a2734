import { defineMigration } from './migration.ts';

const EMPLOYEE =
  'CREATE UNIQUE INDEX "contact_employee" ON "contact" ("employee_key") WHERE "employee_key" IS NOT NULL';

/** Of a run: all that is held because of an address, of which there is one more reason now. */
const HELD = [
  'DROP INDEX "delivery_suppressed"',
  `CREATE INDEX "delivery_suppressed" ON "delivery" ("run_id") WHERE "held_reason" IN ('suppressed', 'unregistered')`,
];
const CONFIRMED =
  'CREATE INDEX "run_item_confirmed" ON "run_item" ("run_id", "state") WHERE "confirmed_by" IS NOT NULL';

export const migration0047 = defineMigration({
  name: '0047_registered_addresses',
  at: 1796901000000,
  sqlite: [
    'ALTER TABLE "contact" ADD COLUMN "employee_id" text',
    'ALTER TABLE "contact" ADD COLUMN "employee_key" text',
    EMPLOYEE,
    'ALTER TABLE "message" ADD COLUMN "fence" text',
    ...HELD,
    'ALTER TABLE "run_item" ADD COLUMN "confirmed_address" text',
    'ALTER TABLE "run_item" ADD COLUMN "confirmed_from" text',
    'ALTER TABLE "run_item" ADD COLUMN "confirmed_by" text',
    CONFIRMED,
  ],
  postgres: [
    'ALTER TABLE "contact" ADD "employee_id" text',
    'ALTER TABLE "contact" ADD "employee_key" text',
    EMPLOYEE,
    'ALTER TABLE "message" ADD "fence" text',
    ...HELD,
    'ALTER TABLE "run_item" ADD "confirmed_address" text',
    'ALTER TABLE "run_item" ADD "confirmed_from" text',
    'ALTER TABLE "run_item" ADD "confirmed_by" text',
    CONFIRMED,
  ],
});
