import type { LinkPort } from './outbox/deps.ts';
import { loadRetention } from './settings/settings.store.ts';
import type { Store } from './store/store.ts';

/** What links in mails are made with; without a public address there are none. */
export function linkPort(publicUrl: string | undefined, store: Store): LinkPort | undefined {
  const contentDays = async () => (await loadRetention(store)).contentDays;
  return publicUrl === undefined ? undefined : { publicUrl: publicUrl.replace(/\/+$/, ''), contentDays };
}
