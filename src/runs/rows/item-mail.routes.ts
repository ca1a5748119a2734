import type { Route, RouteRequest } from '../../http/route.ts';
import { MAIL_PAGE_HEADERS, mailPage } from '../../mail/mail-page.ts';
import { AppError } from '../../sdk/index.ts';
import { idOf, READERS, type RunRouteDeps, TAG } from '../run.routes.ts';
import type { ComposedMail, RunDeps } from '../run-deps.ts';
import { getItem } from './item.store.ts';
import { runItemMailAnswer } from './item-mail-answer.ts';

/** The finished e-mail of a row, read from the bytes that are sent: what is approved is what is shown. */
export function itemMailRoutes({ deps }: RunRouteDeps): Route[] {
  return [
    {
      method: 'GET',
      path: '/runs/:id/items/:item/mail',
      id: 'getRunItemMail',
      audit: 'run',
      summary: 'The finished e-mail of a row: sender, recipients, subject, text and the names of its attachments',
      tag: TAG,
      allow: READERS,
      answer: { status: 200, description: 'The e-mail', schema: runItemMailAnswer },
      handler: async (request) => {
        const { html, ...mail } = await mailOf(deps, request);
        const frame = html === null ? null : `runs/${idOf(request)}/items/${request.params['item'] ?? ''}/body`;
        return { body: { ...mail, frame } };
      },
    },
    {
      method: 'GET',
      path: '/runs/:id/items/:item/body',
      id: 'getRunItemBody',
      audit: 'run',
      summary: 'The HTML body of the e-mail of a row, for a frame',
      tag: TAG,
      allow: READERS,
      answer: { status: 200, description: 'text/html with a policy of its own' },
      handler: async (request) => {
        const { html, subject } = await mailOf(deps, request);
        if (html === null) throw new AppError('NOT_FOUND', 'This e-mail has a plain text only.');
        return {
          headers: MAIL_PAGE_HEADERS,
          raw: { contentType: 'text/html; charset=utf-8', content: mailPage({ html, subject }) },
        };
      },
    },
  ];
}

async function mailOf(deps: RunDeps, request: RouteRequest): Promise<ComposedMail> {
  const item = request.params['item'] ?? '';
  request.note?.({ subject: { id: idOf(request), name: item } });
  const { messageId } = await getItem(deps.store.read, idOf(request), item);
  if (messageId === null) throw new AppError('NOT_FOUND', 'This row has no e-mail: see its problems, or plan the run.');
  return deps.outbox.runs.read(messageId);
}
