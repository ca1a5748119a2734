import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { ROLES } from '../app/navigation.ts';
import { signedIn } from '../app/signed-in.ts';

const STATES = ['incomplete', 'inactive', 'active', 'problematic'] as const;

export interface DataSourcesSearch {
  search?: string;
  state?: (typeof STATES)[number];
}

export const dataSourcesRoute = createRoute({
  getParentRoute: () => signedIn,
  path: '/admin/data-sources',
  staticData: { roles: ROLES.dataSources },
  validateSearch: ({ search, state }: Record<string, unknown>): DataSourcesSearch => {
    const known = STATES.find((one) => one === state);
    return { ...(search ? { search: String(search) } : {}), ...(known ? { state: known } : {}) };
  },
  component: lazyRouteComponent(() => import('./data-sources-page.tsx'), 'DataSourcesPage'),
});

export const chooseTypeRoute = createRoute({
  getParentRoute: () => signedIn,
  path: '/admin/data-sources/new',
  staticData: { roles: ROLES.dataSources },
  component: lazyRouteComponent(() => import('./choose-type-page.tsx'), 'ChooseTypePage'),
});
