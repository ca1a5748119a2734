import type { Route } from '../src/http/route.ts';
import { connectorTypeAnswer } from './connector-answers.ts';
import type { AnyConnectorType, ConnectorTypes } from './connector-types.ts';
import { type DnsResolver, findProviderFor } from './providers/look-up.ts';
import { providerSchema } from './providers/provider.gen.ts';
import type { ProviderCatalogue } from './providers/providers.ts';

export interface ProviderRouteDeps {
  types: ConnectorTypes;
  providers: ProviderCatalogue;
  /** node:dns/promises, or a fake */
  dns: DnsResolver;
}

const TAG = 'connectors';
const allow = ['administrator', 'manage_data_sources'] as const;
const { $defs, ...provider } = providerSchema;
/** The schema stands on its own in the description of the API: its parts are put where they are used. */
const providerAnswer = {
  ...provider,
  properties: { ...provider.properties, imap: $defs.server, smtp: $defs.server },
} as const;

/** Connector types and the provider catalogue: what a form for a new connector is made of. */
export function providerRoutes(deps: ProviderRouteDeps): Route[] {
  return [...typeRoutes(deps), ...catalogueRoutes(deps)];
}

function typeRoutes(deps: ProviderRouteDeps): Route[] {
  return [
    {
      method: 'GET',
      path: '/connector-types',
      id: 'listConnectorTypes',
      summary: 'List the types a connector can have',
      tag: TAG,
      allow,
      answer: {
        status: 200,
        description: 'The types',
        schema: { type: 'object', properties: { types: { type: 'array', items: connectorTypeAnswer } } },
      },
      handler: async () => ({ body: { types: deps.types.all().map(heading) } }),
    },
    {
      method: 'GET',
      path: '/connector-types/:type',
      id: 'readConnectorType',
      summary: 'The settings of a connector type: schema and layout of the form',
      tag: TAG,
      allow,
      answer: { status: 200, description: 'The type', schema: connectorTypeAnswer },
      handler: async ({ params }) => {
        const type = deps.types.get(params['type'] ?? '');
        return { body: { ...heading(type), settingsSchema: type.settingsSchema, uiSchema: type.uiSchema } };
      },
    },
  ];
}

function catalogueRoutes(deps: ProviderRouteDeps): Route[] {
  return [
    {
      method: 'GET',
      path: '/providers',
      id: 'listProviders',
      summary: 'The catalogue of e-mail providers',
      tag: TAG,
      allow,
      answer: {
        status: 200,
        description: 'Providers by label',
        schema: { type: 'object', properties: { providers: { type: 'array', items: providerAnswer } } },
      },
      handler: async () => ({ body: { providers: deps.providers.all() } }),
    },
    {
      method: 'GET',
      path: '/providers/lookup',
      id: 'lookUpProvider',
      summary: 'Servers for an address: by the catalogue, then by DNS',
      tag: TAG,
      allow,
      query: {
        address: { description: 'An e-mail address', schema: { type: 'string', minLength: 3, maxLength: 320 } },
      },
      answer: {
        status: 200,
        description: 'What is known, and from where',
        schema: {
          title: 'ProviderFinding',
          type: 'object',
          required: ['foundBy', 'domain'],
          properties: {
            foundBy: { type: 'string', enum: ['domain', 'mx', 'srv', 'nothing'] },
            domain: { type: 'string' },
            provider: providerAnswer,
            imap: { type: 'object' },
            smtp: { type: 'object' },
            message: { type: 'string' },
          },
        },
      },
      handler: async ({ query }) => ({ body: await findProviderFor(query['address'] ?? '', deps) }),
    },
    {
      method: 'GET',
      path: '/providers/:id',
      id: 'readProvider',
      summary: 'One provider of the catalogue',
      tag: TAG,
      allow,
      answer: { status: 200, description: 'The provider', schema: providerAnswer },
      handler: async ({ params }) => ({ body: deps.providers.get(params['id'] ?? '') }),
    },
  ];
}

function heading({ type, title, description, icon }: AnyConnectorType) {
  return { type, title, description, icon };
}
