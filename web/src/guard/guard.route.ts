import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { ROLES } from '../app/navigation.ts';
import { signedIn } from '../app/signed-in.ts';

export const guardRoute = createRoute({
  getParentRoute: () => signedIn,
  path: '/admin/guard',
  staticData: { roles: ROLES.settings },
  component: lazyRouteComponent(() => import('./guard-page.tsx'), 'GuardPage'),
});
