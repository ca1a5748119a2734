import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { ROLES } from '../app/navigation.ts';
import { signedIn } from '../app/signed-in.ts';

export const healthRoute = createRoute({
  getParentRoute: () => signedIn,
  path: '/admin/health',
  staticData: { roles: ROLES.dataSources },
  component: lazyRouteComponent(() => import('./health-page.tsx'), 'HealthPage'),
});
