import type { QueryClient } from '@tanstack/react-query';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { ROLES } from '../app/navigation.ts';
import { readAhead } from '../app/read-ahead.ts';
import { signedIn } from '../app/signed-in.ts';
import { fieldsQuery, formsQuery, globalSmtpQuery, ruleQuery, rulesQuery, sendersQuery } from '../rules/rule-api.ts';

/** The trigger that a new rule begins with. */
export interface NewRuleSearch {
  form?: string;
  event?: string;
  workflow?: string;
  mailbox?: string;
}

const NAMES = ['form', 'event', 'workflow', 'mailbox'] as const;

export const newRuleRoute = createRoute({
  getParentRoute: () => signedIn,
  path: '/rules/new',
  staticData: { roles: ROLES.rules },
  validateSearch: (given: Record<string, unknown>): NewRuleSearch =>
    Object.fromEntries(NAMES.filter((name) => given[name]).map((name) => [name, String(given[name])])),
  loader: () => readAhead(ROLES.rules, readSurroundings),
  component: lazyRouteComponent(() => import('./new-rule-page.tsx'), 'NewRulePage'),
});

export const ruleRoute = createRoute({
  getParentRoute: () => signedIn,
  path: '/rules/$id',
  staticData: { roles: ROLES.rules },
  loader: ({ params }) =>
    readAhead(ROLES.rules, (queries) => {
      void readRule(queries, params.id);
      readSurroundings(queries);
    }),
  component: lazyRouteComponent(() => import('./rule-page.tsx'), 'RulePage'),
});

/** Cards that wait for these would push the others down when they come. */
function readSurroundings(queries: QueryClient): void {
  void queries.prefetchQuery(formsQuery);
  void queries.prefetchQuery(sendersQuery);
  void queries.prefetchQuery(globalSmtpQuery);
}

async function readRule(queries: QueryClient, id: string): Promise<void> {
  void queries.prefetchQuery(rulesQuery);
  await queries.prefetchQuery(ruleQuery(id));
  const trigger = queries.getQueryData(ruleQuery(id).queryKey)?.rule.trigger;
  const fields = trigger && fieldsQuery(trigger);
  if (fields?.enabled) await queries.prefetchQuery(fields);
}
