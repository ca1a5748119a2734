import type { Route } from '../http/route.ts';
import { countDue } from './count-due.ts';
import type { RetentionDeps } from './purge.ts';

const days = (what: string) => ({
  description: `Instead of the setting: days for ${what}`,
  schema: { type: 'integer', minimum: 1, maximum: 3650 },
});
const count = { type: 'integer' };
const daysOrNull = { type: ['integer', 'null'], description: 'null: never' };
const part = (properties: Record<string, object>) => ({
  type: 'object',
  required: Object.keys(properties),
  properties,
});
const bytes = { type: 'integer', description: 'Bytes' };

/** A dry run: what would be deleted now. */
export function retentionRoutes(deps: RetentionDeps): Route[] {
  return [
    {
      method: 'GET',
      path: '/settings/retention/due',
      id: 'getRetentionDue',
      summary: 'How much the retention setting would delete now; deletes nothing',
      tag: 'settings',
      allow: ['administrator'],
      query: { contentDays: days('contents'), runDays: days('payroll runs') },
      answer: {
        status: 200,
        description: 'What is due',
        schema: {
          title: 'RetentionDue',
          ...part({
            contentDays: daysOrNull,
            runDays: daysOrNull,
            mails: part({ count, bytes }),
            files: part({ count, bytes }),
            received: part({ count, bytes }),
            runs: part({ count, rows: count, documents: count, bytes }),
          }),
        },
      },
      handler: async ({ query }) => {
        const stored = await deps.loadSettings();
        const { contentDays = stored.contentDays, runDays = stored.runDays } = query;
        const asked = { contentDays: numberOf(contentDays), runDays: numberOf(runDays) };
        return { body: { ...asked, ...(await countDue(deps.store.read, asked, deps.clock.now())) } };
      },
    },
  ];
}

function numberOf(value: string | number | null): number | null {
  return value === null ? null : Number(value);
}
