import { queryOptions } from '@tanstack/react-query';
import type { SignInSetting } from '../../../schemas/sign-in-setting.gen.ts';
import type { SignOnProvider } from '../../../schemas/sign-on-provider.gen.ts';
import { answer, answerWithEtag, api } from '../api/client.ts';
import type { components } from '../api/schema.gen.ts';

export type Provider = components['schemas']['SignOnProviderView'];
export type SignInView = components['schemas']['SignInSettingView'];

/** What a person who is not signed in may choose from. */
export const waysQuery = queryOptions({
  queryKey: ['sign-on', 'ways'],
  queryFn: () => answer(api.GET('/sign-on')),
  retry: false,
});

export const providersQuery = queryOptions({
  queryKey: ['sign-on', 'providers'],
  queryFn: () => answer(api.GET('/sign-on/providers')),
});

export const signInQuery = queryOptions({
  queryKey: ['sign-on', 'passwords'],
  queryFn: () => answerWithEtag(api.GET('/settings/sign-in')),
});

/** Where the browser goes to. */
export async function startSignOn(id: string, returnTo: string): Promise<string> {
  return (await answer(api.POST('/sign-on/{id}/start', { params: { path: { id } }, body: { returnTo } }))).url;
}

export function saveProvider(before: Provider | undefined, body: SignOnProvider): Promise<Provider> {
  if (before === undefined) return answer(api.POST('/sign-on/providers', { body: body as never }));
  const params = { path: { id: before.id }, header: { 'if-match': `"${before.version}"` } };
  return answer(api.PUT('/sign-on/providers/{id}', { params, body: body as never }));
}

export function deleteProvider({ id, version }: Provider) {
  const params = { path: { id }, header: { 'if-match': `"${version}"` } };
  return answer(api.DELETE('/sign-on/providers/{id}', { params }));
}

export function putSignIn(body: SignInSetting, etag: string): Promise<SignInView> {
  return answer(api.PUT('/settings/sign-in', { params: { header: { 'if-match': etag } }, body }));
}
