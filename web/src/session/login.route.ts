import { createRoute } from '@tanstack/react-router';
import { root } from '../app/signed-in.ts';
import { SignInPage } from './sign-in-page.tsx';

export const loginRoute = createRoute({
  getParentRoute: () => root,
  path: '/login',
  component: SignInPage,
  validateSearch: ({ to }: Record<string, unknown>): { to?: string } => (isOwnPath(to) ? { to } : {}),
});

/** Only paths of this page: a link must not lead a person who signs in to another site. */
function isOwnPath(to: unknown): to is string {
  return typeof to === 'string' && /^\/(?![/\\])/.test(to);
}
