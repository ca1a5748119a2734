import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '../api/client.ts';
import type { components } from '../api/schema.gen.ts';

export type Group = components['schemas']['Group'];

/** What an administrator edits. */
export interface GroupValues {
  name: string;
  members: string[];
}

export const groupsQuery = queryOptions({
  queryKey: ['groups'],
  queryFn: async () => (await answer(api.GET('/groups'))).items,
});

const asSeen = ({ id, version }: Group) => ({ path: { id }, header: { 'if-match': `"${version}"` } });

export function saveGroup(group: Group | undefined, body: GroupValues): Promise<Group> {
  if (group === undefined) return answer(api.POST('/groups', { body }));
  return answer(api.PUT('/groups/{id}', { params: asSeen(group), body }));
}

export function deleteGroup(group: Group) {
  return answer(api.DELETE('/groups/{id}', { params: asSeen(group) }));
}
