import type { Route } from '../http/route.ts';

/** What the configuration allows; it is changed where the server is started, never over the API. */
export interface EgressView {
  allow: readonly string[];
  ports: readonly number[];
  /** the same in words */
  text: string;
}

export function egressRoutes(view: EgressView): Route[] {
  return [
    {
      method: 'GET',
      path: '/settings/egress',
      id: 'getEgress',
      summary: 'Where connectors, OAuth and webhooks may connect to; set by the environment of the server',
      tag: 'settings',
      allow: ['administrator'],
      answer: {
        status: 200,
        description: 'The policy of the server that answers',
        schema: {
          title: 'Egress',
          type: 'object',
          required: ['allow', 'ports', 'text'],
          properties: {
            allow: {
              type: 'array',
              items: { type: 'string' },
              description: 'Beside public addresses (MAILRULE_EGRESS_ALLOW)',
            },
            ports: {
              type: 'array',
              items: { type: 'integer' },
              description: 'Beside the usual ones of mail and HTTPS (MAILRULE_EGRESS_PORTS)',
            },
            text: { type: 'string', description: 'In words' },
          },
        },
      },
      handler: async () => ({ body: view }),
    },
  ];
}
