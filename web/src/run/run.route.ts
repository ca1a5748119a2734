import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { ROLES } from '../app/navigation.ts';
import { signedIn } from '../app/signed-in.ts';
import type { RunSearch } from './run-search.ts';

declare module '@tanstack/react-router' {
  interface HistoryState {
    /** `after` of the pages that led here, for the way back: the API pages in one direction only */
    runTrail?: number[];
  }
}

export const runRoute = createRoute({
  getParentRoute: () => signedIn,
  path: '/payroll/$run',
  staticData: { roles: ROLES.runs },
  // What of it the page knows is looked at there: the frame need not carry that.
  validateSearch: (given: Record<string, unknown>): RunSearch => given,
  component: lazyRouteComponent(() => import('./run-page.tsx'), 'RunPage'),
});
