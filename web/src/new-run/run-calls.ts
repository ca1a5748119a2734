import { queryOptions } from '@tanstack/react-query';
import { answer, answerWithEtag, api } from '../api/client.ts';
import { going } from '../api/going.ts';
import type { Run } from '../payroll/run-model.ts';
import type { RunDraft, RunInput } from './draft.ts';

/** A run as it is stored, with the ETag for the next change. */
export interface StoredRun {
  body: Run;
  etag: string;
}

/** A change of a run as somebody saw it; answers the run after it. */
export type RunCall = (etag: string) => Promise<StoredRun>;

const at = (id: string, etag: string) => ({ path: { id }, header: { 'if-match': etag } });
const again = (id: string) => answerWithEtag(api.GET('/runs/{id}', { params: { path: { id } } }));

export function createRun(draft: RunDraft): Promise<StoredRun> {
  return answerWithEtag(api.POST('/runs', { body: draft satisfies RunInput }));
}

export const saveRun =
  (id: string, draft: RunDraft): RunCall =>
  (etag) =>
    answerWithEtag(api.PUT('/runs/{id}', { params: at(id, etag), body: draft satisfies RunInput }));

export const planRun =
  (id: string): RunCall =>
  (etag) =>
    answerWithEtag(api.POST('/runs/{id}/plan', { params: at(id, etag) }));

/** Without If-Match: the planning itself counts the version up. */
export const stopPlan =
  (id: string): RunCall =>
  () =>
    answerWithEtag(api.DELETE('/runs/{id}/plan', { params: { path: { id } } }));

export const removeFile =
  (id: string, file: string): RunCall =>
  () =>
    answerWithEtag(api.DELETE('/runs/{id}/files/{file}', { params: { path: { id, file } } }));

export interface RowFix {
  address?: string;
  facts?: Record<string, never>;
  document?: string | null;
}

export const fixRow =
  (id: string, item: string, body: RowFix): RunCall =>
  async (etag) => {
    const params = { path: { id, item }, header: { 'if-match': etag } };
    await answer(api.PUT('/runs/{id}/items/{item}', { params, body }));
    return again(id);
  };

export const leaveOut =
  (id: string, body: { ids: string[]; reason: string } | { problem: string; reason: string }): RunCall =>
  async (etag) => {
    await answer(api.POST('/runs/{id}/items/leave-out', { params: at(id, etag), body }));
    return again(id);
  };

export const confirmAddresses =
  (id: string, body: { ids: string[] } | { problem: 'changed_address' }): RunCall =>
  async (etag) => {
    await answer(api.POST('/runs/{id}/items/confirm', { params: at(id, etag), body }));
    return again(id);
  };

export const approveRun =
  (id: string, hash: string): RunCall =>
  (etag) =>
    answerWithEtag(api.POST('/runs/{id}/approve', { params: at(id, etag), body: { hash } }));

export const releaseRun =
  (id: string, time: string | undefined): RunCall =>
  (etag) =>
    answerWithEtag(
      api.POST('/runs/{id}/release', { params: at(id, etag), body: time === undefined ? {} : { at: time } }),
    );

export async function deleteRun(id: string, etag: string): Promise<void> {
  await going(id, answer(api.DELETE('/runs/{id}', { params: at(id, etag) })));
}

export const runRulesQuery = queryOptions({
  queryKey: ['runs', 'rules'],
  queryFn: async ({ signal }) => (await answer(api.GET('/runs/rules', { signal }))).items,
});
