import type { Route } from '../src/http/route.ts';
import type { JsonSchema } from '../src/sdk/index.ts';
import type { RuleDeps } from './rule-deps.ts';

const text = { type: 'string' };
const textOrNull = { type: ['string', 'null'] };
const listOf = (properties: Record<string, JsonSchema>) => ({
  type: 'array',
  items: { type: 'object', required: Object.keys(properties), properties },
});

const lists = {
  users: listOf({ id: text, name: text, hasAddress: { type: 'boolean' } }),
  groups: listOf({ id: text, name: text, size: { type: 'integer', description: 'How many people are in it' } }),
  partners: listOf({
    id: text,
    name: text,
    kind: { enum: ['contact', 'partner'] },
    company: textOrNull,
    address: { ...textOrNull, description: 'The primary one' },
  }),
};

/** Whom a recipient can be chosen from. */
export function namedRoute(deps: RuleDeps): Route {
  return {
    method: 'GET',
    path: '/rules/recipients',
    id: 'searchRecipients',
    summary: 'Users, groups, partners and contacts that e-mails of rules can go to, twenty of each',
    tag: 'rules',
    allow: ['administrator', 'designer'],
    query: {
      search: { description: 'A part of the name; absent: the first ones', schema: { type: 'string', maxLength: 200 } },
      ids: {
        description: 'Instead: those with these ids, parted by commas',
        schema: { type: 'string', minLength: 1, maxLength: 8000 },
      },
    },
    answer: {
      status: 200,
      description: 'By name',
      schema: { title: 'RecipientChoices', type: 'object', required: Object.keys(lists), properties: lists },
    },
    handler: async ({ query }) => {
      const nobody = { users: [], groups: [], partners: [] };
      const { search = '', ids } = query;
      const found = ids === undefined ? deps.searchNamed?.(search.trim()) : deps.listNamed?.(ids.split(','));
      return { body: (await found) ?? nobody };
    },
  };
}
