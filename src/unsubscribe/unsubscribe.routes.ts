import { createHash } from 'node:crypto';
import type { Route, RouteAnswer, RouteRequest } from '../http/route.ts';
import type { Clock } from '../sdk/index.ts';
import type { Store } from '../store/store.ts';
import type { UnsubscribeLinkRow } from '../store/tables/unsubscribe.table.ts';
import { findLink } from './unsubscribe.store.ts';
import { askPage, donePage, type PublicPage, undonePage, unknownPage } from './unsubscribe-page.ts';
import { subscribeAgain, unsubscribe } from './unsubscribed.ts';

export interface UnsubscribeDeps {
  store: Store;
  clock: Clock;
  page: PublicPage;
  busyPage(seconds: number): RouteAnswer;
  /** counts who asks; answers the seconds to wait where there were too many */
  limit: { ask(tokenHash: string, address: string): number | undefined; missed(address: string): void };
}

const TAG = 'unsubscribe';
const AGAIN = { description: 'true: mass mail again', schema: { type: 'boolean' } };
const page = { status: 200, description: 'A page; 404: the same one for every link that does not work' };

/** Where the links of mass mails lead: without a session, for whoever has the token. */
export function unsubscribeRoutes(deps: UnsubscribeDeps): Route[] {
  const answer = async (
    { params, remoteAddress = '' }: RouteRequest,
    act: (link: UnsubscribeLinkRow) => Promise<RouteAnswer>,
  ): Promise<RouteAnswer> => {
    const hash = createHash('sha256')
      .update(params['token'] ?? '')
      .digest('hex');
    const seconds = deps.limit.ask(hash, remoteAddress);
    if (seconds !== undefined) return deps.busyPage(seconds);
    const link = await findLink(deps.store.read, hash);
    if (link !== undefined) return act(link);
    deps.limit.missed(remoteAddress);
    return unknownPage(deps.page);
  };
  const open = { tag: TAG, allow: 'public', answer: page } as const;
  const changing = {
    ...open,
    method: 'POST',
    audit: { exempt: 'The proof of the e-mail tells it.' },
    anyOrigin: true,
    anyBody: true,
  } as const;
  return [
    {
      ...open,
      method: 'GET',
      path: '/unsubscribe/:token',
      id: 'showUnsubscribe',
      summary: 'A page that asks whether to unsubscribe; changes nothing',
      // The address of the page after "Subscribe again", opened once more.
      query: { again: AGAIN },
      handler: (request) => answer(request, async ({ address }) => askPage(deps.page, address)),
    },
    {
      ...changing,
      path: '/unsubscribe/:token',
      id: 'unsubscribe',
      summary:
        'Its recipient gets no more mass mail (RFC 8058), or with `again` gets it again; twice is the same as once',
      query: { again: AGAIN },
      handler: (request) =>
        answer(request, async (link) => {
          if (request.query['again'] === 'true') {
            await subscribeAgain(deps, link);
            return undonePage(deps.page, link.address);
          }
          await unsubscribe(deps, link);
          return donePage(deps.page, link.address);
        }),
    },
  ];
}
