import { type SignOnProvider, signOnProviderSchema } from '../../../schemas/sign-on-provider.gen.ts';
import type { Role, Route, RouteRequest } from '../../http/route.ts';
import { ifMatch, versionOf } from '../if-match.ts';
import { findOwnAddress } from '../own-address.ts';
import { SIGN_ON_CALLBACK } from './begin-sign-on.ts';
import { getProviderRow, listProviderRows } from './sign-on.store.ts';
import { providerAnswer, providerListAnswer, providerView } from './sign-on-answers.ts';
import type { SignOnDeps } from './sign-on-deps.ts';
import type { SignOnOpenId } from './sign-on-openid.ts';
import { changeProvider, createProvider, deleteProvider, type ProviderAuthor } from './sign-on-providers.ts';

const TAG = 'users';
const ADMINISTRATORS: readonly Role[] = ['administrator'];
const PATH = '/sign-on/providers';

/** The providers that people sign in with. Who sets them up decides who gets in: administrators only. */
export function signOnProviderRoutes(deps: SignOnDeps, openId: SignOnOpenId): Route[] {
  return [...readRoutes(deps), ...changeRoutes(deps, openId)];
}

function readRoutes(deps: SignOnDeps): Route[] {
  return [
    {
      method: 'GET',
      path: PATH,
      id: 'listSignOnProviders',
      summary: 'The OpenID providers that people sign in with, without their secrets',
      tag: TAG,
      allow: ADMINISTRATORS,
      answer: { status: 200, description: 'By name', schema: providerListAnswer },
      handler: async ({ headers }) => {
        const own = findOwnAddress(deps.publicUrl, headers);
        const items = (await listProviderRows(deps.store.read)).map(providerView);
        return { body: { items, redirectUri: own === undefined ? null : own + SIGN_ON_CALLBACK } };
      },
    },
    {
      method: 'GET',
      path: `${PATH}/:id`,
      id: 'readSignOnProvider',
      summary: 'One of these providers',
      tag: TAG,
      allow: ADMINISTRATORS,
      answer: { status: 200, description: 'The provider', schema: providerAnswer },
      handler: async (request) => {
        const row = await getProviderRow(deps.store.read, idOf(request));
        return { body: providerView(row), etag: String(row.version) };
      },
    },
  ];
}

function changeRoutes(deps: SignOnDeps, openId: SignOnOpenId): Route[] {
  return [
    {
      method: 'POST',
      path: PATH,
      id: 'createSignOnProvider',
      audit: 'sign-on provider',
      summary: 'Add a provider; its issuer is looked at',
      tag: TAG,
      allow: ADMINISTRATORS,
      body: signOnProviderSchema,
      answer: { status: 201, description: 'The provider', schema: providerAnswer },
      handler: async (request) => {
        const row = await createProvider(deps, openId, request.body as SignOnProvider, authorOf(request));
        return { headers: { location: `providers/${row.id}` }, body: providerView(row), etag: String(row.version) };
      },
    },
    {
      method: 'PUT',
      path: `${PATH}/:id`,
      id: 'putSignOnProvider',
      audit: 'sign-on provider',
      summary: 'Change a provider. Another issuer or client ID forgets the secret; switching it off ends its sessions',
      tag: TAG,
      allow: ADMINISTRATORS,
      headers: ifMatch,
      body: signOnProviderSchema,
      answer: { status: 200, description: 'The provider', schema: providerAnswer },
      handler: async (request) => {
        const of = { id: idOf(request), input: request.body as SignOnProvider };
        const row = await changeProvider(deps, openId, of, authorOf(request));
        return { body: providerView(row), etag: String(row.version) };
      },
    },
    {
      method: 'DELETE',
      path: `${PATH}/:id`,
      id: 'deleteSignOnProvider',
      audit: 'sign-on provider',
      summary: 'Delete a provider; its sessions end and its accounts are forgotten, people stay',
      tag: TAG,
      allow: ADMINISTRATORS,
      headers: ifMatch,
      answer: { status: 204, description: 'Deleted' },
      handler: async (request) => {
        const { id, name } = await deleteProvider(deps, idOf(request), authorOf(request));
        request.note?.({ subject: { id, name } });
        return {};
      },
    },
  ];
}

function idOf({ params }: RouteRequest): string {
  return params['id'] ?? '';
}

function authorOf(request: RouteRequest): ProviderAuthor {
  return { name: request.caller.name, seen: versionOf(request) };
}
