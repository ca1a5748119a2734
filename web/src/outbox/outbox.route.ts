import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { ROLES } from '../app/navigation.ts';
import { readAhead } from '../app/read-ahead.ts';
import { signedIn } from '../app/signed-in.ts';
import { mailQuery, outboxListQuery } from './outbox-queries.ts';
import { ownSearch } from './outbox-search.ts';

declare module '@tanstack/react-router' {
  interface HistoryState {
    /** `before` of the pages that led here, for the way back: the API pages in one direction only */
    outboxTrail?: string[];
  }
}

export const outboxRoute = createRoute({
  getParentRoute: () => signedIn,
  path: '/outbox',
  staticData: { roles: ROLES.outbox },
  validateSearch: ownSearch,
  loaderDeps: ({ search }) => ownSearch({ ...search }),
  loader: ({ deps }) => readAhead(ROLES.outbox, (queries) => void queries.prefetchQuery(outboxListQuery(deps))),
  component: lazyRouteComponent(() => import('./outbox-page.tsx'), 'OutboxPage'),
});

export const mailRoute = createRoute({
  getParentRoute: () => signedIn,
  path: '/outbox/$id',
  staticData: { roles: ROLES.outbox },
  loader: ({ params }) => readAhead(ROLES.outbox, (queries) => void queries.prefetchQuery(mailQuery(params.id))),
  component: lazyRouteComponent(() => import('./mail-page.tsx'), 'MailPage'),
});
