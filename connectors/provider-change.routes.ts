import type { Role, Route, RouteAnswer, RouteRequest } from '../src/http/route.ts';
import { AppError } from '../src/sdk/index.ts';
import { providerAnswer, providerUsesAnswer, providerView } from './provider-answers.ts';
import type { CatalogueEntry } from './providers/catalogue.ts';
import {
  changeProvider,
  createProvider,
  deleteProvider,
  listProviderUses,
  type ProviderAuthor,
  type ProviderDeps,
  resetProvider,
} from './providers/change-providers.ts';
import { type ProviderDefinition, providerDefinitionSchema } from './providers/provider-definition.gen.ts';

const TAG = 'connectors';
const ADMINISTRATORS: readonly Role[] = ['administrator'];
const ifMatch = {
  'if-match': {
    description: 'The ETag that was read; 412 when somebody changed it since.',
    schema: { type: 'string' },
  },
};
const answer = { status: 200, description: 'The provider', schema: providerAnswer };

/** The catalogue is the administrators': what they change applies to all mailboxes of a provider. */
export function providerChangeRoutes(deps: ProviderDeps): Route[] {
  return [createRoute(deps), changeRoute(deps), ...endRoutes(deps)];
}

function createRoute(deps: ProviderDeps): Route {
  return {
    method: 'POST',
    path: '/providers',
    id: 'createProvider',
    audit: 'provider',
    summary: 'Add an e-mail provider; its two hosts are all that is needed',
    tag: TAG,
    allow: ADMINISTRATORS,
    body: providerDefinitionSchema,
    answer: { ...answer, status: 201 },
    handler: async (request) => {
      const entry = await createProvider(deps, request.body as ProviderDefinition, authorOf(request));
      return { status: 201, headers: { location: `providers/${entry.provider.id}` }, ...answerOf(entry) };
    },
  };
}

function changeRoute(deps: ProviderDeps): Route {
  return {
    method: 'PUT',
    path: '/providers/:id',
    id: 'changeProvider',
    audit: 'provider',
    summary: 'Change a provider. A shipped one can be reset later. Receive and send apply to all its mailboxes',
    tag: TAG,
    allow: ADMINISTRATORS,
    headers: ifMatch,
    body: providerDefinitionSchema,
    answer,
    handler: async (request) => {
      const definition = request.body as ProviderDefinition;
      return answerOf(await changeProvider(deps, idOf(request), definition, authorOf(request)));
    },
  };
}

function endRoutes(deps: ProviderDeps): Route[] {
  return [
    {
      method: 'POST',
      path: '/providers/:id/reset',
      id: 'resetProvider',
      audit: 'provider',
      summary: 'Take a shipped provider back to what the program ships',
      tag: TAG,
      allow: ADMINISTRATORS,
      headers: ifMatch,
      answer,
      handler: async (request) => answerOf(await resetProvider(deps, idOf(request), authorOf(request))),
    },
    {
      method: 'DELETE',
      path: '/providers/:id',
      id: 'deleteProvider',
      audit: 'provider',
      summary: 'Delete a provider that was added here and that no connector uses',
      tag: TAG,
      allow: ADMINISTRATORS,
      headers: ifMatch,
      answer: { status: 204, description: 'Deleted' },
      handler: async (request) => {
        await deleteProvider(deps, idOf(request), authorOf(request));
        return { status: 204 };
      },
    },
    {
      method: 'GET',
      path: '/providers/:id/uses',
      id: 'listProviderUses',
      summary: 'The connectors of a provider, which keep it from being deleted',
      tag: TAG,
      allow: ADMINISTRATORS,
      answer: { status: 200, description: 'By display name; empty: it may go', schema: providerUsesAnswer },
      handler: async (request) => {
        const uses = await listProviderUses(deps, idOf(request));
        return { body: { connectors: uses.map(({ id, displayName, personal }) => ({ id, displayName, personal })) } };
      },
    },
  ];
}

function answerOf(entry: CatalogueEntry): RouteAnswer {
  return { body: providerView(entry), etag: String(entry.version) };
}

function idOf({ params }: RouteRequest): string {
  return params['id'] ?? '';
}

function authorOf({ caller, headers }: RouteRequest): ProviderAuthor {
  const given = headers['if-match']?.trim();
  if (given === undefined || given === '*') return { name: caller.name };
  const version = /^"?(\d{1,9})"?$/.exec(given)?.[1];
  if (version === undefined) throw new AppError('STALE', 'If-Match must be the ETag as it was read, e.g. "3".');
  return { name: caller.name, version: Number(version) };
}
