import type { Role, Route } from '../src/http/route.ts';
import { accountRoutes } from './accounts/account.routes.ts';
import { changedFields } from './changed-fields.ts';
import { connectorAnswer, connectorListAnswer, connectorUsesAnswer, importAnswer } from './connector-answers.ts';
import { type ConnectorDefinition, connectorDefinitionSchema } from './connector-definition.gen.ts';
import type { ConnectorDeps } from './connector-deps.ts';
import { answerOf, authorOf, filterOf, ifMatch, param, tellName, withRights } from './connector-request.ts';
import { type ConnectorSecurityInput, connectorSecurityInputSchema } from './connector-security.gen.ts';
import { connectorView } from './connector-view.ts';
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
import { exportConnectors, importConnectors, type NamedDefinition, namedDefinitionSchema } from './definitions.ts';
import { assertMayBefore, isAllowed } from './guard.ts';
import { type ProviderRouteDeps, providerRoutes } from './provider.routes.ts';
import { secureConnector } from './security.ts';
import { testRoutes } from './test.routes.ts';
import type { TestDesk } from './test-connection.ts';

/** Only these reach the details of data sources. */
export const DATA_SOURCE_ROLES: readonly Role[] = ['administrator', 'manage_data_sources'];

const TAG = 'connectors';
const definitionList = {
  title: 'ConnectorDefinitions',
  type: 'object',
  additionalProperties: false,
  required: ['connectors'],
  properties: {
    connectors: { type: 'array', maxItems: 1000, items: namedDefinitionSchema },
    leftOut: {
      type: 'array',
      items: { type: 'string' },
      description: 'Of an export: names of those that the caller may not read. The import does not look at it.',
    },
  },
} as const;

export function connectorRoutes(deps: ConnectorDeps & ProviderRouteDeps & { testDesk: TestDesk }): Route[] {
  return [
    ...registryRoutes(deps),
    ...changeRoutes(deps),
    ...exchangeRoutes(deps),
    ...testRoutes(deps),
    ...providerRoutes(deps),
    ...accountRoutes(deps),
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
        if (!seesDetails) return { body: { connectors: await listChoices(deps, filter) } };
        return { body: { connectors: await withRights(deps, await listConnectors(deps, filter), caller) } };
      },
    },
    {
      method: 'GET',
      path: '/connectors/:id',
      id: 'readConnector',
      summary: 'Read a connector, without its secrets',
      tag: TAG,
      allow: DATA_SOURCE_ROLES,
      about: 'connector',
      answer: { status: 200, description: 'The connector', schema: connectorAnswer },
      handler: async (request) => {
        const id = param(request, 'id');
        await assertMayBefore(deps, 'read', id, request.caller);
        return answerOf(deps, await readConnector(deps, id), request.caller);
      },
    },
    {
      method: 'GET',
      path: '/connectors/:id/uses',
      id: 'listConnectorUses',
      summary: 'What uses a connector and keeps it from being deleted',
      tag: TAG,
      allow: DATA_SOURCE_ROLES,
      about: 'connector',
      answer: { status: 200, description: 'As a person would say it; empty: it may go', schema: connectorUsesAnswer },
      handler: async (request) => {
        const id = param(request, 'id');
        await assertMayBefore(deps, 'read', id, request.caller);
        return { body: { uses: await listConnectorUses(deps, id) } };
      },
    },
    {
      method: 'POST',
      path: '/connectors',
      id: 'createConnector',
      audit: 'connector',
      summary: 'Add a connector; its details may be incomplete',
      tag: TAG,
      allow: DATA_SOURCE_ROLES,
      body: connectorDefinitionSchema,
      answer: { status: 201, description: 'The connector', schema: connectorAnswer },
      handler: async ({ body, caller }) => {
        const view = await createConnector(deps, body as ConnectorDefinition, caller);
        return { status: 201, headers: { location: `connectors/${view.id}` }, ...(await answerOf(deps, view, caller)) };
      },
    },
  ];
}

