import { queryOptions } from '@tanstack/react-query';
import { answer, answerWithEtag, api } from '../api/client.ts';
import { going } from '../api/going.ts';
import type { components } from '../api/schema.gen.ts';

export type Provider = components['schemas']['Provider'];
export type ProviderDefinition = components['schemas']['ProviderDefinition'];
export type ProviderUse = components['schemas']['ProviderUses']['connectors'][number];

/** A provider as it was read, with the ETag for the next change. */
export interface SavedProvider {
  provider: Provider;
  etag: string;
}

/** All of them, by name. */
export const providersQuery = queryOptions({
  queryKey: ['providers', 'list'],
  queryFn: async (): Promise<Provider[]> => (await answer(api.GET('/providers'))).providers ?? [],
});

export const providerQuery = (id: string) =>
  queryOptions({
    queryKey: ['providers', 'one', id],
    queryFn: async (): Promise<SavedProvider> => {
      const { body, etag } = await answerWithEtag(api.GET('/providers/{id}', { params: { path: { id } } }));
      return { provider: body, etag };
    },
  });

export const providerUsesQuery = (id: string) =>
  queryOptions({
    queryKey: ['providers', 'uses', id],
    staleTime: 0,
    queryFn: async () => (await answer(api.GET('/providers/{id}/uses', { params: { path: { id } } }))).connectors,
  });

const asSeen = ({ provider: { id }, etag }: SavedProvider) => ({ path: { id }, header: { 'if-match': etag } });

export async function saveProvider(body: ProviderDefinition, before?: SavedProvider): Promise<SavedProvider> {
  const call = before ? api.PUT('/providers/{id}', { params: asSeen(before), body }) : api.POST('/providers', { body });
  const saved = await answerWithEtag<Provider>(call);
  return { provider: saved.body, etag: saved.etag };
}

export async function resetProvider(before: SavedProvider): Promise<SavedProvider> {
  const { body, etag } = await answerWithEtag(api.POST('/providers/{id}/reset', { params: asSeen(before) }));
  return { provider: body, etag };
}

export function deleteProvider(before: SavedProvider) {
  return going(before.provider.id, answer(api.DELETE('/providers/{id}', { params: asSeen(before) })));
}
