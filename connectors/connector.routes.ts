import type { Role, Route, RouteRequest } from '../src/http/route.ts';
import { AppError, type ConnectorState } from '../src/sdk/index.ts';
import type { ConnectorFilter } from './connector.store.ts';
import { connectorAnswer, connectorListAnswer, connectorUsesAnswer, importAnswer } from './connector-answers.ts';
import { type ConnectorDefinition, connectorDefinitionSchema } from './connector-definition.gen.ts';
import type { ConnectorDeps } from './connector-deps.ts';
import type { ConnectorView } from './connector-view.ts';
import {
  createConnector,
  deleteConnector,
  listChoices,
  listConnectors,
  listConnectorUses,
  readConnector,
  setConnectorEnabled,
  updateConnector,
} from './connectors.ts';
import { exportConnectors, importConnectors } from './definitions.ts';
import { type ProviderRouteDeps, providerRoutes } from './provider.routes.ts';
import { testRoutes } from './test.routes.ts';
import type { TestDesk } from './test-connection.ts';

/** Only these reach the details of data sources. */
export const DATA_SOURCE_ROLES: readonly Role[] = ['administrator', 'manage_data_sources'];

const TAG = 'connectors';
const ifMatch = {
  'if-match': {
    description: 'The ETag that was read; 412 when somebody changed it since.',
    schema: { type: 'string' },
  },
};
const definitionList = {
  title: 'ConnectorDefinitions',
  type: 'object',
  additionalProperties: false,
  required: ['connectors'],
  properties: { connectors: { type: 'array', maxItems: 1000, items: connectorDefinitionSchema } },
} as const;

export function connectorRoutes(deps: ConnectorDeps & ProviderRouteDeps & { testDesk: TestDesk }): Route[] {
  return [
    ...registryRoutes(deps),
    ...changeRoutes(deps),
    ...exchangeRoutes(deps),
    ...testRoutes(deps),
    ...providerRoutes(deps),
  ];
}

function registryRoutes(deps: ConnectorDeps): Route[] {
  return [
    {
      method: 'GET',
      path: '/connectors',
      id: 'listConnectors',
      summary: 'List connectors',
      tag: TAG,
      allow: [...DATA_SOURCE_ROLES, 'designer'],
      query: {
        search: { description: 'Part of the display name or of the type', schema: { type: 'string' } },
        state: {
          description: 'Only connectors in this state',
          schema: { type: 'string', enum: ['incomplete', 'inactive', 'active', 'problematic'] },
        },
        type: { description: 'Only connectors of this type', schema: { type: 'string' } },
      },
      answer: { status: 200, description: 'The connectors by display name', schema: connectorListAnswer },
      handler: async ({ query, caller }) => {
        const filter = filterOf(query);
        const seesDetails = caller.roles.some((role) => DATA_SOURCE_ROLES.includes(role));
        return { body: { connectors: await (seesDetails ? listConnectors : listChoices)(deps, filter) } };
      },
    },
    {
      method: 'GET',
      path: '/connectors/:id',
      id: 'readConnector',
      summary: 'Read a connector, without its secrets',
      tag: TAG,
      allow: DATA_SOURCE_ROLES,
      answer: { status: 200, description: 'The connector', schema: connectorAnswer },
      handler: async (request) => answerOf(await readConnector(deps, param(request, 'id'))),
    },
    {
      method: 'GET',
      path: '/connectors/:id/uses',
      id: 'listConnectorUses',
      summary: 'What uses a connector and keeps it from being deleted',
      tag: TAG,
      allow: DATA_SOURCE_ROLES,
      answer: { status: 200, description: 'As a person would say it; empty: it may go', schema: connectorUsesAnswer },
      handler: async (request) => ({ body: { uses: await listConnectorUses(deps, param(request, 'id')) } }),
    },
    {
      method: 'POST',
      path: '/connectors',
      id: 'createConnector',
      summary: 'Add a connector; its details may be incomplete',
      tag: TAG,
      allow: DATA_SOURCE_ROLES,
      body: connectorDefinitionSchema,
      answer: { status: 201, description: 'The connector', schema: connectorAnswer },
      handler: async ({ body, caller }) => {
        const view = await createConnector(deps, body as ConnectorDefinition, caller);
        return { status: 201, headers: { location: `connectors/${view.id}` }, ...answerOf(view) };
      },
    },
  ];
}

