import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { root } from '../app/signed-in.ts';

/** The code of the link stands behind the # and so never reaches a log. */
export const inviteRoute = createRoute({
  getParentRoute: () => root,
  path: '/invite',
  component: lazyRouteComponent(() => import('./invite-page.tsx'), 'InvitePage'),
});
