import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { ROLES } from '../app/navigation.ts';
import { root, signedIn } from '../app/signed-in.ts';

/** First start; the one-time code of the link stands behind the # and so never reaches a log. */
export const setupRoute = createRoute({
  getParentRoute: () => root,
  path: '/setup',
  component: lazyRouteComponent(() => import('./setup-page.tsx'), 'SetupPage'),
});

/** From the first sign-in to the first e-mail; what is done already is asked of the server. */
export const firstStepsRoute = createRoute({
  getParentRoute: () => signedIn,
  path: '/first-steps',
  staticData: { roles: ROLES.settings },
  component: lazyRouteComponent(() => import('./first-steps-page.tsx'), 'FirstStepsPage'),
});

export const sandboxRoute = createRoute({
  getParentRoute: () => signedIn,
  path: '/sandbox',
  staticData: { roles: ROLES.settings },
  component: lazyRouteComponent(() => import('./sandbox-page.tsx'), 'SandboxPage'),
  validateSearch: ({ mailbox, mail }: Record<string, unknown>): { mailbox?: string; mail?: string } => ({
    ...(typeof mailbox === 'string' ? { mailbox } : {}),
    ...(typeof mail === 'string' ? { mail } : {}),
  }),
});
