import { defineMigration } from './migration.ts';

export const migration0061 = defineMigration({
  name: '0061_changed_comparison',
  at: 1797401200000,
  sqlite: [
    'ALTER TABLE "run" ADD COLUMN "comparison_was" text',
    'ALTER TABLE "run" ADD COLUMN "comparison_by" text',
    'ALTER TABLE "run" ADD COLUMN "comparison_at" bigint',
  ],
  postgres: [
    'ALTER TABLE "run" ADD "comparison_was" text',
    'ALTER TABLE "run" ADD "comparison_by" text',
    'ALTER TABLE "run" ADD "comparison_at" bigint',
  ],
});
