import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '../api/client.ts';
import type { components } from '../api/schema.gen.ts';

export type Token = Omit<components['schemas']['NewTokenAnswer'], 'token'>;
export type Session = components['schemas']['SessionList']['items'][number];

/** Newest first. */
export const sessionsQuery = queryOptions({
  queryKey: ['account', 'sessions'],
  queryFn: async () => (await answer(api.GET('/me/sessions'))).items.toReversed(),
  staleTime: 0,
});

export const tokensQuery = queryOptions({
  queryKey: ['account', 'tokens'],
  queryFn: () => answer(api.GET('/tokens')),
  staleTime: 0,
});

/** How the person signs in. */
export const ownSignInQuery = queryOptions({
  queryKey: ['account', 'sign-in'],
  queryFn: () => answer(api.GET('/me/sign-in')),
  staleTime: 0,
});
