import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { root } from '../app/signed-in.ts';

/** First start; the one-time code of the link stands behind the # and so never reaches a log. */
export const setupRoute = createRoute({
  getParentRoute: () => root,
  path: '/setup',
  component: lazyRouteComponent(() => import('./setup-page.tsx'), 'SetupPage'),
});
