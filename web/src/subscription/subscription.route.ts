import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { ROLES } from '../app/navigation.ts';
import { signedIn } from '../app/signed-in.ts';

export const subscriptionRoute = createRoute({
  getParentRoute: () => signedIn,
  path: '/admin/subscription',
  staticData: { roles: ROLES.settings },
  component: lazyRouteComponent(() => import('./subscription-page.tsx'), 'SubscriptionPage'),
});
