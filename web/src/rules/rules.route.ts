import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { ROLES } from '../app/navigation.ts';
import { readAhead } from '../app/read-ahead.ts';
import { signedIn } from '../app/signed-in.ts';
import { rulesQuery } from './rule-api.ts';

export const rulesRoute = createRoute({
  getParentRoute: () => signedIn,
  path: '/rules',
  staticData: { roles: ROLES.rules },
  validateSearch: ({ search }: Record<string, unknown>): { search?: string } =>
    search ? { search: String(search) } : {},
  loader: () => readAhead(ROLES.rules, (queries) => void queries.prefetchQuery(rulesQuery)),
  component: lazyRouteComponent(() => import('./rules-page.tsx'), 'RulesPage'),
});
