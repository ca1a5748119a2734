import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { signedIn } from '../app/signed-in.ts';

interface DoneSearch {
  result?: string;
  attempt?: string;
}

/** Where the server sends the browser after the consent: with a result code, and the id to ask for its words. */
export const oauthDoneRoute = createRoute({
  getParentRoute: () => signedIn,
  path: '/oauth/done',
  validateSearch: ({ result, attempt }: Record<string, unknown>): DoneSearch => ({
    ...(typeof result === 'string' ? { result } : {}),
    ...(typeof attempt === 'string' ? { attempt } : {}),
  }),
  component: lazyRouteComponent(() => import('./oauth-done-page.tsx'), 'OauthDonePage'),
});
