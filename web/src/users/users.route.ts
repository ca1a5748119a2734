import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { ROLES } from '../app/navigation.ts';
import { signedIn } from '../app/signed-in.ts';

export const usersRoute = createRoute({
  getParentRoute: () => signedIn,
  path: '/admin/users',
  staticData: { roles: ROLES.users },
  component: lazyRouteComponent(() => import('./users-page.tsx'), 'UsersPage'),
});
