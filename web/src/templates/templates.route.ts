import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { ROLES } from '../app/navigation.ts';
import { readAhead } from '../app/read-ahead.ts';
import { signedIn } from '../app/signed-in.ts';
import { formsQuery } from '../rules/rule-api.ts';
import { templateQuery, templatesQuery } from './template-api.ts';

export const templatesRoute = createRoute({
  getParentRoute: () => signedIn,
  path: '/rules/templates',
  staticData: { roles: ROLES.rules },
  loader: () => readAhead(ROLES.rules, (queries) => void queries.prefetchQuery(templatesQuery)),
  component: lazyRouteComponent(() => import('./templates-page.tsx'), 'TemplatesPage'),
});

const KINDS = ['email', 'layout', 'part'] as const;

export const newTemplateRoute = createRoute({
  getParentRoute: () => signedIn,
  path: '/rules/templates/new',
  staticData: { roles: ROLES.rules },
  validateSearch: ({ kind }: Record<string, unknown>): { kind?: (typeof KINDS)[number] } => {
    const known = KINDS.find((one) => one === kind);
    return known === undefined ? {} : { kind: known };
  },
  loader: () =>
    readAhead(ROLES.rules, (queries) => {
      void queries.prefetchQuery(templatesQuery);
      void queries.prefetchQuery(formsQuery);
    }),
  component: lazyRouteComponent(() => import('./new-template-page.tsx'), 'NewTemplatePage'),
});

export const templateRoute = createRoute({
  getParentRoute: () => signedIn,
  path: '/rules/templates/$id',
  staticData: { roles: ROLES.rules },
  loader: ({ params }) =>
    readAhead(ROLES.rules, (queries) => {
      void queries.prefetchQuery(templateQuery(params.id));
      void queries.prefetchQuery(templatesQuery);
      void queries.prefetchQuery(formsQuery);
    }),
  component: lazyRouteComponent(() => import('./template-page.tsx'), 'TemplatePage'),
});
