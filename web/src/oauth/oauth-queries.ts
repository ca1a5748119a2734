import { queryOptions } from '@tanstack/react-query';
import { answer, answerWithEtag, api } from '../api/client.ts';
import type { components } from '../api/schema.gen.ts';

export type Authorization = components['schemas']['Authorization'];
export type OauthApplication = components['schemas']['OauthApplication'];
export type AuthorizationOutcome = components['schemas']['AuthorizationOutcome'];

/** The sign-in of a data source. Below 'connectors': the live link makes it stale together with them. */
export const authorizationQuery = (id: string) =>
  queryOptions({
    queryKey: ['connectors', 'authorization', id],
    refetchOnWindowFocus: true,
    queryFn: (): Promise<Authorization> =>
      answer(api.GET('/connectors/{id}/authorization', { params: { path: { id } } })),
  });

export interface SavedApplication {
  application: OauthApplication;
  etag: string;
}

export const applicationQuery = (providerId: string) =>
  queryOptions({
    queryKey: ['oauth-application', providerId],
    queryFn: async (): Promise<SavedApplication> => {
      const { body, etag } = await answerWithEtag(
        api.GET('/providers/{id}/oauth-app', { params: { path: { id: providerId } } }),
      );
      return { application: body, etag };
    },
  });

export const outcomeQuery = (attempt: string) =>
  queryOptions({
    queryKey: ['oauth-attempt', attempt],
    retry: false,
    queryFn: (): Promise<AuthorizationOutcome> =>
      answer(api.GET('/oauth/attempts/{id}', { params: { path: { id: attempt } } })),
  });

/** Where the browser goes to; null where no person has to consent. */
export async function authorize(id: string): Promise<string | null> {
  return (await answer(api.POST('/connectors/{id}/authorize', { params: { path: { id } } }))).url;
}

export function disconnect(id: string): Promise<{ message: string }> {
  return answer(api.DELETE('/connectors/{id}/authorization', { params: { path: { id } } }));
}
