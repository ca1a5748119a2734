import { createRoute, createRouter, redirect } from '@tanstack/react-router';
import { accountRoute } from '../account/account.route.ts';
import { auditRoute } from '../audit/audit.route.ts';
import { connectionRoute, newConnectionRoute } from '../connection/connection.route.ts';
import { contactRoute, contactsRoute } from '../contacts/contacts.route.ts';
import { chooseTypeRoute, dataSourcesRoute } from '../data-sources/data-sources.route.ts';
import { emailAccountsRoute, signatureRoute } from '../email-accounts/email-accounts.route.ts';
import { guardRoute } from '../guard/guard.route.ts';
import { healthRoute } from '../health/health.route.ts';
import { inboxRoute } from '../inbox/inbox.route.ts';
import { inviteRoute } from '../invite/invite.route.ts';
import { mailboxRoute } from '../mailbox/mailbox.route.ts';
import { newRunRoute, prepareRoute } from '../new-run/new-run.route.ts';
import { oauthDoneRoute } from '../oauth/oauth.route.ts';
import { mailRoute, outboxRoute } from '../outbox/outbox.route.ts';
import { payrollRoute } from '../payroll/payroll.route.ts';
import { newProviderRoute, providerRoute, providersRoute } from '../providers/providers.route.ts';
import { newRuleRoute, ruleRoute } from '../rule/rule.route.ts';
import { rulesRoute } from '../rules/rules.route.ts';
import { runRoute } from '../run/run.route.ts';
import { schedulesRoute } from '../schedules/schedules.route.ts';
import { loginRoute } from '../session/login.route.ts';
import { meQuery } from '../session/me.ts';
import { firstStepsRoute, sandboxRoute, setupRoute } from '../setup/setup.route.ts';
import { signOnDoneRoute, signOnRoute } from '../sign-on/sign-on.route.ts';
import { subscriptionRoute } from '../subscription/subscription.route.ts';
import { suppressionRoute } from '../suppression/suppression.route.ts';
import { newTemplateRoute, templateRoute, templatesRoute } from '../templates/templates.route.ts';
import { usersRoute } from '../users/users.route.ts';
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
    // Everybody has contacts; nobody's work begins there.
    const entry = NAVIGATION.find(
      ({ to, roles }) => to !== '/contacts' && roles.some((role) => me?.roles.includes(role)),
    );
    if (entry) throw redirect({ to: entry.to, replace: true });
    // Whoever has no screen for work still has mailboxes.
    if (me?.roles.includes('user')) throw redirect({ to: '/me/email-accounts', replace: true });
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
    inviteRoute,
    signOnDoneRoute,
    signedIn.addChildren([
      firstRoute,
      dataSourcesRoute,
      chooseTypeRoute,
      newConnectionRoute,
      connectionRoute,
      providersRoute,
      newProviderRoute,
      providerRoute,
      oauthDoneRoute,
      subscriptionRoute,
      suppressionRoute,
      mailboxRoute,
      guardRoute,
      healthRoute,
      usersRoute,
      signOnRoute,
      auditRoute,
      accountRoute,
      emailAccountsRoute,
      inboxRoute,
      contactsRoute,
      contactRoute,
      signatureRoute,
      rulesRoute,
      schedulesRoute,
      templatesRoute,
      newTemplateRoute,
      templateRoute,
      newRuleRoute,
      ruleRoute,
      payrollRoute,
      newRunRoute,
      prepareRoute,
      outboxRoute,
      mailRoute,
      runRoute,
      firstStepsRoute,
      sandboxRoute,
      unknownRoute,
    ]),
  ]),
  defaultNotFoundComponent: NotFoundPage,
  defaultErrorComponent: CrashPage,
  scrollRestoration: true,
});
