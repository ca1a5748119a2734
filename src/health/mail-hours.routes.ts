import type { Route } from '../http/route.ts';
import type { HealthDeps } from './health-deps.ts';
import { createMailHours } from './mail-hours.ts';

const count = { type: 'integer', minimum: 0 };

/** How many e-mails were given to the outbox in each of the last 24 hours, and what has become of them. */
export function mailHoursRoutes(deps: HealthDeps): Route[] {
  const mailHours = createMailHours(deps);
  return [
    {
      method: 'GET',
      path: '/health/hours',
      id: 'listMailHours',
      summary: 'The e-mails of the last 24 hours, hour by hour, by what has become of them',
      tag: 'health',
      allow: ['administrator', 'manage_data_sources'],
      answer: {
        status: 200,
        description: 'The oldest hour first, the running one last; at most 15 seconds old',
        schema: {
          title: 'MailHourList',
          type: 'object',
          required: ['items'],
          properties: {
            items: {
              type: 'array',
              items: {
                type: 'object',
                required: ['from', 'sent', 'waiting', 'failed'],
                properties: {
                  from: { type: 'integer', description: 'Begin of the hour, milliseconds since 1970' },
                  sent: count,
                  waiting: { ...count, description: 'Queued, held, being sent, or of unknown outcome' },
                  failed: { ...count, description: 'Refused or returned' },
                },
              },
            },
          },
        },
      },
      handler: async () => ({ body: { items: await mailHours() } }),
    },
  ];
}
