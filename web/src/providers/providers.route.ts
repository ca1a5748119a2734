import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { ROLES } from '../app/navigation.ts';
import { readAhead } from '../app/read-ahead.ts';
import { signedIn } from '../app/signed-in.ts';
import { providerQuery, providersQuery } from './provider-queries.ts';

export const providersRoute = createRoute({
  getParentRoute: () => signedIn,
  path: '/admin/providers',
  staticData: { roles: ROLES.providers },
  loader: () => readAhead(ROLES.providers, (queries) => void queries.prefetchQuery(providersQuery)),
  component: lazyRouteComponent(() => import('./providers-page.tsx'), 'ProvidersPage'),
});

/** The address that somebody wanted to add an account for, when its domain was not known. */
export interface NewProviderSearch {
  address?: string;
}

export const newProviderRoute = createRoute({
  getParentRoute: () => signedIn,
  path: '/admin/providers/new',
  staticData: { roles: ROLES.providers },
  validateSearch: ({ address }: Record<string, unknown>): NewProviderSearch =>
    typeof address === 'string' && address.includes('@') ? { address } : {},
  component: lazyRouteComponent(() => import('./new-provider-page.tsx'), 'NewProviderPage'),
});

export const providerRoute = createRoute({
  getParentRoute: () => signedIn,
  path: '/admin/providers/$id',
  staticData: { roles: ROLES.providers },
  loader: ({ params }) => readAhead(ROLES.providers, (queries) => void queries.prefetchQuery(providerQuery(params.id))),
  component: lazyRouteComponent(() => import('./provider-page.tsx'), 'ProviderPage'),
});
