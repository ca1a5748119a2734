import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '../api/client.ts';
import { going } from '../api/going.ts';
import type { components } from '../api/schema.gen.ts';

/** A line of the list; people who come here get all its fields. */
export type DataSource = Required<components['schemas']['ConnectorList']['connectors'][number]>;

/** All of them: there are some dozens, and what is searched or filtered is so at once. */
export const dataSourcesQuery = queryOptions({
  queryKey: ['connectors', 'list'],
  queryFn: async () => (await answer(api.GET('/connectors'))).connectors as DataSource[],
});

export const connectorTypesQuery = queryOptions({
  queryKey: ['connector-types'],
  staleTime: Number.POSITIVE_INFINITY,
  queryFn: async () => (await answer(api.GET('/connector-types'))).types ?? [],
});

const versionOf = ({ id, version }: DataSource) => ({ path: { id }, header: { 'if-match': `"${version}"` } });

export function setEnabled(source: DataSource, enabled: boolean) {
  const params = versionOf(source);
  return answer(
    enabled ? api.POST('/connectors/{id}/enable', { params }) : api.POST('/connectors/{id}/disable', { params }),
  );
}

/** `keepalive`: the page is being left, and the request must outlive it. */
export function deleteSource(source: DataSource, keepalive = false) {
  return going(source.id, answer(api.DELETE('/connectors/{id}', { params: versionOf(source), keepalive })));
}

export async function usesOf({ id }: DataSource): Promise<string[]> {
  return (await answer(api.GET('/connectors/{id}/uses', { params: { path: { id } } }))).uses;
}

export function testSource({ id }: DataSource, signal?: AbortSignal) {
  return answer(api.POST('/connectors/{id}/test', { params: { path: { id } }, body: {}, signal }));
}
