import type { Route } from '../../src/http/route.ts';
import type { ReceivedEventRow } from '../../src/store/tables/received-event.table.ts';
import { idOf } from '../request.ts';
import { getRule } from '../rule.store.ts';
import type { RuleDeps } from '../rule-deps.ts';
import { listReceived } from './received-event.store.ts';

const MOST_LINES = 200;
const text = { type: 'string' };
const instant = { type: 'integer', description: 'Milliseconds since 1970' };
const fields = {
  id: text,
  messageId: { ...text, description: 'Id of the received e-mail here' },
  state: { enum: ['waiting', 'fired', 'not_fired', 'capped', 'own', 'rule_off', 'failed'] },
  detail: { ...text, description: 'Why, in words' },
  eventId: { type: ['string', 'null'] },
  receivedAt: instant,
  decidedAt: { ...instant, type: ['integer', 'null'] },
};

const LIST = {
  title: 'ReceivedEventList',
  type: 'object',
  required: ['items', 'next'],
  properties: {
    items: { type: 'array', items: { type: 'object', required: Object.keys(fields), properties: fields } },
    next: { type: ['string', 'null'] },
  },
};

/** What a rule made of the e-mails that were received: also of those that it was not let look at. */
export function receivedEventRoutes(deps: RuleDeps): Route[] {
  return [
    {
      method: 'GET',
      path: '/rules/:id/received',
      id: 'listRuleReceived',
      about: 'rule',
      summary: 'Received e-mails that a rule looked at, newest first, and what came of each',
      tag: 'rules',
      allow: ['administrator', 'designer'],
      query: {
        before: { description: '`next` of the page before', schema: text },
        limit: { description: 'Default 50', schema: { type: 'integer', minimum: 1, maximum: MOST_LINES } },
      },
      answer: { status: 200, description: 'Those of this page', schema: LIST },
      handler: async (request) => {
        const ruleId = idOf(request);
        await getRule(deps.store.read, ruleId);
        const most = Number(request.query['limit'] ?? 50);
        const rows = await listReceived(deps.store.read, { ruleId, before: request.query['before'], limit: most + 1 });
        const items = rows.slice(0, most);
        return { body: { items: items.map(view), next: rows.length > most ? (items.at(-1)?.id ?? null) : null } };
      },
    },
  ];
}

function view({ id, messageId, state, detail, eventId, createdAt, decidedAt }: ReceivedEventRow) {
  return { id, messageId, state, detail, eventId, receivedAt: createdAt, decidedAt };
}
