import type { Route } from '../http/route.ts';
import type { JsonSchema } from '../sdk/index.ts';
import { type SystemDeps, systemReport } from './system-report.ts';

const integer: JsonSchema = { type: 'integer' };
const integerOrNull: JsonSchema = { type: ['integer', 'null'] };
const text: JsonSchema = { type: 'string' };
const object = (properties: Record<string, JsonSchema>): JsonSchema => ({
  type: 'object',
  required: Object.keys(properties),
  properties,
});
const answer: JsonSchema = {
  title: 'SystemReport',
  ...object({
    version: text,
    now: { ...integer, description: 'The clock of the server, milliseconds since 1970' },
    database: object({
      kind: { enum: ['sqlite', 'postgres'] },
      version: text,
      schema: { ...text, description: 'The last migration' },
      unknownMigrations: { ...integer, description: 'Above 0: a newer version has worked with this database' },
      bytes: integer,
      walBytes: integerOrNull,
      freeBytes: { ...integerOrNull, description: 'On the disk of a SQLite file' },
      clockAheadMs: { ...integerOrNull, description: 'The clock of PostgreSQL, less that of the server' },
      connections: { ...object({ open: integer, most: integer }), type: ['object', 'null'] },
    }),
    queue: object({
      waiting: integer,
      oldestMs: integer,
      stuck: { ...integer, description: 'Being sent by a process that is gone' },
      overdue: { ...integer, description: 'Due for more than ten minutes, and nobody came' },
    }),
  }),
};

export function systemRoutes(deps: SystemDeps): Route[] {
  return [
    {
      method: 'GET',
      path: '/system',
      id: 'getSystem',
      summary: 'Version, database, disk, clock and queue of the server, as "mailrule doctor" looks at them',
      tag: 'settings',
      allow: ['administrator'],
      answer: { status: 200, description: 'As it is now', schema: answer },
      handler: async () => ({ body: await systemReport(deps) }),
    },
  ];
}
