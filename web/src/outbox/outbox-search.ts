import { DELIVERY_STATES } from './delivery-states.ts';

/** The filters and the page stand in the address. */
export interface OutboxSearch {
  /** delivery states, separated by commas */
  state?: string;
  search?: string;
  rule?: string;
  connector?: string;
  /** the id after which the page begins */
  before?: string;
}

const NAMES = ['state', 'search', 'rule', 'connector', 'before'] as const;

/** What the outbox knows of an address; a link with anything else leads to what is left of it. */
export function ownSearch(given: Record<string, unknown>): OutboxSearch {
  const known = Object.fromEntries(NAMES.filter((name) => given[name]).map((name) => [name, String(given[name])]));
  const { state, ...others }: OutboxSearch = known;
  const states = state?.split(',').filter((one) => DELIVERY_STATES.has(one)) ?? [];
  return states.length === 0 ? others : { state: states.join(','), ...others };
}
