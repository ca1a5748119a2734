import { queryOptions } from '@tanstack/react-query';
import { answer, answerWithEtag, api } from '../api/client.ts';
import type { components } from '../api/schema.gen.ts';
import type { SchemaNode, UiNode } from '../json-form/resolve.ts';

export type Connector = components['schemas']['Connector'];
export type Provider = components['schemas']['Provider'];
export type ProviderFinding = components['schemas']['ProviderFinding'];

/** A connector as it was read, with the ETag for the next change. */
export interface SavedConnector {
  connector: Connector;
  etag: string;
}

export interface ConnectorType {
  type: string;
  title: string;
  schema: SchemaNode;
  uiSchema: UiNode;
}

export async function readConnector(id: string): Promise<SavedConnector> {
  const { body, etag } = await answerWithEtag(api.GET('/connectors/{id}', { params: { path: { id } } }));
  return { connector: body, etag };
}

export const connectorQuery = (id: string) =>
  queryOptions({ queryKey: ['connectors', 'one', id], queryFn: () => readConnector(id) });

/** What the form is made of; it changes only with the program. */
export const connectorTypeQuery = (type: string) =>
  queryOptions({
    queryKey: ['connector-type', type],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async (): Promise<ConnectorType> => {
      const { title, settingsSchema, uiSchema } = await answer(
        api.GET('/connector-types/{type}', { params: { path: { type } } }),
      );
      return { type, title, schema: settingsSchema ?? {}, uiSchema: uiSchema ?? {} };
    },
  });

export const providersQuery = queryOptions({
  queryKey: ['providers', 'list'],
  queryFn: async (): Promise<Provider[]> => (await answer(api.GET('/providers'))).providers ?? [],
});

/** What is known about the servers of an address. The server may ask the DNS, which takes up to three seconds. */
export const providerFindingQuery = (address: string) =>
  queryOptions({
    queryKey: ['provider-finding', address.slice(address.lastIndexOf('@') + 1).toLowerCase()],
    staleTime: 3_600_000,
    retry: false,
    queryFn: (): Promise<ProviderFinding> => answer(api.GET('/providers/lookup', { params: { query: { address } } })),
  });
