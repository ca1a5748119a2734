import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { ROLES } from '../app/navigation.ts';
import { signedIn } from '../app/signed-in.ts';

declare module '@tanstack/react-router' {
  interface HistoryState {
    /** `before` of the pages that led here, for the way back: the API pages in one direction only */
    payrollTrail?: string[];
  }
}

export interface PayrollSearch {
  /** the id after which the page begins */
  before?: string;
  /** only runs of which a second person is asked about another address */
  asked?: true;
}

export const payrollRoute = createRoute({
  getParentRoute: () => signedIn,
  path: '/payroll',
  staticData: { roles: ROLES.runs },
  validateSearch: ({ before, asked }: Record<string, unknown>): PayrollSearch => ({
    ...(before ? { before: String(before) } : {}),
    ...(asked === true && { asked }),
  }),
  component: lazyRouteComponent(() => import('./payroll-page.tsx'), 'PayrollPage'),
});
