import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '../api/client.ts';
import type { Draft } from './draft-queries.ts';

export const tasksQuery = queryOptions({
  queryKey: ['compose', 'tasks'],
  queryFn: async ({ signal }) => (await answer(api.GET('/me/mail-tasks', { signal }))).items,
});

/** The lists of what is to be written and sent. */
export const composeLists = {
  queryKey: ['compose'],
  predicate: ({ queryKey: [, part] }: { queryKey: readonly unknown[] }) => part === 'drafts' || part === 'tasks',
};

const place = (id: string) => ({ params: { path: { id } } });

export const takeTask = (id: string): Promise<Draft> => answer(api.POST('/me/mail-tasks/{id}/take', place(id)));

export async function giveBackTask(id: string): Promise<void> {
  await answer(api.POST('/me/mail-tasks/{id}/give-back', place(id)));
}

export async function declineTask(id: string, reason: string): Promise<void> {
  await answer(api.POST('/me/mail-tasks/{id}/decline', { ...place(id), body: { reason } }));
}
