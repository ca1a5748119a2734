import { createRoute, createRouter, redirect } from '@tanstack/react-router';
import { connectionRoute, newConnectionRoute } from '../connection/connection.route.ts';
import { chooseTypeRoute, dataSourcesRoute } from '../data-sources/data-sources.route.ts';
import { mailRoute, outboxRoute } from '../outbox/outbox.route.ts';
import { newRuleRoute, ruleRoute } from '../rule/rule.route.ts';
import { rulesRoute } from '../rules/rules.route.ts';
import { loginRoute } from '../session/login.route.ts';
import { meQuery } from '../session/me.ts';
import { firstStepsRoute, sandboxRoute, setupRoute } from '../setup/setup.route.ts';
import { subscriptionRoute } from '../subscription/subscription.route.ts';
import { CrashPage } from './crash-page.tsx';
import { ForbiddenPage } from './forbidden-page.tsx';
import { NAVIGATION } from './navigation.ts';
import { NotFoundPage } from './not-found-page.tsx';
import { BASE_PATH } from './place.ts';
import { queryClient } from './query.ts';
import { root, signedIn } from './signed-in.ts';

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}

/** '/' leads to the first screen that the roles allow. */
const firstRoute = createRoute({
  getParentRoute: () => signedIn,
  path: '/',
  beforeLoad: async () => {
    const me = await queryClient.ensureQueryData(meQuery);
    const entry = NAVIGATION.find(({ roles }) => roles.some((role) => me?.roles.includes(role)));
    if (entry) throw redirect({ to: entry.to, replace: true });
  },
  component: () => <ForbiddenPage roles={[...new Set(NAVIGATION.flatMap(({ roles }): string[] => [...roles]))]} />,
});

/** An unknown address, told within the frame. */
const unknownRoute = createRoute({ getParentRoute: () => signedIn, path: '$', component: NotFoundPage });

export const router = createRouter({
  basepath: BASE_PATH || '/',
  routeTree: root.addChildren([
    loginRoute,
    setupRoute,
    signedIn.addChildren([
      firstRoute,
      dataSourcesRoute,
      chooseTypeRoute,
      newConnectionRoute,
      connectionRoute,
      subscriptionRoute,
      rulesRoute,
      newRuleRoute,
      ruleRoute,
      outboxRoute,
      mailRoute,
      firstStepsRoute,
      sandboxRoute,
      unknownRoute,
    ]),
  ]),
  defaultNotFoundComponent: NotFoundPage,
  defaultErrorComponent: CrashPage,
  scrollRestoration: true,
});
