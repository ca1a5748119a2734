import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { ROLES } from '../app/navigation.ts';
import { readAhead } from '../app/read-ahead.ts';
import { signedIn } from '../app/signed-in.ts';
import { dataSourcesQuery } from './data-source-queries.ts';

/** The three words of a state (ui.md 5.3). What is incomplete is shown as Inactive, with its reason. */
export const SHOWN_STATES = ['active', 'inactive', 'problematic'] as const;
export type ShownState = (typeof SHOWN_STATES)[number];

export interface DataSourcesSearch {
  search?: string;
  state?: ShownState;
}

export const dataSourcesRoute = createRoute({
  getParentRoute: () => signedIn,
  path: '/admin/data-sources',
  staticData: { roles: ROLES.dataSources },
  validateSearch: ({ search, state }: Record<string, unknown>): DataSourcesSearch => {
    const known = SHOWN_STATES.find((one) => one === state);
    return { ...(search ? { search: String(search) } : {}), ...(known ? { state: known } : {}) };
  },
  loader: () => readAhead(ROLES.dataSources, (queries) => void queries.prefetchQuery(dataSourcesQuery)),
  component: lazyRouteComponent(() => import('./data-sources-page.tsx'), 'DataSourcesPage'),
});

export const chooseTypeRoute = createRoute({
  getParentRoute: () => signedIn,
  path: '/admin/data-sources/new',
  staticData: { roles: ROLES.dataSources },
  component: lazyRouteComponent(() => import('./choose-type-page.tsx'), 'ChooseTypePage'),
});
