import { queryOptions, useQuery } from '@tanstack/react-query';
import { answer, api } from '../api/client.ts';
import { ApiError } from '../api/problem.ts';

export interface Me {
  id: string;
  name: string;
  roles: string[];
  /** 'host': another application signs people in, so that there is no sign-in page here */
  signIn?: 'password' | 'host';
}

/** Who is signed in; null for nobody. */
export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: async (): Promise<Me | null> => {
    try {
      return (await answer(api.GET('/me'))) as Me;
    } catch (error) {
      if (error instanceof ApiError && error.problem.status === 401) return null;
      throw error;
    }
  },
  staleTime: Number.POSITIVE_INFINITY,
});

export function useMe(): Me | null {
  return useQuery(meQuery).data ?? null;
}

export function mayUse(me: Me | null, roles: readonly string[] | undefined): boolean {
  return roles === undefined || (me !== null && roles.some((role) => me.roles.includes(role)));
}
