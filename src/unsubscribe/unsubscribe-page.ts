import type { RouteAnswer } from '../http/route.ts';
import { escapeHtml } from '../sdk/index.ts';

/** A page for whoever has a link; the composition root provides it. `content`: HTML. */
export type PublicPage = (status: number, title: string, content: string) => RouteAnswer;

/** Nothing happens until a person presses the button: programs that look at links in mails only get this page. */
export function askPage(page: PublicPage, address: string): RouteAnswer {
  return page(
    200,
    'Unsubscribe',
    `<p>Send no more e-mails of this kind to <strong>${escapeHtml(address)}</strong>?</p>
<form method="post" action="?"><button type="submit">Unsubscribe</button></form>`,
  );
}

/** The way back is this very address with a query: some mail programs appended a slash to it, and a path would lead elsewhere then. */
export function donePage(page: PublicPage, address: string): RouteAnswer {
  return page(
    200,
    'You are unsubscribed',
    `<p><strong>${escapeHtml(address)}</strong> gets no more e-mails of this kind. Those that concern only you, such as payslips, still come.</p>
<form method="post" action="?again=true"><button type="submit">Subscribe again</button></form>`,
  );
}

export function undonePage(page: PublicPage, address: string): RouteAnswer {
  return page(
    200,
    'You are subscribed again',
    `<p><strong>${escapeHtml(address)}</strong> gets these e-mails again. The link in any of them unsubscribes.</p>`,
  );
}

/** The same for every reason, so that nobody learns whether there ever was such a link. */
export function unknownPage(page: PublicPage): RouteAnswer {
  return page(
    404,
    'This link does not work',
    `<p>It may not have been copied as a whole: open it once more from the e-mail.</p>
<p>If that does not help, answer the e-mail and say that you want no more of them.</p>`,
  );
}