function changeRoutes(deps: ConnectorDeps): Route[] {
  const enabling = (enabled: boolean): Route => ({
    method: 'POST',
    path: `/connectors/:id/${enabled ? 'enable' : 'disable'}`,
    id: enabled ? 'enableConnector' : 'disableConnector',
    audit: 'connector',
    summary: enabled ? 'Switch a connector on' : 'Switch a connector off',
    tag: TAG,
    about: 'connector',
    allow: DATA_SOURCE_ROLES,
    headers: ifMatch,
    answer: { status: 200, description: 'The connector', schema: connectorAnswer },
    handler: async (request) => {
      const view = await setConnectorEnabled(deps, param(request, 'id'), enabled, authorOf(deps, request));
      return answerOf(deps, view, request.caller);
    },
  });
  return [
    {
      method: 'PUT',
      path: '/connectors/:id',
      id: 'updateConnector',
      audit: 'connector',
      summary: 'Change a connector. Secrets: absent keeps, a text replaces, null clears',
      tag: TAG,
      allow: DATA_SOURCE_ROLES,
      about: 'connector',
      headers: ifMatch,
      body: connectorDefinitionSchema,
      answer: { status: 200, description: 'The connector', schema: connectorAnswer },
      handler: async (request) => {
        const definition = request.body as ConnectorDefinition;
        const id = param(request, 'id');
        const before = await readConnector(deps, id);
        const view = await updateConnector(deps, id, definition, authorOf(deps, request));
        request.note?.({ fields: changedFields(before, view, definition) });
        return answerOf(deps, view, request.caller);
      },
    },
    {
      method: 'DELETE',
      path: '/connectors/:id',
      id: 'deleteConnector',
      audit: 'connector',
      summary: 'Delete a connector that nothing uses',
      tag: TAG,
      allow: DATA_SOURCE_ROLES,
      about: 'connector',
      headers: ifMatch,
      answer: { status: 204, description: 'Deleted' },
      handler: async (request) => {
        const { version, assertMay } = authorOf(deps, request);
        await tellName(deps, request);
        await deleteConnector(deps, param(request, 'id'), version, assertMay);
        return { status: 204 };
      },
    },
    enabling(true),
    enabling(false),
    securityRoute(deps),
  ];
}

function securityRoute(deps: ConnectorDeps): Route {
  return {
    method: 'PUT',
    path: '/connectors/:id/security',
    id: 'secureConnector',
    audit: 'connector',
    summary: 'Who may change a connector and in whose name it sends; an Administrator may always do this',
    tag: TAG,
    allow: DATA_SOURCE_ROLES,
    about: 'connector',
    headers: ifMatch,
    body: connectorSecurityInputSchema,
    answer: { status: 200, description: 'The connector', schema: connectorAnswer },
    handler: async (request) => {
      const input = request.body as ConnectorSecurityInput;
      const row = await secureConnector(deps, param(request, 'id'), input, authorOf(deps, request, 'secure'));
      return answerOf(deps, connectorView(deps, row), request.caller);
    },
  };
}

function exchangeRoutes(deps: ConnectorDeps): Route[] {
  return [
    {
      method: 'GET',
      path: '/connectors/export',
      id: 'exportConnectors',
      audit: 'connector',
      summary: 'All connectors as definitions with their ids and without secrets',
      tag: TAG,
      allow: DATA_SOURCE_ROLES,
      answer: { status: 200, description: 'Definitions that can be imported', schema: definitionList },
      handler: async ({ caller }) => {
        const { read } = deps.store;
        return { body: await exportConnectors(deps, (row) => isAllowed(deps, read, 'read', row, caller)) };
      },
    },
    {
      method: 'POST',
      path: '/connectors/import',
      id: 'importConnectors',
      audit: 'connector',
      summary: 'Create connectors, or change those of the same id, else of the same display name; all or nothing',
      tag: TAG,
      allow: DATA_SOURCE_ROLES,
      body: definitionList,
      answer: { status: 200, description: 'What was done', schema: importAnswer },
      handler: async (request) => {
        const { connectors } = request.body as { connectors: NamedDefinition[] };
        const { name, assertMay } = authorOf(deps, request);
        const done = await importConnectors(deps, connectors, { name, assertMay });
        request.note?.({ subject: { name: [...done.created, ...done.updated].join(', ') } });
        return { body: done };
      },
    },
  ];
}
