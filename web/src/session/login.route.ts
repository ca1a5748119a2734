import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { root } from '../app/signed-in.ts';

export const loginRoute = createRoute({
  getParentRoute: () => root,
  path: '/login',
  component: lazyRouteComponent(() => import('./sign-in-page.tsx'), 'SignInPage'),
  validateSearch: ({ to }: Record<string, unknown>): { to?: string } => (isOwnPath(to) ? { to } : {}),
});

/** Only paths of this page: a link must not lead a person who signs in to another site. */
function isOwnPath(to: unknown): to is string {
  return typeof to === 'string' && /^\/(?![/\\])/.test(to);
}
