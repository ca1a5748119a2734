import type { Route, RouteRequest } from '../../http/route.ts';
import { MAIL_PAGE_HEADERS, mailPage } from '../../mail/mail-page.ts';
import { AppError, type Clock, cleanFileName, downloadHeader } from '../../sdk/index.ts';
import { othersAnswering } from '../../store/answering.ts';
import { CONVERSATION, CONVERSATIONS, MESSAGE_VIEW } from './conversation-answers.ts';
import { type ConversationLine, listConversations, readConversation, searchConversations } from './conversations.ts';
import { attachmentOf, type MessagePlace, type ShowDeps, sourceOf, viewOf } from './show-message.ts';

const TAG = 'mailboxes';
const MOST_LINES = 100;

type Deps = ShowDeps & {
  clock: Clock;
  /** NOT_FOUND for a mailbox that the caller may not know of; FORBIDDEN where somebody else looks after it */
  assertMayRead(request: RouteRequest): Promise<void>;
};

/** What people wrote to a mailbox: its owner reads it, or who looks after the data source. */
export function conversationRoutes(deps: Deps): Route[] {
  return [...listRoutes(deps), ...messageRoutes(deps), ...downloadRoutes(deps)];
}

function listRoutes({ store, clock, assertMayRead }: Deps): Route[] {
  return [
    {
      method: 'GET',
      path: '/mailboxes/:id/conversations',
      id: 'listConversations',
      summary: 'Conversations of a mailbox, those with the newest messages first',
      tag: TAG,
      allow: 'anyone',
      query: {
        search: {
          description:
            'Words that stand in the subject, in names and addresses, or in names of files; one page, without `next`',
          schema: { type: 'string', maxLength: 200 },
        },
        before: { description: '`next` of the page before', schema: { type: 'string', maxLength: 100 } },
        limit: { description: 'Default 50', schema: { type: 'integer', minimum: 1, maximum: MOST_LINES } },
      },
      answer: { status: 200, description: 'The conversations of this page', schema: CONVERSATIONS },
      handler: async (request) => {
        await assertMayRead(request);
        const { search = '', before, limit = '50' } = request.query;
        const of = { mailboxId: idOf(request), limit: Number(limit) };
        if (search.trim() !== '')
          return { body: { items: await searchConversations(store, { ...of, search }), next: null } };
        const rows = await listConversations(store, { ...of, limit: of.limit + 1, before: placeOf(before) });
        const items = rows.slice(0, of.limit);
        return { body: { items, next: rows.length > of.limit ? placeText(items.at(-1)) : null } };
      },
    },
    {
      method: 'GET',
      path: '/mailboxes/:id/conversations/:conversation',
      id: 'readConversation',
      summary: 'The messages of a conversation',
      tag: TAG,
      allow: 'anyone',
      answer: { status: 200, description: 'The conversation', schema: CONVERSATION },
      handler: async (request) => {
        await assertMayRead(request);
        const id = request.params['conversation'] ?? '';
        const read = await readConversation(store, { mailboxId: idOf(request), id });
        const messages = read.messages.map((message) => message.id);
        const asked = { messages, notBy: request.caller.id, now: clock.now() };
        return { body: { id, ...read, answering: await othersAnswering(store.read, asked) } };
      },
    },
  ];
}

function messageRoutes({ assertMayRead, ...deps }: Deps): Route[] {
  return [
    {
      method: 'GET',
      path: '/mailboxes/:id/messages/:message',
      id: 'readReceivedMessage',
      audit: 'mailbox',
      summary: 'What a message says',
      tag: TAG,
      allow: 'anyone',
      answer: { status: 200, description: 'Its text and its files', schema: MESSAGE_VIEW },
      handler: async (request) => {
        await assertMayRead(request);
        const { html, ...view } = await viewOf(deps, placeOfMessage(request));
        return { body: { ...view, page: html === null ? null : `${request.params['message']}/page` } };
      },
    },
    {
      method: 'GET',
      path: '/mailboxes/:id/messages/:message/page',
      id: 'getReceivedPage',
      summary: 'Its HTML, sanitised, for a frame: nothing in it runs and nothing is fetched for it',
      tag: TAG,
      allow: 'anyone',
      answer: { status: 200, description: 'text/html with a policy of its own' },
      handler: async (request) => {
        await assertMayRead(request);
        const { html } = await viewOf(deps, placeOfMessage(request));
        if (html === null) throw new AppError('NOT_FOUND', 'This message has no HTML.');
        const content = mailPage({ html, subject: 'Message' });
        return { headers: MAIL_PAGE_HEADERS, raw: { contentType: 'text/html; charset=utf-8', content } };
      },
    },
  ];
}

function downloadRoutes({ assertMayRead, ...deps }: Deps): Route[] {
  return [
    {
      method: 'GET',
      path: '/mailboxes/:id/messages/:message/source',
      id: 'getReceivedSource',
      audit: 'mailbox',
      summary: 'The message as it came, byte for byte',
      tag: TAG,
      allow: 'anyone',
      answer: { status: 200, description: 'message/rfc822' },
      handler: async (request) => {
        await assertMayRead(request);
        const content = await sourceOf(deps, placeOfMessage(request));
        return download({ filename: 'message.eml', contentType: 'message/rfc822', content });
      },
    },
    {
      method: 'GET',
      path: '/mailboxes/:id/messages/:message/attachments/:index',
      id: 'getReceivedAttachment',
      audit: 'mailbox',
      summary: 'A file of a message, by its place in the message, from 0',
      tag: TAG,
      allow: 'anyone',
      answer: { status: 200, description: 'The file, to be saved and never to be shown' },
      handler: async (request) => {
        await assertMayRead(request);
        const index = request.params['index'] ?? '';
        if (!/^\d{1,4}$/.test(index)) throw new AppError('NOT_FOUND', 'This message has no such attachment.');
        const file = await attachmentOf(deps, placeOfMessage(request), Number(index));
        // Of no type that a browser shows by itself, whatever the message says of it.
        return download({ ...file, contentType: 'application/octet-stream' });
      },
    },
  ];
}

function download({ filename, contentType, content }: { filename: string; contentType: string; content: Uint8Array }) {
  return { headers: { 'Content-Disposition': downloadHeader(cleanFileName(filename)) }, raw: { contentType, content } };
}

function placeOfMessage({ params }: RouteRequest): MessagePlace {
  return { mailboxId: params['id'] ?? '', id: params['message'] ?? '' };
}

function idOf({ params }: RouteRequest): string {
  return params['id'] ?? '';
}

function placeText(line: ConversationLine | undefined): string | null {
  return line === undefined ? null : `${line.lastAt}-${line.id}`;
}

function placeOf(text: string | undefined): { lastAt: number; id: string } | undefined {
  if (text === undefined) return undefined;
  const [, lastAt, id] = /^(\d{1,16})-(.+)$/.exec(text) ?? [];
  if (lastAt === undefined || id === undefined)
    throw new AppError('BAD_REQUEST', '"before" is `next` of the page before; this is none.');
  return { lastAt: Number(lastAt), id };
}
