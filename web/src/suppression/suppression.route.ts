import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { ROLES } from '../app/navigation.ts';
import { signedIn } from '../app/signed-in.ts';

export const KINDS = ['person', 'hard_bounce', 'soft_bounce', 'complaint', 'unsubscribe'] as const;
type Kind = (typeof KINDS)[number];

export interface SuppressionSearch {
  /** absent: those that get no e-mail at all */
  list?: 'mass';
  search?: string;
  kind?: Kind;
  /** those that were taken off the list */
  ended?: true;
}

export const suppressionRoute = createRoute({
  getParentRoute: () => signedIn,
  path: '/suppressed',
  staticData: { roles: ROLES.suppressed },
  validateSearch: ({ list, search, kind, ended }: Record<string, unknown>): SuppressionSearch => {
    const known = KINDS.find((one) => one === kind);
    return {
      ...(list === 'mass' ? { list } : {}),
      ...(search === undefined || search === '' ? {} : { search: String(search) }),
      ...(known === undefined || list === 'mass' ? {} : { kind: known }),
      ...(ended === true ? { ended } : {}),
    };
  },
  component: lazyRouteComponent(() => import('./suppression-page.tsx'), 'SuppressionPage'),
});
