import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '../api/client.ts';
import { going } from '../api/going.ts';
import type { components } from '../api/schema.gen.ts';

export type Draft = components['schemas']['Draft'];

export type DraftKind = Draft['kind'];
export type Sender = components['schemas']['SenderList']['items'][number];
type Change = components['schemas']['DraftInput'];

export const sendersQuery = queryOptions({
  queryKey: ['compose', 'senders'],
  queryFn: async ({ signal }) => (await answer(api.GET('/me/senders', { signal }))).items,
});

export const draftsQuery = queryOptions({
  queryKey: ['compose', 'drafts'],
  queryFn: async ({ signal }) => (await answer(api.GET('/me/drafts', { signal }))).items,
});

export const draftQuery = (id: string) =>
  queryOptions({
    queryKey: ['compose', 'draft', id],
    queryFn: async ({ signal }) => {
      await saved(id);
      return answer(api.GET('/me/drafts/{id}', { params: { path: { id } }, signal }));
    },
    // What is typed here is newer than what the server has.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });

export interface NewDraft {
  kind: DraftKind;
  mailbox?: string;
  message?: string;
}

export const beginDraft = (body: NewDraft): Promise<Draft> => answer(api.POST('/me/drafts', { body }));

/** Savings on their way, by draft. */
const savings = new Map<string, Promise<unknown>>();

export async function saveDraft(id: string, body: Change): Promise<Draft> {
  const saving = saved(id).then(() => answer(api.PATCH('/me/drafts/{id}', { params: { path: { id } }, body })));
  savings.set(id, saving);
  try {
    return await saving;
  } finally {
    if (savings.get(id) === saving) savings.delete(id);
  }
}

/** Once what was written last has arrived, or could not: its own caller hears of that. */
const saved = (id: string): Promise<unknown> => Promise.allSettled([savings.get(id)]);

export const sendDraft = (id: string): Promise<Draft> =>
  answer(api.POST('/me/drafts/{id}/send', { params: { path: { id } } }));

export const undoDraft = (id: string): Promise<Draft> =>
  answer(api.POST('/me/drafts/{id}/undo', { params: { path: { id } } }));

export async function deleteDraft(id: string): Promise<void> {
  await saved(id);
  await going(id, answer(api.DELETE('/me/drafts/{id}', { params: { path: { id } } })));
}
