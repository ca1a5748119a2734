import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { ROLES } from '../app/navigation.ts';
import { signedIn } from '../app/signed-in.ts';

/** The trigger that a new rule begins with. */
export interface NewRuleSearch {
  form?: string;
  event?: string;
  workflow?: string;
}

const NAMES = ['form', 'event', 'workflow'] as const;

export const newRuleRoute = createRoute({
  getParentRoute: () => signedIn,
  path: '/rules/new',
  staticData: { roles: ROLES.rules },
  validateSearch: (given: Record<string, unknown>): NewRuleSearch =>
    Object.fromEntries(NAMES.filter((name) => given[name]).map((name) => [name, String(given[name])])),
  component: lazyRouteComponent(() => import('./new-rule-page.tsx'), 'NewRulePage'),
});

export const ruleRoute = createRoute({
  getParentRoute: () => signedIn,
  path: '/rules/$id',
  staticData: { roles: ROLES.rules },
  component: lazyRouteComponent(() => import('./rule-page.tsx'), 'RulePage'),
});
