import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { ROLES } from '../app/navigation.ts';
import { signedIn } from '../app/signed-in.ts';

export const newRuleRoute = createRoute({
  getParentRoute: () => signedIn,
  path: '/rules/new',
  staticData: { roles: ROLES.rules },
  validateSearch: ({ form, workflow }: Record<string, unknown>): { form?: string; workflow?: string } => ({
    ...(form ? { form: String(form) } : {}),
    ...(workflow ? { workflow: String(workflow) } : {}),
  }),
  component: lazyRouteComponent(() => import('./new-rule-page.tsx'), 'NewRulePage'),
});

export const ruleRoute = createRoute({
  getParentRoute: () => signedIn,
  path: '/rules/$id',
  staticData: { roles: ROLES.rules },
  component: lazyRouteComponent(() => import('./rule-page.tsx'), 'RulePage'),
});
