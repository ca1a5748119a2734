import { queryOptions } from '@tanstack/react-query';
import { answer, answerWithEtag, api } from '../api/client.ts';
import type { components } from '../api/schema.gen.ts';
import {
  type Details,
  globalOf,
  mailboxBody,
  mailboxOf,
  type Part,
  retentionBody,
  retentionOf,
  runsBody,
  runsOf,
  type StoredPart,
} from './details.ts';
import { changedParts, type Editing } from './editing.ts';

export const globalQuery = queryOptions({
  queryKey: ['settings', 'global-smtp'],
  queryFn: async ({ signal }): Promise<StoredPart<'global'>> => {
    const { body, etag } = await answerWithEtag(api.GET('/settings/global-smtp', { signal }));
    return { values: globalOf(body), etag, modifiedAt: body.modifiedAt, modifiedBy: body.modifiedBy };
  },
});

export const mailboxQuery = queryOptions({
  queryKey: ['settings', 'default-mailbox'],
  queryFn: async ({ signal }): Promise<StoredPart<'mailbox'>> => {
    const { body, etag } = await answerWithEtag(api.GET('/settings/default-mailbox', { signal }));
    return { values: mailboxOf(body), etag, modifiedAt: body.modifiedAt, modifiedBy: body.modifiedBy };
  },
});

export const retentionQuery = queryOptions({
  queryKey: ['settings', 'retention'],
  queryFn: async ({ signal }): Promise<StoredPart<'retention'>> => {
    const { body, etag } = await answerWithEtag(api.GET('/settings/retention', { signal }));
    return { values: retentionOf(body), etag, modifiedAt: body.modifiedAt, modifiedBy: body.modifiedBy };
  },
});

export const runsQuery = queryOptions({
  queryKey: ['settings', 'runs'],
  queryFn: async ({ signal }): Promise<StoredPart<'runs'>> => {
    const { body, etag } = await answerWithEtag(api.GET('/settings/runs', { signal }));
    return { values: runsOf(body), etag, modifiedAt: body.modifiedAt, modifiedBy: body.modifiedBy };
  },
});

export const sourcesQuery = queryOptions({
  queryKey: ['connectors', 'senders'],
  queryFn: async ({ signal }) => (await answer(api.GET('/connectors', { signal }))).connectors,
});

export type Source = components['schemas']['ConnectorList']['connectors'][number];

/** Stores one part if nobody stored another version since. */
async function putPart(part: Part, details: Details, etag: string): Promise<void> {
  const params = { header: { 'if-match': etag } };
  if (part === 'global') {
    await answer(api.PUT('/settings/global-smtp', { params, body: details.global }));
  } else if (part === 'runs') {
    await answer(api.PUT('/settings/runs', { params, body: runsBody(details.runs) }));
  } else if (part === 'retention') {
    await answer(api.PUT('/settings/retention', { params, body: retentionBody(details.retention) }));
  } else {
    await answer(api.PUT('/settings/default-mailbox', { params, body: mailboxBody(details.mailbox) }));
  }
}

/** Why saving ended at this part; those before it are stored. */
export interface Failure {
  part: Part;
  error: unknown;
}

/** Stores what differs, part by part; ends at the first refusal. */
export async function saveParts(now: Editing): Promise<Failure | undefined> {
  for (const part of changedParts(now)) {
    try {
      await putPart(part, now.draft, now.base[part].etag);
    } catch (error) {
      return { part, error };
    }
  }
  return undefined;
}
