import type { QueryClient } from '@tanstack/react-query';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { ROLES } from '../app/navigation.ts';
import { readAhead } from '../app/read-ahead.ts';
import { signedIn } from '../app/signed-in.ts';
import { connectorQuery, connectorTypeQuery, providersQuery } from './connection-queries.ts';

declare module '@tanstack/react-router' {
  interface HistoryState {
    /** what the person wants to do on the page that is opened */
    next?: 'test-mail';
    /** of which connector */
    of?: string;
  }
}

export const newConnectionRoute = createRoute({
  getParentRoute: () => signedIn,
  path: '/admin/data-sources/new/$type',
  staticData: { roles: ROLES.dataSources },
  validateSearch: ({ address }: Record<string, unknown>): { address?: string } =>
    typeof address === 'string' && address.includes('@') ? { address } : {},
  loader: ({ params }) =>
    readAhead(ROLES.dataSources, (queries) => {
      void queries.prefetchQuery(providersQuery);
      void queries.prefetchQuery(connectorTypeQuery(params.type));
    }),
  component: lazyRouteComponent(() => import('./new-connection-page.tsx'), 'NewConnectionPage'),
});

export const connectionRoute = createRoute({
  getParentRoute: () => signedIn,
  path: '/admin/data-sources/$id',
  staticData: { roles: ROLES.dataSources },
  loader: ({ params }) =>
    readAhead(ROLES.dataSources, (queries) => {
      void queries.prefetchQuery(providersQuery);
      void readWithType(queries, params.id);
    }),
  component: lazyRouteComponent(() => import('./connection-page.tsx'), 'ConnectionPage'),
});

async function readWithType(queries: QueryClient, id: string): Promise<void> {
  await queries.prefetchQuery(connectorQuery(id));
  const type = queries.getQueryData(connectorQuery(id).queryKey)?.connector.type;
  if (type) await queries.prefetchQuery(connectorTypeQuery(type));
}
