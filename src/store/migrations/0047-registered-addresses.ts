import { defineMigration } from './migration.ts';

const EMPLOYEE =
  'CREATE UNIQUE INDEX "contact_employee" ON "contact" ("employee_key") WHERE "employee_key" IS NOT NULL';

export const migration0047 = defineMigration({
  name: '0047_registered_addresses',
  at: 1796901000000,
  sqlite: [
    'ALTER TABLE "contact" ADD COLUMN "employee_id" text',
    'ALTER TABLE "contact" ADD COLUMN "employee_key" text',
    EMPLOYEE,
  ],
  postgres: ['ALTER TABLE "contact" ADD "employee_id" text', 'ALTER TABLE "contact" ADD "employee_key" text', EMPLOYEE],
});
