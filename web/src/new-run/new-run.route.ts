import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { ROLES } from '../app/navigation.ts';
import { signedIn } from '../app/signed-in.ts';
import { isStep, type Step } from './step-names.ts';

export interface PrepareSearch {
  step?: Step;
  /** a kind of problem: only its rows are shown */
  problem?: string;
}

export const newRunRoute = createRoute({
  getParentRoute: () => signedIn,
  path: '/payroll/new',
  staticData: { roles: ROLES.newRun },
  component: lazyRouteComponent(() => import('./new-run-page.tsx'), 'NewRunPage'),
});

export const prepareRoute = createRoute({
  getParentRoute: () => signedIn,
  path: '/payroll/$run/prepare',
  staticData: { roles: ROLES.newRun },
  validateSearch: ({ step, problem }: Record<string, unknown>): PrepareSearch => ({
    ...(isStep(step) && { step }),
    ...(problem ? { problem: String(problem) } : {}),
  }),
  component: lazyRouteComponent(() => import('./prepare-page.tsx'), 'PreparePage'),
});
