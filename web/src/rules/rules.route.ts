import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { ROLES } from '../app/navigation.ts';
import { signedIn } from '../app/signed-in.ts';

export const rulesRoute = createRoute({
  getParentRoute: () => signedIn,
  path: '/rules',
  staticData: { roles: ROLES.rules },
  component: lazyRouteComponent(() => import('./rules-page.tsx'), 'RulesPage'),
});
