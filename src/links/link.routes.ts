import { createHash } from 'node:crypto';
import type { Route, RouteAnswer, RouteRequest } from '../http/route.ts';
import { type Clock, downloadHeader, sizeText } from '../sdk/index.ts';
import { startReading } from '../store/content.ts';
import { readLinked } from '../store/linked-content.ts';
import type { Store } from '../store/store.ts';
import type { MailLinkRow } from '../store/tables/mail-link.table.ts';
import { countDownload, findOpenLink } from './link.store.ts';
import { createLinkLimit } from './link-limit.ts';
import { busyPage, filePage, gonePage } from './link-page.ts';

export interface LinkDeps {
  store: Store;
  clock: Clock;
}

const page = { status: 200, description: 'A page; 404: the same one for every link that does not work' };

/** Where the links in mails lead: without a session, for whoever has the token. */
export function linkRoutes(deps: LinkDeps): Route[] {
  const limit = createLinkLimit(deps.clock);
  const answer = async (
    { params, remoteAddress = '' }: RouteRequest,
    act: (link: MailLinkRow) => Promise<RouteAnswer | undefined>,
  ): Promise<RouteAnswer> => {
    const hash = createHash('sha256')
      .update(params['token'] ?? '')
      .digest('hex');
    const seconds = limit.ask(hash, remoteAddress);
    if (seconds !== undefined) return busyPage(seconds);
    const link = await findOpenLink(deps.store.read, hash, deps.clock.now());
    if (link === undefined) limit.missed(remoteAddress);
    return (link && (await act(link))) ?? gonePage();
  };
  return [
    {
      method: 'GET',
      path: '/links/:token',
      id: 'showLinkedFile',
      summary: 'A page that names the file of a link in an e-mail; changes nothing',
      tag: 'links',
      allow: 'public',
      answer: page,
      handler: (request) =>
        answer(request, async ({ name, size, expiresAt }) =>
          filePage({ name, size: sizeText(size), lastDay: new Date(expiresAt - 1).toISOString().slice(0, 10) }),
        ),
    },
    {
      method: 'POST',
      path: '/links/:token',
      id: 'downloadLinkedFile',
      audit: { exempt: 'The proof of the e-mail counts it.' },
      summary: 'The file of a link in an e-mail, always as a download; counted',
      tag: 'links',
      allow: 'public',
      anyOrigin: true,
      answer: { status: 200, description: 'The bytes; 404: a page as for GET' },
      handler: (request) => answer(request, (link) => download(deps, link)),
    },
  ];
}

async function download({ store, clock }: LinkDeps, link: MailLinkRow): Promise<RouteAnswer | undefined> {
  const content = await startReading(readLinked(store.content, link));
  const isCounted = await store.grouped((tx) => countDownload(tx, link, clock.now()));
  if (!isCounted) return undefined;
  return {
    headers: {
      'Content-Disposition': downloadHeader(link.name),
      'Content-Length': String(link.size),
      // Whatever a browser makes of it all the same: it has no origin and runs nothing.
      'Content-Security-Policy': "sandbox; default-src 'none'; frame-ancestors 'none'",
      'X-Robots-Tag': 'noindex, nofollow',
    },
    raw: { contentType: link.contentType, content },
  };
}
