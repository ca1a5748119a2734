import { type DraftInput, draftInputSchema } from '../../schemas/draft.gen.ts';
import { type NewDraft, newDraftSchema } from '../../schemas/new-draft.gen.ts';
import type { Route, RouteAnswer, RouteRequest } from '../http/route.ts';
import { AppError } from '../sdk/index.ts';
import { beginDraft } from './begin-draft.ts';
import { DRAFT, DRAFTS, SENDERS } from './draft-answers.ts';
import type { DraftDeps, DraftSender } from './draft-deps.ts';
import { changeDraft, type DraftAsked, type DraftView, listDrafts, readDraft, removeDraft } from './drafts.ts';
import { sendDraft } from './send-draft.ts';
import { undoDraft } from './undo-draft.ts';

const TAG = 'drafts';
const ifMatch = {
  'if-match': {
    description: 'The ETag that was read; 412 when it was changed since.',
    schema: { type: 'string' },
  },
};
const answer = { status: 200, description: 'The draft', schema: DRAFT };

/** E-mails that a person writes. Nobody else sees them, administrators included. */
export function draftRoutes<Prepared>(deps: DraftDeps<Prepared>): Route[] {
  return [...readRoutes(deps), ...writeRoutes(deps), ...sendRoutes(deps)];
}

function readRoutes(deps: DraftDeps): Route[] {
  return [
    {
      method: 'GET',
      path: '/me/senders',
      id: 'listSenders',
      summary:
        'Mailboxes that you may write from: your own accounts, and those of the organisation that you look after',
      tag: TAG,
      allow: 'anyone',
      answer: { status: 200, description: 'The one for new e-mails first', schema: SENDERS },
      handler: async ({ caller }) => ({ body: { items: (await deps.listSenders(caller)).map(senderLine) } }),
    },
    {
      method: 'GET',
      path: '/me/drafts',
      id: 'listDrafts',
      summary: 'Your drafts, and what you sent and could not be delivered; the last changed ones first',
      tag: TAG,
      allow: 'anyone',
      answer: { status: 200, description: 'The drafts', schema: DRAFTS },
      handler: async ({ caller }) => ({ body: { items: await listDrafts(deps, caller) } }),
    },
    {
      method: 'GET',
      path: '/me/drafts/:id',
      id: 'readDraft',
      summary: 'One of your drafts, with what became of its e-mail',
      tag: TAG,
      allow: 'anyone',
      answer,
      handler: async (request) => answerOf(await readDraft(deps, askedOf(request))),
    },
  ];
}

function writeRoutes(deps: DraftDeps): Route[] {
  return [
    {
      method: 'POST',
      path: '/me/drafts',
      id: 'createDraft',
      audit: 'draft',
      summary: 'Begin an e-mail, or an answer to a message: addressees, subject and files are filled in',
      tag: TAG,
      allow: 'anyone',
      body: newDraftSchema,
      answer: { ...answer, status: 201 },
      handler: async ({ body, caller }) => ({
        status: 201,
        ...answerOf(await beginDraft(deps, body as NewDraft, caller)),
      }),
    },
    {
      method: 'PATCH',
      path: '/me/drafts/:id',
      id: 'changeDraft',
      audit: { exempt: 'A draft does nothing until it is sent, and is saved every few seconds.' },
      summary: 'Save a draft; what is absent stays',
      tag: TAG,
      allow: 'anyone',
      headers: ifMatch,
      body: draftInputSchema,
      answer,
      handler: async (request) => answerOf(await changeDraft(deps, askedOf(request), request.body as DraftInput)),
    },
    {
      method: 'DELETE',
      path: '/me/drafts/:id',
      id: 'deleteDraft',
      audit: 'draft',
      summary: 'Delete a draft; 409 while its e-mail may still leave',
      tag: TAG,
      allow: 'anyone',
      answer: { status: 204, description: 'It is deleted' },
      handler: async (request) => {
        await removeDraft(deps, askedOf(request));
        return { status: 204 };
      },
    },
  ];
}

function sendRoutes<Prepared>(deps: DraftDeps<Prepared>): Route[] {
  return [
    {
      method: 'POST',
      path: '/me/drafts/:id/send',
      id: 'sendDraft',
      audit: 'draft',
      summary: 'Send it: it leaves after 10 seconds, in which it can be taken back. Asking again sends nothing more',
      tag: TAG,
      allow: 'anyone',
      headers: ifMatch,
      answer: { ...answer, description: 'The draft with the id of its e-mail' },
      handler: async (request) => answerOf(await sendDraft(deps, askedOf(request))),
    },
    {
      method: 'POST',
      path: '/me/drafts/:id/undo',
      id: 'undoDraft',
      audit: 'draft',
      summary: 'Take the e-mail back, or one that failed, to change it; 409 once it is on its way',
      tag: TAG,
      allow: 'anyone',
      answer: { ...answer, description: 'The draft as it was' },
      handler: async (request) => answerOf(await undoDraft(deps, askedOf(request))),
    },
  ];
}

function senderLine({ id, displayName, from, own, isDefault, state, stateReason, canSend, signature }: DraftSender) {
  const unable = state === 'active' ? null : `${state}: ${stateReason}`;
  return {
    ...{ id, displayName, address: from.address, name: from.name ?? '', own, isDefault },
    problem: canSend ? unable : 'It has no outgoing mail server.',
    signature: signature ?? null,
  };
}

function answerOf(view: DraftView): RouteAnswer {
  return { body: view, etag: String(view.version) };
}

function askedOf({ params, caller, headers }: RouteRequest): DraftAsked {
  const asked = { id: params['id'] ?? '', caller };
  const given = headers['if-match']?.trim();
  if (given === undefined || given === '*') return asked;
  const version = /^"?(\d{1,9})"?$/.exec(given)?.[1];
  if (version === undefined) throw new AppError('STALE', 'If-Match must be the ETag as it was read, e.g. "3".');
  return { ...asked, version: Number(version) };
}
