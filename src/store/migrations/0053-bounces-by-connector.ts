import { defineMigration } from './migration.ts';

/** What came back is counted for each connector from the index alone. */
const STATES = [
  'DROP INDEX "delivery_state"',
  'CREATE INDEX "delivery_state" ON "delivery" ("state", "id", "connector_id")',
];

export const migration0053 = defineMigration({
  name: '0053_bounces_by_connector',
  at: 1797400600000,
  sqlite: STATES,
  postgres: STATES,
});
