import type { Route } from '../src/http/route.ts';
import { connectorTypeAnswer } from './connector-answers.ts';
import type { AnyConnectorType, ConnectorTypes } from './connector-types.ts';
import { providerAnswer, providerView } from './provider-answers.ts';
import { providerChangeRoutes } from './provider-change.routes.ts';
import type { ProviderDeps } from './providers/change-providers.ts';
import { type DnsResolver, findProviderFor } from './providers/look-up.ts';

export interface ProviderRouteDeps extends ProviderDeps {
  types: ConnectorTypes;
  /** node:dns/promises, or a fake */
  dns: DnsResolver;
}

const TAG = 'connectors';
const allow = ['administrator', 'manage_data_sources'] as const;

/** Connector types and the provider catalogue: what a form for a new connector is made of. */
export function providerRoutes(deps: ProviderRouteDeps): Route[] {
  return [...typeRoutes(deps), ...catalogueRoutes(deps), ...providerChangeRoutes(deps)];
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
      allow: 'anyone',
      answer: {
        status: 200,
        description: 'Providers by label',
        schema: { type: 'object', properties: { providers: { type: 'array', items: providerAnswer } } },
      },
      handler: async () => {
        await deps.providers.refresh();
        return { body: { providers: deps.providers.entries().map(providerView) } };
      },
    },
    {
      method: 'GET',
      path: '/providers/lookup',
      id: 'lookUpProvider',
      summary: 'Servers for an address: by the catalogue, then by DNS',
      tag: TAG,
      allow: 'anyone',
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
      handler: async ({ query }) => {
        await deps.providers.refresh();
        const finding = await findProviderFor(query['address'] ?? '', deps);
        if (!('provider' in finding)) return { body: finding };
        return { body: { ...finding, provider: providerView(deps.providers.getEntry(finding.provider.id)) } };
      },
    },
    {
      method: 'GET',
      path: '/providers/:id',
      id: 'readProvider',
      summary: 'One provider of the catalogue',
      tag: TAG,
      allow: 'anyone',
      answer: { status: 200, description: 'The provider', schema: providerAnswer },
      handler: async ({ params }) => {
        await deps.providers.refresh();
        const entry = deps.providers.getEntry(params['id'] ?? '');
        return { body: providerView(entry), etag: String(entry.version) };
      },
    },
  ];
}

function heading({ type, title, description, icon }: AnyConnectorType) {
  return { type, title, description, icon };
}
