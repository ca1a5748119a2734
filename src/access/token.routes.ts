import { type NewToken, newTokenSchema } from '../../schemas/new-token.gen.ts';
import { ROLES, type Route } from '../http/route.ts';
import { AppError, type Json } from '../sdk/index.ts';
import type { CredentialRow } from '../store/tables/access.table.ts';
import { deleteCredential, listCredentials } from './access.store.ts';
import type { SignInDeps } from './sign-in.ts';
import { findTargetName } from './token.store.ts';
import { createToken } from './tokens.ts';

const TAG = 'access';

/** The API tokens of the caller. */
export function tokenRoutes(deps: SignInDeps): Route[] {
  return [
    {
      method: 'GET',
      path: '/tokens',
      id: 'listTokens',
      summary: 'Your API tokens',
      tag: TAG,
      allow: 'anyone',
      answer: {
        status: 200,
        description: 'The tokens, without their secrets',
        schema: { type: 'array', items: TOKEN },
      },
      handler: async ({ caller }) => {
        const rows = await listCredentials(deps.store, 'token', caller.id);
        return { body: await Promise.all(rows.map((row) => view(deps, row))) };
      },
    },
    {
      method: 'POST',
      path: '/tokens',
      id: 'createToken',
      audit: 'token',
      summary: 'Make an API token with your roles or some of them, for everything or about one connector or rule',
      tag: TAG,
      allow: 'anyone',
      body: newTokenSchema,
      answer: { status: 201, description: 'The token; its secret is shown this once', schema: NEW_TOKEN_ANSWER },
      handler: async ({ caller, body }) => {
        const { row, secret } = await createToken(deps, caller, body as NewToken);
        return { body: { ...(await view(deps, row)), token: secret } };
      },
    },
    {
      method: 'DELETE',
      path: '/tokens/:id',
      id: 'deleteToken',
      audit: 'token',
      summary: 'Revoke an API token',
      tag: TAG,
      allow: 'anyone',
      answer: { status: 204, description: 'The token is no longer accepted' },
      handler: async ({ caller, params }) => {
        const of = { id: params['id'] ?? '', kind: 'token', userId: caller.id } as const;
        const gone = await deleteCredential(deps.store, of);
        if (!gone) throw new AppError('NOT_FOUND', 'You have no API token with this id.');
        return {};
      },
    },
  ];
}

async function view({ store }: SignInDeps, { id, name, createdAt, expiresAt, scope }: CredentialRow) {
  const kind = scope?.connector === undefined ? 'rule' : 'connector';
  const target = scope?.[kind];
  const about =
    target === undefined ? null : { kind, id: target, name: (await findTargetName(store.read, kind, target)) ?? null };
  return { id, name, createdAt, expiresAt, roles: scope?.roles ?? null, about };
}

const properties = {
  id: { type: 'string' },
  name: { type: 'string' },
  createdAt: { type: 'integer', description: 'Milliseconds since 1970' },
  expiresAt: { type: ['integer', 'null'], description: 'null: it does not expire' },
  roles: {
    type: ['array', 'null'],
    items: { enum: [...ROLES] },
    description: 'At most these, as far as you still have them. null, of an old token: all of yours',
  },
  about: {
    type: ['object', 'null'],
    description: 'The only thing that it is about; null: everything',
    required: ['kind', 'id', 'name'],
    properties: {
      kind: { enum: ['connector', 'rule'] },
      id: { type: 'string' },
      name: { type: ['string', 'null'], description: 'null: it was deleted' },
    },
  },
} satisfies Record<string, Json>;

const TOKEN = { title: 'Token', type: 'object', required: Object.keys(properties), properties };

const NEW_TOKEN_ANSWER = {
  title: 'NewTokenAnswer',
  type: 'object',
  required: [...Object.keys(properties), 'token'],
  properties: {
    ...properties,
    token: { type: 'string', description: 'Send as "Authorization: Bearer <token>"' },
  },
};
