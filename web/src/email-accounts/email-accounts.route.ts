import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { signedIn } from '../app/signed-in.ts';

export const emailAccountsRoute = createRoute({
  getParentRoute: () => signedIn,
  path: '/me/email-accounts',
  component: lazyRouteComponent(() => import('./email-accounts-page.tsx'), 'EmailAccountsPage'),
});

export const signatureRoute = createRoute({
  getParentRoute: () => signedIn,
  path: '/me/signature',
  component: lazyRouteComponent(() => import('./signature-page.tsx'), 'SignaturePage'),
});
