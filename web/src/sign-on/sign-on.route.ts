import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { ROLES } from '../app/navigation.ts';
import { root, signedIn } from '../app/signed-in.ts';
import { isOwnPath } from '../session/own-path.ts';

export const signOnRoute = createRoute({
  getParentRoute: () => signedIn,
  path: '/admin/sign-on',
  staticData: { roles: ROLES.users },
  component: lazyRouteComponent(() => import('./sign-on-page.tsx'), 'SignOnPage'),
});

/** Where the server sends the browser after a good sign-in. */
export const signOnDoneRoute = createRoute({
  getParentRoute: () => root,
  path: '/sign-on/done',
  component: lazyRouteComponent(() => import('./sign-on-done-page.tsx'), 'SignOnDonePage'),
  validateSearch: ({ to }: Record<string, unknown>): { to?: string } => (isOwnPath(to) ? { to } : {}),
});
