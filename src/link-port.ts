import type { Route } from './http/route.ts';
import { linkRoutes } from './links/link.routes.ts';
import { createLinkLimit } from './links/link-limit.ts';
import { busyPage, publicPage } from './links/link-page.ts';
import type { LinkPort } from './outbox/deps.ts';
import type { Clock } from './sdk/index.ts';
import { loadRetention } from './settings/settings.store.ts';
import type { Store } from './store/store.ts';
import { unsubscribeRoutes } from './unsubscribe/unsubscribe.routes.ts';
import { unsubscribedRoutes } from './unsubscribe/unsubscribed.routes.ts';

/** What links in mails are made with; without a public address there are none. */
export function linkPort(publicUrl: string | undefined, store: Store): LinkPort | undefined {
  const contentDays = async () => (await loadRetention(store)).contentDays;
  return publicUrl === undefined ? undefined : { publicUrl: publicUrl.replace(/\/+$/, ''), contentDays };
}

/** Where the links in mails lead, and what became of them. */
export function mailLinkRoutes(deps: { store: Store; clock: Clock }): Route[] {
  return [
    ...linkRoutes(deps),
    ...unsubscribedRoutes(deps),
    ...unsubscribeRoutes({ ...deps, page: publicPage, busyPage, limit: createLinkLimit(deps.clock) }),
  ];
}
