import { queryOptions } from '@tanstack/react-query';
import { answer, answerWithEtag, api } from '../api/client.ts';
import type { components } from '../api/schema.gen.ts';

export type GuardSetting = components['schemas']['GuardSetting'];
export type GuardStatus = components['schemas']['GuardStatus'];

const LOOK_AGAIN_MS = 15_000;

/** For the banner of every page. Below "settings", so that the live link renews it for who may read settings. */
export const statusQuery = queryOptions({
  queryKey: ['settings', 'guard', 'status'],
  queryFn: async ({ signal }) => answer(api.GET('/guard', { signal })),
  refetchInterval: LOOK_AGAIN_MS,
});

/** Approvers get those of events only. */
export const heldQuery = queryOptions({
  queryKey: ['outbox', 'held-by-limits'],
  queryFn: async ({ signal }) => (await answer(api.GET('/limits/held', { signal }))).items,
  // The live link tells of the outbox, which not everybody who approves may read.
  refetchInterval: LOOK_AGAIN_MS,
});

/** Whether a second person approves. */
export const fourEyesQuery = queryOptions({
  queryKey: ['settings', 'runs', 'four-eyes'],
  queryFn: async ({ signal }) => (await answer(api.GET('/settings/runs', { signal }))).fourEyes,
});

export type HeldByLimit = components['schemas']['HeldByLimits']['items'][number];

export function approveHeld(key: string) {
  return answer(api.POST('/limits/held/approve', { body: { key } }));
}

export function cancelHeld(key: string) {
  return answer(api.POST('/limits/held/cancel', { body: { key } }));
}

export const guardQuery = queryOptions({
  queryKey: ['settings', 'guard', 'setting'],
  queryFn: async ({ signal }) => answerWithEtag(api.GET('/settings/guard', { signal })),
});

/** What the page edits: the list as lines of text. */
export interface GuardDraft {
  mode: GuardSetting['mode'];
  redirectTo: string;
  allowed: string;
}

export function draftOf({ mode, redirectTo, allowed }: GuardSetting): GuardDraft {
  return { mode, redirectTo: redirectTo ?? '', allowed: allowed.join('\n') };
}

export function entriesOf(text: string): string[] {
  return text.split(/[\s,;]+/).filter((entry) => entry !== '');
}

export function putGuard({ mode, redirectTo, allowed }: GuardDraft, etag: string) {
  const body = {
    mode,
    ...(mode === 'redirect' && { redirectTo: redirectTo.trim() }),
    ...(mode === 'allow_list' && { allowed: entriesOf(allowed) }),
  };
  return answer(api.PUT('/settings/guard', { params: { header: { 'if-match': etag } }, body }));
}

export function stopSending(reason: string) {
  return answer(api.POST('/guard/stop', { body: { reason } }));
}

export function resumeSending() {
  return answer(api.POST('/guard/resume', { body: {} }));
}
