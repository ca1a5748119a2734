import type { Route } from '../http/route.ts';
import type { BounceRates } from './bounce-rates.ts';

const count = { type: 'integer', minimum: 0 };
const share = (description: string) => ({
  type: 'object',
  description,
  required: ['sent', 'bounced'],
  properties: {
    sent: { ...count, description: 'Accepted by a mail server; those that came back are among them' },
    bounced: { ...count, description: 'Of those, returned for all of their recipients' },
  },
});

/** How many e-mails of each connector came back. */
export function bounceRateRoutes(rates: BounceRates): Route[] {
  return [
    {
      method: 'GET',
      path: '/health/bounces',
      id: 'listBounceRates',
      summary: 'How many e-mails of each connector came back in the last 24 hours and in 7 days',
      tag: 'health',
      allow: ['administrator', 'manage_data_sources'],
      answer: {
        status: 200,
        description: 'Connectors that sent in 7 days; at most a minute old',
        schema: {
          title: 'BounceRateList',
          type: 'object',
          required: ['items'],
          properties: {
            items: {
              type: 'array',
              items: {
                type: 'object',
                required: ['connectorId', 'day', 'week', 'tooMany'],
                properties: {
                  connectorId: { type: 'string' },
                  day: share('E-mails of the last 24 hours'),
                  week: share('E-mails of the last 7 days'),
                  tooMany: {
                    type: 'boolean',
                    description:
                      'Above 5 % of at least 20 e-mails, of the day or of the week: providers stop accounts for it',
                  },
                },
              },
            },
          },
        },
      },
      handler: async () => ({ body: { items: await rates() } }),
    },
  ];
}
