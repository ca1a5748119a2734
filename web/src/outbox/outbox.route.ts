import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { ROLES } from '../app/navigation.ts';
import { signedIn } from '../app/signed-in.ts';
import { DELIVERY_STATES } from './delivery-states.ts';

declare module '@tanstack/react-router' {
  interface HistoryState {
    /** `before` of the pages that led here, for the way back: the API pages in one direction only */
    outboxTrail?: string[];
  }
}

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

export const outboxRoute = createRoute({
  getParentRoute: () => signedIn,
  path: '/outbox',
  staticData: { roles: ROLES.outbox },
  validateSearch: ownSearch,
  component: lazyRouteComponent(() => import('./outbox-page.tsx'), 'OutboxPage'),
});

export const mailRoute = createRoute({
  getParentRoute: () => signedIn,
  path: '/outbox/$id',
  staticData: { roles: ROLES.outbox },
  component: lazyRouteComponent(() => import('./mail-page.tsx'), 'MailPage'),
});
