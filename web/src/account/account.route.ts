import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { signedIn } from '../app/signed-in.ts';

export const accountRoute = createRoute({
  getParentRoute: () => signedIn,
  path: '/account',
  component: lazyRouteComponent(() => import('./account-page.tsx'), 'AccountPage'),
});
