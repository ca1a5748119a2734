import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { ROLES } from '../app/navigation.ts';
import { signedIn } from '../app/signed-in.ts';

export const mailboxRoute = createRoute({
  getParentRoute: () => signedIn,
  path: '/admin/mailbox',
  staticData: { roles: ROLES.settings },
  component: lazyRouteComponent(() => import('./mailbox-page.tsx'), 'MailboxPage'),
});