function changeRoutes(deps: ConnectorDeps): Route[] {
  const enabling = (enabled: boolean): Route => ({
    method: 'POST',
    path: `/connectors/:id/${enabled ? 'enable' : 'disable'}`,
    id: enabled ? 'enableConnector' : 'disableConnector',
    summary: enabled ? 'Switch a connector on' : 'Switch a connector off',
    tag: TAG,
    allow: DATA_SOURCE_ROLES,
    headers: ifMatch,
    answer: { status: 200, description: 'The connector', schema: connectorAnswer },
    handler: async (request) => {
      const author = authorOf(request);
      return answerOf(await setConnectorEnabled(deps, param(request, 'id'), enabled, author));
    },
  });
  return [
    {
      method: 'PUT',
      path: '/connectors/:id',
      id: 'updateConnector',
      summary: 'Change a connector. Secrets: absent keeps, a text replaces, null clears',
      tag: TAG,
      allow: DATA_SOURCE_ROLES,
      headers: ifMatch,
      body: connectorDefinitionSchema,
      answer: { status: 200, description: 'The connector', schema: connectorAnswer },
      handler: async (request) => {
        const definition = request.body as ConnectorDefinition;
        return answerOf(await updateConnector(deps, param(request, 'id'), definition, authorOf(request)));
      },
    },
    {
      method: 'DELETE',
      path: '/connectors/:id',
      id: 'deleteConnector',
      summary: 'Delete a connector that nothing uses',
      tag: TAG,
      allow: DATA_SOURCE_ROLES,
      headers: ifMatch,
      answer: { status: 204, description: 'Deleted' },
      handler: async (request) => {
        await deleteConnector(deps, param(request, 'id'), versionOf(request));
        return { status: 204 };
      },
    },
    enabling(true),
    enabling(false),
  ];
}

function exchangeRoutes(deps: ConnectorDeps): Route[] {
  return [
    {
      method: 'GET',
      path: '/connectors/export',
      id: 'exportConnectors',
      summary: 'All connectors as definitions without secrets',
      tag: TAG,
      allow: DATA_SOURCE_ROLES,
      answer: { status: 200, description: 'Definitions that can be imported', schema: definitionList },
      handler: async () => ({ body: { connectors: await exportConnectors(deps) } }),
    },
    {
      method: 'POST',
      path: '/connectors/import',
      id: 'importConnectors',
      summary: 'Create connectors, or change those of the same display name; all or nothing',
      tag: TAG,
      allow: DATA_SOURCE_ROLES,
      body: definitionList,
      answer: { status: 200, description: 'What was done', schema: importAnswer },
      handler: async ({ body, caller }) => {
        const { connectors } = body as { connectors: ConnectorDefinition[] };
        return { body: await importConnectors(deps, connectors, caller) };
      },
    },
  ];
}

function answerOf(view: ConnectorView) {
  return { body: view, etag: String(view.version) };
}

function filterOf(query: Record<string, string>): ConnectorFilter {
  const { search, state, type } = query as { search?: string; state?: ConnectorState; type?: string };
  return { ...(search ? { search } : {}), ...(state ? { state } : {}), ...(type ? { type } : {}) };
}

function authorOf(request: RouteRequest) {
  const version = versionOf(request);
  return { name: request.caller.name, ...(version === undefined ? {} : { version }) };
}

function versionOf({ headers }: RouteRequest): number | undefined {
  const given = headers['if-match']?.trim();
  if (given === undefined || given === '*') return undefined;
  const version = /^"?(\d{1,9})"?$/.exec(given)?.[1];
  if (version === undefined) throw new AppError('STALE', 'If-Match must be the ETag as it was read, e.g. "3".');
  return Number(version);
}

function param({ params }: RouteRequest, name: string): string {
  return params[name] ?? '';
}
