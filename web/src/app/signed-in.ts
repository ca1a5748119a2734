import { createRootRoute, createRoute, Outlet, redirect } from '@tanstack/react-router';
import { meQuery } from '../session/me.ts';
import { queryClient } from './query.ts';
import { Shell } from './shell.tsx';

declare module '@tanstack/react-router' {
  interface StaticDataRouteOption {
    /** one of these roles is needed; nobody else loads the screen */
    roles?: readonly string[];
  }
}

export const root = createRootRoute({ component: Outlet });

/** Parent of every screen that needs somebody to be signed in. */
export const signedIn = createRoute({
  getParentRoute: () => root,
  id: 'signed-in',
  component: Shell,
  beforeLoad: async ({ location }) => {
    const me = await queryClient.ensureQueryData(meQuery);
    if (me === null) throw redirect({ to: '/login', search: { to: location.href } });
  },
});
