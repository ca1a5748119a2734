import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { signedIn } from '../app/signed-in.ts';

/** What is shown stands in the address. */
export interface InboxSearch {
  mailbox?: string;
  conversation?: string;
  /** the words that are looked for */
  search?: string;
  /** the draft that is written */
  draft?: string;
}

const NAMES = ['mailbox', 'conversation', 'search', 'draft'] as const;

export const inboxRoute = createRoute({
  getParentRoute: () => signedIn,
  path: '/inbox',
  validateSearch: (given: Record<string, unknown>): InboxSearch =>
    Object.fromEntries(NAMES.filter((name) => given[name]).map((name) => [name, String(given[name])])),
  component: lazyRouteComponent(() => import('./inbox-page.tsx'), 'InboxPage'),
});
