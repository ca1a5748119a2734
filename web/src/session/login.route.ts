import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { root } from '../app/signed-in.ts';
import { isOwnPath } from './own-path.ts';

interface LoginSearch {
  /** the page that was asked for */
  to?: string;
  /** why a sign-in with a provider did not work */
  problem?: string;
  /** id of that provider */
  provider?: string;
}

export const loginRoute = createRoute({
  getParentRoute: () => root,
  path: '/login',
  component: lazyRouteComponent(() => import('./sign-in-page.tsx'), 'SignInPage'),
  validateSearch: ({ to, problem, provider }: Record<string, unknown>): LoginSearch => ({
    ...(isOwnPath(to) && { to }),
    ...(typeof problem === 'string' && { problem }),
    ...(typeof provider === 'string' && { provider }),
  }),
});
