import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { ROLES } from '../app/navigation.ts';
import { signedIn } from '../app/signed-in.ts';

export const newConnectionRoute = createRoute({
  getParentRoute: () => signedIn,
  path: '/admin/data-sources/new/$type',
  staticData: { roles: ROLES.dataSources },
  component: lazyRouteComponent(() => import('./new-connection-page.tsx'), 'NewConnectionPage'),
});

export const connectionRoute = createRoute({
  getParentRoute: () => signedIn,
  path: '/admin/data-sources/$id',
  staticData: { roles: ROLES.dataSources },
  component: lazyRouteComponent(() => import('./connection-page.tsx'), 'ConnectionPage'),
});
