import { type AddressList, addressListRoute, endAddressRoute, endedField, endOf } from '../http/address-list.ts';
import type { Route } from '../http/route.ts';
import type { Clock } from '../sdk/index.ts';
import type { Store } from '../store/store.ts';
import type { UnsubscribedRow } from '../store/tables/unsubscribe.table.ts';
import { countUnsubscribed, listUnsubscribed } from './unsubscribe.store.ts';
import { endUnsubscribed } from './unsubscribed.ts';

const text = { type: 'string' };
const fields = {
  id: text,
  address: text,
  at: { type: 'integer', description: 'Milliseconds since 1970' },
  messageId: { type: 'string', description: 'Id of the e-mail whose link it was' },
  ruleId: { type: ['string', 'null'], description: 'Id of the rule that made the e-mail' },
  ended: endedField('Who let the address get mass mail again; null: it gets none'),
};

interface Deps {
  store: Store;
  clock: Clock;
}

/** Addresses that get no mass mail. */
export function unsubscribedRoutes(deps: Deps): Route[] {
  const of = unsubscribedList(deps);
  return [addressListRoute(of), endAddressRoute(of)];
}

function unsubscribedList(deps: Deps): AddressList<UnsubscribedRow> {
  return {
    path: '/unsubscribed',
    tag: 'unsubscribe',
    audit: 'unsubscribed',
    list: {
      id: 'listUnsubscribed',
      summary: 'Addresses that unsubscribed from mass mail, newest first',
      title: 'UnsubscribedList',
      total: 'Addresses that get no mass mail today',
      ended: 'true: those that get it again, as the history',
    },
    end: {
      id: 'endUnsubscribed',
      summary: 'Let an address get mass mail again, with the reason',
      description: 'When it unsubscribed, and who ended it',
    },
    answer: { title: 'Unsubscribed', type: 'object', required: Object.keys(fields), properties: fields },
    view: ({ id, address, at, messageId, ruleId, endedAt, endedBy, endedReason }) => {
      const ended = endOf({ at: endedAt, by: endedBy, reason: endedReason });
      return { id, address, at, messageId, ruleId, ended };
    },
    rows: (filter) => listUnsubscribed(deps.store, filter),
    count: () => countUnsubscribed(deps.store),
    endRow: (ending, { name }) => endUnsubscribed(deps, ending, name),
  };
}
