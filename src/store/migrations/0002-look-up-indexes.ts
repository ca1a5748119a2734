import { defineMigration } from './migration.ts';

export const migration0002 = defineMigration({
  name: '0002_look_up_indexes',
  at: 1795224900000,
  sqlite: [
    'DROP INDEX "delivery_state"',
    'CREATE INDEX "delivery_state" ON "delivery" ("state", "id") ',
    'CREATE INDEX "event_trigger" ON "event" ("trigger_key", "id") ',
    'CREATE INDEX "message_rule" ON "message" ("rule_id", "id") ',
  ],
  postgres: [
    'DROP INDEX "delivery_state"',
    'CREATE INDEX "delivery_state" ON "delivery"  ("state", "id") ',
    'CREATE INDEX "event_trigger" ON "event"  ("trigger_key", "id") ',
    'CREATE INDEX "message_rule" ON "message"  ("rule_id", "id") ',
  ],
});
