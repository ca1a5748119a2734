import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { ROLES } from '../app/navigation.ts';
import { readAhead } from '../app/read-ahead.ts';
import { signedIn } from '../app/signed-in.ts';
import { schedulesQuery } from './schedule-api.ts';

export const schedulesRoute = createRoute({
  getParentRoute: () => signedIn,
  path: '/rules/schedules',
  staticData: { roles: ROLES.rules },
  loader: () => readAhead(ROLES.rules, (queries) => void queries.prefetchQuery(schedulesQuery)),
  component: lazyRouteComponent(() => import('./schedules-page.tsx'), 'SchedulesPage'),
});
