import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '../api/client.ts';
import type { components } from '../api/schema.gen.ts';

export type People = components['schemas']['People'];

/** Who there is to choose from. */
export const peopleQuery = queryOptions({
  queryKey: ['people'],
  queryFn: () => answer(api.GET('/people')),
  staleTime: 0,
});

/** Ids of people and groups, as the API has them. */
export interface NamedPeople {
  users: string[];
  groups: string[];
}
