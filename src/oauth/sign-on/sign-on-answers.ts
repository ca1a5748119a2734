import { signOnProviderSchema } from '../../../schemas/sign-on-provider.gen.ts';
import type { JsonSchema } from '../../sdk/index.ts';
import type { SignOnProviderRow } from '../../store/tables/sign-on.table.ts';

/** What is answered of a provider: its secret only as a mark that there is one. */
export function providerView({ nameKey: _key, secret, ...row }: SignOnProviderRow) {
  return { ...row, secret: secret === null ? null : { $secret: 'stored' } };
}

const { properties: given } = signOnProviderSchema as { properties: Record<string, JsonSchema> };

const provider = {
  id: { type: 'string' },
  ...given,
  secret: {
    type: ['object', 'null'],
    description: 'A stored secret is answered as {"$secret":"stored"}.',
    required: ['$secret'],
    properties: { $secret: { type: 'string' } },
  },
  claimRules: {
    type: 'array',
    items: {
      type: 'object',
      required: ['value', 'roles', 'groups'],
      properties: {
        value: { type: 'string' },
        roles: { type: 'array', items: { type: 'string' } },
        groups: { type: 'array', items: { type: 'string' } },
      },
    },
  },
  version: { type: 'integer', description: 'the ETag' },
  createdAt: { type: 'integer', description: 'Milliseconds since 1970' },
  modifiedAt: { type: 'integer' },
  modifiedBy: { type: 'string' },
};

export const providerAnswer: JsonSchema = {
  title: 'SignOnProviderView',
  type: 'object',
  required: Object.keys(provider),
  properties: provider,
};

export const providerListAnswer: JsonSchema = {
  title: 'SignOnProviderList',
  type: 'object',
  required: ['items', 'redirectUri'],
  properties: {
    items: { type: 'array', items: providerAnswer },
    redirectUri: {
      type: ['string', 'null'],
      description: 'To be registered at every provider; null: MAILRULE_PUBLIC_URL is missing.',
    },
  },
};

export const waysAnswer: JsonSchema = {
  title: 'SignInWays',
  type: 'object',
  required: ['providers', 'passwords'],
  properties: {
    providers: {
      type: 'array',
      items: {
        type: 'object',
        required: ['id', 'name'],
        properties: { id: { type: 'string' }, name: { type: 'string' } },
      },
    },
    passwords: { enum: ['everybody', 'chosen'], description: 'Who may sign in with a password' },
  },
};

export const startAnswer: JsonSchema = {
  title: 'SignOnBegun',
  type: 'object',
  required: ['url'],
  properties: { url: { type: 'string', description: 'Where the browser goes to' } },
};
