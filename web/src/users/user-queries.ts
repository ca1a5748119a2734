import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '../api/client.ts';
import type { components } from '../api/schema.gen.ts';
import { BASE_PATH } from '../app/place.ts';

export type User = components['schemas']['User'];
export type Link = components['schemas']['InvitationLink'];
export type Role = User['roles'][number];

/** What an administrator edits. */
export interface UserValues {
  name: string;
  email: string | null;
  roles: Role[];
  /** id of the contact that an external person works for */
  partner: string | null;
}

export const ROLE_CHOICES: readonly Role[] = [
  'administrator',
  'manage_data_sources',
  'designer',
  'payroll_operator',
  'approver',
  'user',
];

/** All of them: there are some dozens. */
export const usersQuery = queryOptions({
  queryKey: ['users'],
  queryFn: async () => (await answer(api.GET('/users'))).items,
});

const asSeen = ({ id, version }: User) => ({ path: { id }, header: { 'if-match': `"${version}"` } });

/** The first hundred by name. */
export const partnersQuery = queryOptions({
  queryKey: ['contacts', 'partners'],
  queryFn: async () =>
    (await answer(api.GET('/contacts', { params: { query: { kind: 'partner', limit: 100 } } }))).items,
});

export function createUser({ email, partner, ...values }: UserValues) {
  const known = { ...(email !== null && { email }), ...(partner !== null && { partner }) };
  return answer(api.POST('/users', { body: { ...values, ...known } }));
}

export function changeUser(user: User, change: Partial<UserValues> & { disabled?: boolean }): Promise<User> {
  return answer(api.PATCH('/users/{id}', { params: asSeen(user), body: change as UserValues }));
}

export function deleteUser(user: User) {
  return answer(api.DELETE('/users/{id}', { params: asSeen(user) }));
}

/** Takes the accounts at providers away. */
export function unlinkUser(user: User): Promise<User> {
  return answer(api.DELETE('/users/{id}/accounts', { params: asSeen(user) }));
}

export function inviteUser({ id }: User): Promise<Link> {
  return answer(api.POST('/users/{id}/invitation', { params: { path: { id } } }));
}

/** The code stands behind the # and so never reaches a log. */
export function linkOf({ code }: Link): string {
  return `${window.location.origin}${BASE_PATH}/invite#${code}`;
}
