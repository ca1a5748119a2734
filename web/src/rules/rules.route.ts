import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { ROLES } from '../app/navigation.ts';
import { signedIn } from '../app/signed-in.ts';

export const rulesRoute = createRoute({
  getParentRoute: () => signedIn,
  path: '/rules',
  staticData: { roles: ROLES.rules },
  validateSearch: ({ search }: Record<string, unknown>): { search?: string } =>
    search ? { search: String(search) } : {},
  component: lazyRouteComponent(() => import('./rules-page.tsx'), 'RulesPage'),
});
