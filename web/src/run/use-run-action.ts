import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answerWithEtag, api } from '../api/client.ts';
import { runQuery } from '../payroll/run-queries.ts';

type Call =
  | { name: 'approve'; hash: string }
  | { name: 'release' | 'reschedule'; at?: string }
  | { name: 'pause' | 'resume' | 'cancel' | 'retry-failed' };

/**
 * One decision about the run, on the version that the person sees: of two who press at once the second is refused, and
 * the page reads what the run is now. The answer stands at once, whether or not the live link tells it, too.
 */
export function useRunAction(id: string, etag: string) {
  const queries = useQueryClient();
  const { queryKey } = runQuery(id);
  return useMutation({
    mutationFn: (call: Call) => answerWithEtag(send(id, etag, call)),
    onSuccess: (changed) => {
      queries.setQueryData(queryKey, changed);
      void queries.invalidateQueries({ queryKey: ['runs', 'list'] });
    },
    onError: () => queries.invalidateQueries({ queryKey }),
  });
}

function send(id: string, etag: string, call: Call) {
  const params = { path: { id }, header: { 'if-match': etag } };
  switch (call.name) {
    case 'approve':
      return api.POST('/runs/{id}/approve', { params, body: { hash: call.hash } });
    case 'release':
      return api.POST('/runs/{id}/release', { params, body: call.at === undefined ? {} : { at: call.at } });
    case 'reschedule':
      return api.POST('/runs/{id}/reschedule', { params, body: call.at === undefined ? {} : { at: call.at } });
    case 'pause':
      return api.POST('/runs/{id}/pause', { params });
    case 'resume':
      return api.POST('/runs/{id}/resume', { params });
    case 'cancel':
      return api.POST('/runs/{id}/cancel', { params });
    case 'retry-failed':
      return api.POST('/runs/{id}/retry-failed', { params });
  }
}

export type RunAction = ReturnType<typeof useRunAction>;
