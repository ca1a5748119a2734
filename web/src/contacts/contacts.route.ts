import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { ROLES } from '../app/navigation.ts';
import { signedIn } from '../app/signed-in.ts';

export const contactsRoute = createRoute({
  getParentRoute: () => signedIn,
  path: '/contacts',
  staticData: { roles: ROLES.contacts },
  validateSearch: ({ search }: Record<string, unknown>): { search?: string } =>
    search === undefined || search === '' ? {} : { search: String(search) },
  component: lazyRouteComponent(() => import('./contacts-page.tsx'), 'ContactsPage'),
});

export const contactRoute = createRoute({
  getParentRoute: () => signedIn,
  path: '/contacts/$id',
  staticData: { roles: ROLES.contacts },
  component: lazyRouteComponent(() => import('./contact-page.tsx'), 'ContactPage'),
});
